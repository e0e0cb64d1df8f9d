"""The one door between the screen and the library's slow work.

Every call that reads a file or the index runs in a thread here, and its answer comes back as a
message to the widget that asked. A newer question of the same sort drops the older one: its answer
never arrives, so a widget sees answers in the order of its last questions only.

What the library raises on purpose arrives as `JobFailed` (or `QueryRefused`); any other error is a
mistake in the program and ends the app through Textual.

What the reader must know of an issue's items, and of saved searches, before it shows them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn

from textual.message import Message
from textual.worker import get_current_worker

from digests import DigestError, QueryError, joined, muted
from tui.state.listing import Narrowed, SearchRow

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.dom import DOMNode

    from digests import (
        Issue,
        IssueSummary,
        ItemMarks,
        Library,
        SavedSearch,
        SavedSearches,
        SearchPage,
    )


@dataclass(frozen=True, slots=True)
class AboutItems:
    """What decides how the items of an issue are shown."""

    marks: Mapping[str, ItemMarks] | None = None
    """By item id; None when the marks cannot be read."""

    muted: Mapping[str, str] = field(default_factory=dict)
    """`dim` or `hide` by item id."""

    found: frozenset[str] | None = None
    """The ids of the items to narrow the tree to; None for all."""


def about_items(
    library: Library, issue_id: str, saved: SavedSearches | None, query: str
) -> AboutItems:
    """Look up what is known of the items of an issue.

    An issue can be read without any of it, so what cannot be looked up is left out: the marks, the
    index and the saved searches report their troubles elsewhere.
    """
    return AboutItems(
        _marks(library, issue_id),
        _muted(library, issue_id, saved),
        _found(library, issue_id, query),
    )


def counted_searches(library: Library, saved: SavedSearches) -> tuple[SearchRow, ...]:
    """Return the saved searches, each with how many unread items it finds.

    Raises SavedSearchesError and IndexDamagedError.
    """
    return tuple(SearchRow(search, _unread(library, search)) for search in saved.all())


def _unread(library: Library, search: SavedSearch) -> int | None:
    """A search that was misspelt by hand has no count; on the search screen it says why."""
    try:
        return library.search(joined(search.query, "is:unread"), limit=0).total
    except QueryError:
        return None


def _marks(library: Library, issue_id: str) -> Mapping[str, ItemMarks] | None:
    try:
        return library.marks.of(issue_id)
    except DigestError:
        return None


def _muted(library: Library, issue_id: str, saved: SavedSearches | None) -> Mapping[str, str]:
    try:
        return muted(library, issue_id, saved.all()) if saved is not None else {}
    except DigestError:
        return {}


def _found(library: Library, issue_id: str, query: str) -> frozenset[str] | None:
    try:
        return library.members(query, [issue_id]) if query else None
    except DigestError:
        return None


@dataclass
class IssuesLoaded(Message):
    """The catalogue was read."""

    summaries: tuple[IssueSummary, ...]
    """Newest first, undated last."""

    generation: int = 0
    """The library's generation before it was read: when the library's has grown, load again."""


@dataclass
class IssueOpened(Message):
    """An issue's file was parsed."""

    issue: Issue

    item_id: str
    """The item to go to; empty for the issue's beginning."""

    about: AboutItems = field(default_factory=AboutItems)


@dataclass
class IssuesNarrowed(Message):
    """A query was put to the whole library."""

    narrowed: Narrowed


@dataclass
class SearchesCounted(Message):
    """The saved searches were read, and their unread items counted."""

    rows: tuple[SearchRow, ...]


@dataclass
class HitsFound(Message):
    """A search has its answer."""

    page: SearchPage
    """Carries its query and offset."""


@dataclass
class QueryRefused(Message):
    """A query means nothing; the hits on the screen may stay."""

    error: QueryError
    """Carries the query and the place in it."""


@dataclass
class JobFailed(Message):
    """The library could not do what was asked; the error's text is for the user."""

    error: DigestError


class LibraryJobs:
    """Starts work on a library for one widget, screen or app.

    Methods return at once and must be called from the thread of the user interface.
    """

    def __init__(
        self, asker: DOMNode, library: Library, saved: SavedSearches | None = None
    ) -> None:
        """`asker` receives the answers; `saved` are the searches that the user keeps."""
        self._asker = asker
        self._library = library
        self._saved = saved

    def load_issues(self) -> None:
        """Read the catalogue: `IssuesLoaded`."""
        self._start("issues", self._loaded)

    def open_issue(self, issue_id: str, item_id: str = "", query: str = "") -> None:
        """Parse an issue: `IssueOpened` or `JobFailed`.

        Args:
            issue_id: The issue.
            item_id: The item to go to.
            query: What the tree is narrowed to; empty for everything.
        """

        def opened() -> Message:
            issue = self._library.issue(issue_id)
            return IssueOpened(
                issue, item_id, about_items(self._library, issue.id, self._saved, query)
            )

        self._start("issue", opened)

    def narrow(self, query: str) -> None:
        """Find the issues that have hits: `IssuesNarrowed`, `QueryRefused` or `JobFailed`."""
        self._start(
            "narrow", lambda: IssuesNarrowed(Narrowed(query, self._library.issues_with(query)))
        )

    def count_searches(self) -> None:
        """Count what the saved searches find: `SearchesCounted` or `JobFailed`."""
        if self._saved is not None:
            saved = self._saved
            self._start(
                "saved searches", lambda: SearchesCounted(counted_searches(self._library, saved))
            )

    def search(
        self, query: str, offset: int = 0, *, limit: int = 50, as_you_type: bool = True
    ) -> None:
        """Search: `HitsFound`, `QueryRefused` or `JobFailed`.

        Args:
            query: As typed.
            offset: How many of the best hits to leave out.
            limit: How many hits to bring at most.
            as_you_type: Whether the last word is still being written and also means its
                continuations.
        """

        def found() -> Message:
            page = self._library.search(query, limit=limit, offset=offset, as_you_type=as_you_type)
            if as_you_type and not page.total:
                # Nothing begins like it either, so it may be taken for finished, and misspelt.
                page = self._library.search(query, limit=limit, offset=offset)
            return HitsFound(page)

        self._start("search", found)

    def _loaded(self) -> Message:
        generation = self._library.generation()
        return IssuesLoaded(self._library.issues(), generation)

    def _start(self, group: str, ask: Callable[[], Message]) -> None:
        self._asker.run_worker(lambda: self._answer(ask), group=group, thread=True, exclusive=True)

    def _answer(self, ask: Callable[[], Message]) -> None:
        worker = get_current_worker()
        try:
            answer = _answer_of(ask)
        except Exception as error:
            if not worker.is_cancelled:
                raise
            # Textual looks no more at a worker that was replaced.
            self._asker.call_later(_raise, error)
            return
        if not worker.is_cancelled:
            self._asker.post_message(answer)


def _raise(error: Exception) -> NoReturn:
    raise error


def _answer_of(ask: Callable[[], Message]) -> Message:
    try:
        return ask()
    except QueryError as error:
        return QueryRefused(error)
    except DigestError as error:
        return JobFailed(error)
