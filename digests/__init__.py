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
        QueryError,
        SearchIndexError,
    )
    from digests.folders import FoundFiles, find_issue_files
    from digests.issue_files import Fingerprint, IssueFile, issue_file
    from digests.issue_summary import IssueSummary
    from digests.issue_text import read_issue_text
    from digests.library import Library, read_issue
    from digests.lint import lint_issue
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
    from digests.parsing import parse_issue
    from digests.refresh import Progress, RefreshReport
    from digests.search.hits import Facets, FieldCounts, HighlightedText, Hit, SearchPage
    from digests.subject_spellings import subject_key

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
        "QueryError",
        "SearchIndexError",
    ),
    "digests.folders": ("FoundFiles", "find_issue_files"),
    "digests.issue_files": ("Fingerprint", "IssueFile", "issue_file"),
    "digests.issue_summary": ("IssueSummary",),
    "digests.issue_text": ("read_issue_text",),
    "digests.library": ("Library", "read_issue"),
    "digests.lint": ("lint_issue",),
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
    "digests.parsing": ("parse_issue",),
    "digests.refresh": ("Progress", "RefreshReport"),
    "digests.search.hits": (
        "FieldCounts",
        "Facets",
        "HighlightedText",
        "Hit",
        "SearchPage",
    ),
    "digests.subject_spellings": ("subject_key",),
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
    "QueryError",
    "SearchIndexError",
    "FoundFiles",
    "find_issue_files",
    "Fingerprint",
    "IssueFile",
    "issue_file",
    "IssueSummary",
    "read_issue_text",
    "Library",
    "read_issue",
    "lint_issue",
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
    "parse_issue",
    "Progress",
    "RefreshReport",
    "safe_line",
    "safe_text",
    "Facets",
    "FieldCounts",
    "HighlightedText",
    "Hit",
    "SearchPage",
    "subject_key",
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
