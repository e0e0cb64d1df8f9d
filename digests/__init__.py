"""Read, list and search a library of news digests.

    from digests import Library

    with Library.open([Path("digests")], cache=Path("cache")) as library:
        library.refresh()
        for hit in library.search("gpt-5.6 开源").hits:
            print(hit.issue_title, hit.title.text)

Everything public is here. A name is loaded when it is first used, so `import digests` costs
nothing and listing issues loads neither the search engine nor the Markdown parser.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

# Not when first used: the module of this name would take the function's place.
from digests.safe_text import safe_line, safe_text

if TYPE_CHECKING:
    from digests.blocks import (
        Block,
        Code,
        ListBlock,
        Look,
        Paragraph,
        Quote,
        Rule,
        Run,
        Runs,
        Subheading,
        Table,
        runs_in,
    )
    from digests.errors import (
        CacheError,
        DigestError,
        FolderError,
        IndexBusyError,
        IndexDamagedError,
        IssueNotFoundError,
        IssueUnreadableError,
        MarksError,
        QueryError,
        RejectionsError,
        SavedSearchesError,
        SearchIndexError,
        TagNameError,
    )
    from digests.folders import FoundFiles, find_issue_files
    from digests.issue_files import Fingerprint, IssueFile, issue_file
    from digests.issue_summary import IssueSummary
    from digests.issue_text import read_issue_text
    from digests.library import Library, read_issue
    from digests.link_kinds import LinkKind, link_kind, primary_first, source_address
    from digests.lint import lint_issue
    from digests.marks.exchange import MergeReport, export_marks, mark_lines, merge_marks
    from digests.marks.marks import Marks
    from digests.marks.tag_names import tag_name
    from digests.marks.values import IssueMarks, ItemMarks, MarkChange, MarksChanged
    from digests.model import (
        Image,
        Issue,
        Item,
        Kind,
        Link,
        Problem,
        Publication,
        Section,
        Subjects,
    )
    from digests.muting import muted
    from digests.parsing import parse_issue
    from digests.refresh import Progress, RefreshReport
    from digests.saved_searches import MUTES, SavedSearch, SavedSearches
    from digests.search.completion import Candidate, Completion, complete
    from digests.search.hits import Facets, FieldCounts, HighlightedText, Hit, SearchPage
    from digests.search.narrowing import (
        is_newest_first,
        joined,
        narrowed,
        narrowings,
        with_other_order,
    )
    from digests.sources.adding import NewSource
    from digests.sources.addresses import Address, AddressKind, read_address
    from digests.sources.errors import OutlineError, SourceError, SourceNotFoundError
    from digests.sources.picture import fetch_picture
    from digests.sources.report import SyncReport
    from digests.sources.shown_address import shown_address
    from digests.sources.source import Source, SourceKind
    from digests.sources.sources import Sources
    from digests.statistics import (
        Gap,
        PublicationCounts,
        by_week,
        count_publications,
        items_by_month,
    )
    from digests.stories.evidence import Evidence, EvidenceKind
    from digests.stories.stories import Stories
    from digests.stories.values import (
        Comparison,
        Retelling,
        SharedStory,
        Story,
        Telling,
        Tellings,
        Timeline,
    )
    from digests.subject_spellings import subject_key
    from digests.whole_file import replace_file

_HOMES = {
    "digests.blocks": (
        "Block",
        "Code",
        "ListBlock",
        "Look",
        "Paragraph",
        "Quote",
        "Rule",
        "Run",
        "Runs",
        "Subheading",
        "Table",
        "runs_in",
    ),
    "digests.errors": (
        "CacheError",
        "DigestError",
        "FolderError",
        "IndexBusyError",
        "IndexDamagedError",
        "IssueNotFoundError",
        "IssueUnreadableError",
        "MarksError",
        "QueryError",
        "RejectionsError",
        "SavedSearchesError",
        "SearchIndexError",
        "TagNameError",
    ),
    "digests.folders": ("FoundFiles", "find_issue_files"),
    "digests.issue_files": ("Fingerprint", "IssueFile", "issue_file"),
    "digests.issue_summary": ("IssueSummary",),
    "digests.issue_text": ("read_issue_text",),
    "digests.library": ("Library", "read_issue"),
    "digests.link_kinds": ("LinkKind", "link_kind", "primary_first", "source_address"),
    "digests.lint": ("lint_issue",),
    "digests.marks.exchange": ("MergeReport", "export_marks", "mark_lines", "merge_marks"),
    "digests.marks.marks": ("Marks",),
    "digests.marks.tag_names": ("tag_name",),
    "digests.marks.values": ("IssueMarks", "ItemMarks", "MarkChange", "MarksChanged"),
    "digests.model": (
        "Image",
        "Issue",
        "Item",
        "Kind",
        "Link",
        "Problem",
        "Publication",
        "Section",
        "Subjects",
    ),
    "digests.muting": ("muted",),
    "digests.parsing": ("parse_issue",),
    "digests.refresh": ("Progress", "RefreshReport"),
    "digests.saved_searches": ("MUTES", "SavedSearch", "SavedSearches"),
    "digests.search.completion": ("Candidate", "Completion", "complete"),
    "digests.search.hits": (
        "FieldCounts",
        "Facets",
        "HighlightedText",
        "Hit",
        "SearchPage",
    ),
    "digests.search.narrowing": (
        "is_newest_first",
        "joined",
        "narrowed",
        "narrowings",
        "with_other_order",
    ),
    "digests.sources.adding": ("NewSource",),
    "digests.sources.addresses": ("Address", "AddressKind", "read_address"),
    "digests.sources.errors": ("OutlineError", "SourceError", "SourceNotFoundError"),
    "digests.sources.picture": ("fetch_picture",),
    "digests.sources.report": ("SyncReport",),
    "digests.sources.shown_address": ("shown_address",),
    "digests.sources.source": ("Source", "SourceKind"),
    "digests.sources.sources": ("Sources",),
    "digests.statistics": (
        "Gap",
        "PublicationCounts",
        "by_week",
        "count_publications",
        "items_by_month",
    ),
    "digests.stories.evidence": ("Evidence", "EvidenceKind"),
    "digests.stories.stories": ("Stories",),
    "digests.stories.values": (
        "Comparison",
        "Retelling",
        "SharedStory",
        "Story",
        "Telling",
        "Tellings",
        "Timeline",
    ),
    "digests.subject_spellings": ("subject_key",),
    "digests.whole_file": ("replace_file",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [  # noqa: RUF022 - in the order of the modules, as above
    "CacheError",
    "DigestError",
    "FolderError",
    "IndexBusyError",
    "IndexDamagedError",
    "IssueNotFoundError",
    "IssueUnreadableError",
    "MarksError",
    "QueryError",
    "RejectionsError",
    "SavedSearchesError",
    "SearchIndexError",
    "TagNameError",
    "FoundFiles",
    "find_issue_files",
    "Fingerprint",
    "IssueFile",
    "issue_file",
    "IssueSummary",
    "read_issue_text",
    "Library",
    "read_issue",
    "LinkKind",
    "link_kind",
    "primary_first",
    "source_address",
    "lint_issue",
    "MergeReport",
    "export_marks",
    "mark_lines",
    "merge_marks",
    "Marks",
    "tag_name",
    "IssueMarks",
    "ItemMarks",
    "MarkChange",
    "MarksChanged",
    "Block",
    "Code",
    "Image",
    "Issue",
    "Item",
    "Kind",
    "Link",
    "ListBlock",
    "Look",
    "Paragraph",
    "Problem",
    "Publication",
    "Quote",
    "Rule",
    "Run",
    "Runs",
    "Section",
    "Subheading",
    "Subjects",
    "Table",
    "runs_in",
    "muted",
    "parse_issue",
    "Progress",
    "RefreshReport",
    "MUTES",
    "SavedSearch",
    "SavedSearches",
    "safe_line",
    "safe_text",
    "Candidate",
    "Completion",
    "complete",
    "Facets",
    "FieldCounts",
    "HighlightedText",
    "Hit",
    "SearchPage",
    "is_newest_first",
    "joined",
    "narrowed",
    "narrowings",
    "with_other_order",
    "NewSource",
    "Address",
    "AddressKind",
    "read_address",
    "OutlineError",
    "SourceError",
    "SourceNotFoundError",
    "fetch_picture",
    "SyncReport",
    "shown_address",
    "Source",
    "SourceKind",
    "Sources",
    "Gap",
    "PublicationCounts",
    "by_week",
    "count_publications",
    "items_by_month",
    "Evidence",
    "EvidenceKind",
    "Stories",
    "Comparison",
    "Retelling",
    "SharedStory",
    "Story",
    "Telling",
    "Tellings",
    "Timeline",
    "subject_key",
    "replace_file",
]


def __getattr__(name: str) -> object:
    """Load a public name from its module and keep it here."""
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module 'digests' has no attribute {name!r}")
    value: object = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Return the public names, loaded or not."""
    return sorted(__all__)
