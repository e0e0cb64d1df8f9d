"""The library: one facade over files, catalogue and index."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from digests.catalogue.active_index import distrust, index_to_write, is_in_use
from digests.catalogue.catalogue import Catalogue
from digests.catalogue.lookup import check_folders, find_item, find_known_file
from digests.errors import DigestError, IndexDamagedError
from digests.library.lazy import LateMarks, LateStories
from digests.library.searching import Searching
from digests.storage.cache_folder import PATIENCE, prepare_cache_folder, writer_lock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Self

    from digests.files.issue_file import Fingerprint
    from digests.files.publication import FolderNames
    from digests.library.health import CachePart
    from digests.marks.marks import Marks
    from digests.marks.values import MarksChanged
    from digests.model.issue import Issue, Item, Problem
    from digests.model.summary import IssueSummary
    from digests.refresh.refresh import Progress, RefreshReport
    from digests.refresh.stories import StoriesProgress
    from digests.saved_searches import SavedSearch
    from digests.search.hits import Counts, HighlightedText, SearchPage
    from digests.stories.stories import Stories


class Library:
    """The issues in some folders: listed, opened, searched.

    Folders are only ever read. What was learned from them is kept in a cache folder, which belongs
    to this set of folders: a refresh drops what is in none of them. Every method may be called
    from any thread; another process may refresh at the same time.
    """

    def __init__(
        self,
        folders: tuple[Path, ...],
        cache: Path,
        catalogue: Catalogue,
        marks: LateMarks,
        stories: LateStories,
    ) -> None:
        """Use `Library.open`."""
        self.folders = folders
        """Absolute, in the order given, each once."""
        self._cache = cache
        self._catalogue = catalogue
        self._marks = marks
        self._stories = stories
        self._searching = Searching(catalogue, cache, marks)
        self._parsed: dict[tuple[str, Fingerprint], Issue] = {}  # by the last refresh

    @classmethod
    def open(
        cls,
        folders: Sequence[Path],
        cache: Path,
        *,
        marks: Path | None = None,
        names: FolderNames | None = None,
    ) -> Library:
        """Open the library of `folders`. No digest is read: `refresh` does that.

        Raises FolderError when a folder is missing or is a file, and CacheError.

        Args:
            folders: where the issues are. One that is missing is accepted when the cache knows
                issues from it, because its disk may be unmounted.
            cache: a folder for what can be thrown away; it is created when it is missing.
            marks: the file of what the user marked, in any library; it is created when it is
                missing. None keeps marks in memory, and they end with the library. It is opened
                when marks are first asked for. What the user says of stories is kept beside it.
            names: what the user calls folders, by their absolute paths.
        """
        absolute = tuple(dict.fromkeys(Path(os.path.abspath(f)) for f in folders))  # noqa: PTH100
        prepare_cache_folder(cache)
        catalogue = Catalogue(cache / "catalogue.sqlite3", names)
        try:
            check_folders(absolute, catalogue)
            late = LateMarks(marks, catalogue), LateStories(cache, marks)
            return cls(absolute, cache, catalogue, *late)
        except DigestError:
            catalogue.close()
            raise

    @property
    def marks(self) -> Marks:
        """What the user marked: read, starred, tags.

        Raises MarksError when its file cannot be used.
        """
        return self._marks.opened()

    @property
    def stories(self) -> Stories:
        """Which items tell the same story, as far as `update_stories` has come.

        Raises CacheError when its file cannot be used; a damaged one is made anew.
        """
        return self._stories.opened()

    def issues(self, *, first: int | None = None) -> tuple[IssueSummary, ...]:
        """Return all issues: newest first, undated last, then by publication and title.

        `first` limits them to so many, which takes a few milliseconds however many there are.
        """
        return self._catalogue.summaries(first)

    def issue(self, issue_id: str) -> Issue:
        """Parse the file of an issue now and return it.

        `issue_id` may be cut short as long as it is clear. Raises IssueNotFoundError and
        IssueUnreadableError.
        """
        from digests.refresh.reading import parse_known_file

        file = find_known_file(self._catalogue, issue_id)
        return parse_known_file(file, self._catalogue.problems_of(file.issue_id))

    def item(self, item_id: str) -> tuple[Issue, Item]:
        """Parse the file of an item now and return its issue and the item.

        `item_id` may be cut short as long as it is clear. Raises IssueNotFoundError and
        IssueUnreadableError.
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
        """Read what is new or changed, and drop what is gone; marks follow edited items.

        Only changed files are parsed. A folder that is missing, unreadable or suddenly empty
        keeps its issues and is reported, unless `rebuild` is asked for.

        Args:
            on_progress: called after each file, in this thread.
            should_stop: asked before each file; what was read until then is kept.
            rebuild: read everything again, into a new index.

        Raises IndexBusyError after ten seconds of another process's work, CacheError, and
        MarksError or RejectionsError when what the user made cannot follow items that were edited.
        """
        with writer_lock(self._cache / "lock", PATIENCE):
            try:
                return self._refresh(on_progress, should_stop, rebuild=rebuild)
            except IndexDamagedError:
                distrust(self._catalogue)
            return self._refresh(on_progress, should_stop, rebuild=rebuild)

    def update_stories(
        self,
        *,
        on_progress: Callable[[StoriesProgress], None] | None = None,
        should_stop: Callable[[], bool] | None = None,
        on_problem: Callable[[Problem], None] | None = None,
        rebuild: bool = False,
    ) -> bool:
        """Find out which items tell the same story; return whether all are compared now.

        It follows a refresh and is apart from it, because nobody who searches shall wait for it:
        refreshes go on meanwhile. The newest issues come first. `on_progress` is called for each
        issue, and before each `should_stop` is asked; the next call goes on from there. `rebuild`
        compares everything again. `on_problem` is told which issue a bug leaves without stories.

        Raises IndexBusyError after ten seconds of another process's work, and CacheError.
        """
        from digests.refresh.stories import refresh_stories

        with writer_lock(self._cache / "stories-lock", PATIENCE):
            parsed, self._parsed = self._parsed, {}
            asked = self._catalogue, self.stories, parsed, on_progress, should_stop, on_problem
            return refresh_stories(*asked, rebuild=rebuild)

    def search(
        self,
        query: str,
        *,
        limit: int = 50,
        offset: int = 0,
        as_you_type: bool = False,
        facets: bool = False,
    ) -> SearchPage:
        """Return the items that `query` asks for, best first; none when nothing is asked.

        Args:
            query: in the language that `QueryError` explains where it is misspelled.
            limit: how many hits to return at most.
            offset: how many hits to leave out before them.
            as_you_type: the last word also stands for those that begin like it.
            facets: count how all hits spread over publications, months and more.

        Raises:
            QueryError: the query means nothing.
            IndexDamagedError: the index must be made anew, which the next refresh does.
            CacheError: the index cannot be read now.
        """
        return self._searching.page(
            query, limit=limit, offset=offset, as_you_type=as_you_type, facets=facets
        )

    def values(self, field: str, start: str = "", limit: int = 6) -> Counts:
        """Return values that may follow `field:` in a query, each with how many items have it.

        Those that begin like `start` come before others that hold it, and the values of most items
        first; what is not counted has 0 items. Raises IndexDamagedError.
        """
        return self._searching.values(field, start, limit)

    def members(self, query: str, issue_ids: Sequence[str]) -> frozenset[str]:
        """Return the ids of those items of some issues that `query` asks for.

        Raises QueryError and IndexDamagedError.
        """
        return self._searching.members(query, issue_ids)

    def issues_with(self, query: str) -> frozenset[str]:
        """Return the ids of the issues with items that `query` asks for.

        Raises QueryError and IndexDamagedError.
        """
        return self._searching.issues_with(query)

    def highlight(self, query: str, text: str) -> HighlightedText:
        """Mark the words of `query` in `text`, as in hits. Raises QueryError."""
        from digests.search.evaluation.snippets import highlight_query

        return highlight_query(query, text)

    def mark_muted(self, searches: Iterable[SavedSearch]) -> MarksChanged | None:
        """Mark as read what mute rules find in issues that are new since this was last called.

        It is one action; None when nothing was marked. Raises IndexDamagedError, MarksError and
        CacheError.
        """
        from digests.library.muting import mark_new

        return mark_new(self, searches, self._cache / "muted-issues")

    def problems(self) -> tuple[Problem, ...]:
        """Return what is wrong with the file of marks or a cache, and what could not be read.

        Of the latter folders come first, then files by name.
        """
        return self._marks.problems() + self._stories.problems() + self._catalogue.problems()

    def cache_parts(self) -> tuple[CachePart, ...]:
        """Return the parts of the cache, each of which can be asked whether it is whole."""
        from digests.library.health import parts_of

        return parts_of(self._cache, self._catalogue, self._stories)

    def generation(self) -> int:
        """Return a number that grows whenever any process writes to the library's cache."""
        return self._catalogue.generation()

    def close(self) -> None:
        """Let go of all files. The library cannot be used afterwards."""
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
        kept = self.marks, self._stories.rejections()
        refresh = Refresh(self._catalogue, index, *kept, on_progress, should_stop)
        report = refresh.run(self.folders, keep_missing=not rebuild)
        self._parsed = refresh.parsed
        if not is_in_use(index, self._catalogue):
            raise IndexDamagedError("the catalogue turned out damaged, and was made anew meanwhile")
        return replace(report, problems=self._stories.problems() + report.problems)
