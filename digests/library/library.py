"""The library: one facade over files, catalogue, index, marks and stories."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from digests.catalogue.active_index import index_to_write, is_in_use, mark_index_damaged
from digests.catalogue.catalogue import Catalogue
from digests.catalogue.lookup import check_folders, dated_like, find_item, find_known_file
from digests.errors import DigestError, IndexDamagedError
from digests.library.health import cache_parts, problems_of_marks, problems_of_stories
from digests.library.lazy import lazy_marks, lazy_stories, rejections_in
from digests.library.searching import Searching, today
from digests.storage.cache_folder import LOCK_TIMEOUT, prepare_cache_folder, writer_lock

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Sequence
    from typing import Self

    from digests.files.issue_file import Fingerprint
    from digests.files.publication import FolderNames
    from digests.library.health import CachePart
    from digests.marks.marks import Marks
    from digests.marks.values import MarksChanged
    from digests.model.dates import IssueDays
    from digests.model.issue import Issue, Item, Problem
    from digests.model.summary import IssueSummary
    from digests.refresh.refresh import Progress, RefreshReport
    from digests.refresh.stories import StoriesProgress
    from digests.saved_searches import SavedSearch
    from digests.search.hits import Counts, HighlightedText, SearchPage
    from digests.stories.stories import Stories


class Library:
    """The issues in some folders: listed, opened, searched.

    Folders are never written. The cache folder belongs to this set of folders: a refresh drops what
    is in none of them. Any thread may call any method; another process may refresh meanwhile.
    """

    def __init__(
        self, folders: tuple[Path, ...], cache: Path, catalogue: Catalogue, marks: Path | None,
        half_life: int = 0,
    ) -> None:  # fmt: skip
        """Call `Library.open` instead."""
        self.folders = folders
        """Absolute, in the given order, without duplicates."""
        self._cache = cache
        self._catalogue = catalogue
        self._marks = lazy_marks(marks, catalogue)
        self._rejections = marks.with_name("not-the-same-story.jsonl") if marks else None
        self._stories = lazy_stories(cache, self._rejections)
        self._searching = Searching(catalogue, cache, self._marks, self._stories, half_life)
        self._parsed: dict[tuple[str, Fingerprint], Issue] = {}  # by the last refresh

    @classmethod
    def open(
        cls,
        folders: Sequence[Path],
        cache: Path,
        *,
        marks: Path | None = None,
        names: FolderNames | None = None,
        half_life_days: int = 0,
    ) -> Library:
        """Open the library of `folders`. No digest is read until `refresh`.

        Raises FolderError when a folder is missing or is a file, and CacheError.

        Args:
            folders: where the issues are. A missing folder is accepted when the cache has issues
                from it, because its disk may be unmounted.
            cache: a folder that may be deleted at any time; created when missing.
            marks: the file of marks, which libraries share; created when missing, opened on first
                use. Rejected stories are kept in a file beside it. None keeps both in memory until
                `close`.
            names: the user's names for folders, by absolute path.
            half_life_days: of recency in the order of hits; 0: by the time that the library spans.
        """
        absolute = tuple(dict.fromkeys(Path(os.path.abspath(f)) for f in folders))  # noqa: PTH100
        prepare_cache_folder(cache)
        catalogue = Catalogue(cache / "catalogue.sqlite3", names)
        try:
            check_folders(absolute, catalogue)
        except DigestError:
            catalogue.close()
            raise
        return cls(absolute, cache, catalogue, marks, half_life_days)

    @property
    def marks(self) -> Marks:
        """The marks of items: read, starred, tags.

        Raises MarksError when their file cannot be used.
        """
        return self._marks.opened()

    @property
    def stories(self) -> Stories:
        """Which items tell the same story, as far as `update_stories` has compared them.

        Raises CacheError when their file cannot be used; a damaged one is replaced.
        """
        return self._stories.opened()

    def issues(self, *, first: int | None = None) -> tuple[IssueSummary, ...]:
        """Return all issues: newest first, then by publication and title.

        Those with a doubtful date come last, before the undated; see `is_doubtful`.

        With `first` return at most so many, in a few milliseconds however many there are.
        """
        return self._catalogue.summaries(today(), first=first)

    def issue_days(self, today: datetime.date) -> IssueDays | None:
        """Return the first and last day up to `today` for which an issue with items is dated."""
        return self._catalogue.issue_days(today)

    def issue(self, issue_id: str) -> Issue:
        """Parse the file of an issue and return the issue.

        `issue_id` may be an unambiguous prefix. An estimated date is that of the list of issues.
        Raises IssueNotFoundError and IssueUnreadableError.
        """
        from digests.catalogue.inside_links import with_inside_links
        from digests.refresh.reading import parse_known_file

        file = find_known_file(self._catalogue, issue_id)
        issue = parse_known_file(file, self._catalogue.problems_of(file.issue_id))
        listed = self._catalogue.summary(file.issue_id) if issue.date is None else None
        return with_inside_links(dated_like(issue, listed), file, self._catalogue)

    def item(self, item_id: str) -> tuple[Issue, Item]:
        """Parse the file of an item and return its issue and the item.

        `item_id` may be an unambiguous prefix. Raises IssueNotFoundError and IssueUnreadableError.
        """
        issue = self.issue(item_id.partition(".")[0])
        return issue, find_item(issue, item_id)

    def refresh(
        self,
        *,
        on_progress: Callable[[Progress], None] | None = None,
        should_stop: Callable[[], bool] | None = None,
        rebuild: bool = False,
    ) -> RefreshReport:
        """Parse new and changed files, and drop those that are gone; marks follow edited items.

        A folder that is missing, unreadable or suddenly empty keeps its issues and is reported,
        unless `rebuild` is set.

        Args:
            on_progress: called after each file, in this thread.
            should_stop: called before each file; what was read before is kept.
            rebuild: parse all files, into a new index.

        Raises IndexBusyError when another process writes for more than ten seconds, CacheError, and
        MarksError or RejectionsError when marks or rejections cannot be moved to edited items.
        """
        with writer_lock(self._cache / "lock", LOCK_TIMEOUT):
            try:
                return self._refresh(on_progress, should_stop, rebuild=rebuild)
            except IndexDamagedError:
                mark_index_damaged(self._catalogue)
            return self._refresh(on_progress, should_stop, rebuild=rebuild)

    def update_stories(
        self,
        *,
        on_progress: Callable[[StoriesProgress], None] | None = None,
        should_stop: Callable[[], bool] | None = None,
        on_problem: Callable[[Problem], None] | None = None,
        rebuild: bool = False,
    ) -> bool:
        """Find out which items tell the same story; return whether all issues are compared now.

        Call it after a refresh. It is separate because search must not wait for it, and refreshes
        may run meanwhile. The newest issues come first.

        Args:
            on_progress: called after each issue, in this thread.
            should_stop: called before each issue; the next call continues from there.
            on_problem: called with each issue that has no stories because of a bug.
            rebuild: compare all issues again.

        Raises IndexBusyError when another process writes for more than ten seconds, and CacheError.
        """
        from digests.refresh.stories import refresh_stories

        with writer_lock(self._cache / "stories-lock", LOCK_TIMEOUT):
            parsed, self._parsed = self._parsed, {}
            asked = self._catalogue, self.stories, parsed, on_progress, should_stop, on_problem
            return refresh_stories(*asked, rebuild=rebuild)

    def search(
        self,
        query: str,
        *,
        limit: int = 50,
        offset: int = 0,
        facets: bool = False,
        should_stop: Callable[[], bool] | None = None,
    ) -> SearchPage:
        """Return what matches `query`, best first, then what does in part; nothing for no query.

        Args:
            query: what was typed, in the query language.
            limit: at most so many hits are returned.
            offset: number of hits to skip first.
            facets: whether to count all hits by publication, month and other fields.
            should_stop: called between items that are read; True: the answer is not wanted now.

        Raises QueryError, SearchStoppedError, CacheError when the index cannot be read now, and
        IndexDamagedError, after which the next refresh rebuilds it.
        """
        return self._searching.page(
            query, limit=limit, offset=offset, facets=facets, should_stop=should_stop
        )

    def values(self, field: str, start: str = "", limit: int = 6) -> Counts:
        """Return values that may follow `field:`, each with its items, or 0 if none are counted.

        Those that begin with `start` come first, and of more items first. Raises IndexDamagedError.
        """
        return self._searching.values(field, start, limit)

    def members(self, query: str, issue_ids: Sequence[str]) -> frozenset[str]:
        """Return the ids of the items in some issues that match `query`; raises as `search`."""
        return self._searching.members(query, issue_ids)

    def issues_with(self, query: str) -> frozenset[str]:
        """Return the ids of the issues that have items matching `query`; raises as `search`."""
        return self._searching.issues_with(query)

    def highlight(self, query: str, text: str) -> HighlightedText:
        """Return `text` with the matches of `query` marked, as in hits. Raises QueryError."""
        from digests.search.evaluation.snippets import highlight_query

        return highlight_query(query, text)

    def mark_muted(self, searches: Iterable[SavedSearch]) -> MarksChanged | None:
        """Mark as read what mute rules match in issues that are new since the last call.

        It is one action for `undo`; None when nothing was marked. Raises IndexDamagedError,
        MarksError and CacheError.
        """
        from digests.library.muting import mark_new

        return mark_new(self, searches, self._cache / "muted-issues")

    def problems(self) -> tuple[Problem, ...]:
        """Return problems of marks, then of stories, then of folders, then of files by name."""
        stories = problems_of_stories(self._cache)
        return problems_of_marks(self._marks) + stories + self._catalogue.problems()

    def cache_parts(self) -> tuple[CachePart, ...]:
        """Return the parts of the cache that exist, to check and to show their size."""
        return cache_parts(self._cache, self._catalogue, self._stories)

    def generation(self) -> int:
        """Return a number that grows whenever any process writes to the library's cache."""
        return self._catalogue.generation()

    def close(self) -> None:
        """Close all files. The library cannot be used afterwards."""
        self._searching.close()
        self._stories.close()
        self._marks.close()
        self._catalogue.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_unused: object) -> None:
        self.close()

    def _refresh(
        self,
        on_progress: Callable[[Progress], None] | None,
        should_stop: Callable[[], bool] | None,
        *,
        rebuild: bool,
    ) -> RefreshReport:
        from digests.refresh.refresh import Refresh

        index = index_to_write(self._catalogue, self._cache, rebuild=rebuild)
        kept = self.marks, rejections_in(self._rejections)
        refresh = Refresh(self._catalogue, index, *kept, on_progress, should_stop)
        report = refresh.run(self.folders, keep_missing=not rebuild)
        self._parsed = refresh.parsed
        if not is_in_use(index, self._catalogue):
            raise IndexDamagedError("the catalogue turned out damaged, and was made anew meanwhile")
        return replace(report, problems=problems_of_stories(self._cache) + report.problems)
