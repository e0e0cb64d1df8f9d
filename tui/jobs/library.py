"""Jobs on the library: calls in threads, and messages that bring their results.

A job reads files or the index, and posts its answer to the widget that asked. A newer job of the
same group cancels the older one, whose answer never arrives.

A `DigestError` arrives as `JobFailed`, a `QueryError` as `QueryRefused`. Any other error is a bug
and ends the app through Textual.
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
    """What decides how the items of an issue are drawn, besides the issue itself."""

    marks: Mapping[str, ItemMarks] | None = None
    """By item id; None if the marks cannot be read."""

    muted: Mapping[str, str] = field(default_factory=dict)
    """`dim` or `hide` by item id."""

    hits: frozenset[str] | None = None
    """The ids of the items to narrow the tree to; None for all."""


def about_items(
    library: Library, issue_id: str, saved: SavedSearches | None, query: str
) -> AboutItems:
    """Look up marks, mute rules and hits of `query` for the items of an issue.

    An issue can be read without them, so errors are ignored here; they are reported elsewhere.
    """
    return AboutItems(
        _marks(library, issue_id),
        _muted(library, issue_id, saved),
        _hits(library, issue_id, query),
    )


def counted_searches(library: Library, saved: SavedSearches) -> tuple[SearchRow, ...]:
    """Return the saved searches, each with the number of its unread hits.

    Raises SavedSearchesError and IndexDamagedError.
    """
    return tuple(SearchRow(search, _unread(library, search)) for search in saved.all())


def _unread(library: Library, search: SavedSearch) -> int | None:
    """Return None for an invalid query; the search screen says what is wrong with it."""
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


def _hits(library: Library, issue_id: str, query: str) -> frozenset[str] | None:
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
    """The library's generation before the read: if the current one is higher, load again."""


@dataclass
class IssueOpened(Message):
    """An issue file was parsed."""

    issue: Issue

    item_id: str
    """The item to go to; empty for the issue's beginning."""

    about: AboutItems = field(default_factory=AboutItems)


@dataclass
class IssuesNarrowed(Message):
    """The issues with hits of a query were looked up."""

    narrowed: Narrowed


@dataclass
class SearchesCounted(Message):
    """The saved searches were read, and their unread hits counted."""

    rows: tuple[SearchRow, ...]


@dataclass
class HitsFound(Message):
    """A search has found a page of hits, which may be empty."""

    page: SearchPage
    """Carries its query and offset."""


@dataclass
class QueryRefused(Message):
    """A query is invalid; the hits on the screen may stay."""

    error: QueryError
    """Carries the query and the position in it."""


@dataclass
class JobFailed(Message):
    """A job failed; the error's text is for the user."""

    error: DigestError


class LibraryJobs:
    """Runs jobs on a library in threads, for one widget, screen or app.

    Methods return at once and must be called from the UI thread. Each names the messages that it
    may post as an answer.
    """

    def __init__(
        self, receiver: DOMNode, library: Library, saved: SavedSearches | None = None
    ) -> None:
        """`receiver` gets the answers; `saved` are the user's saved searches."""
        self._receiver = receiver
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
        """Count the unread hits of the saved searches: `SearchesCounted` or `JobFailed`."""
        if self._saved is not None:
            saved = self._saved
            self._start(
                "saved searches", lambda: SearchesCounted(counted_searches(self._library, saved))
            )

    def search(self, query: str, offset: int = 0, *, limit: int = 50) -> None:
        """Search: `HitsFound`, `QueryRefused` or `JobFailed`.

        Args:
            query: As typed.
            offset: The number of best hits to skip.
            limit: The most hits to return.
        """

        def ask() -> Message:
            page = self._library.search(
                query, limit=limit, offset=offset, should_stop=is_superseded()
            )
            return HitsFound(page)

        self._start("search", ask)

    def _loaded(self) -> Message:
        generation = self._library.generation()
        return IssuesLoaded(self._library.issues(), generation)

    def _start(self, group: str, ask: Callable[[], Message]) -> None:
        self._receiver.run_worker(
            lambda: self._answer(ask), group=group, thread=True, exclusive=True
        )

    def _answer(self, ask: Callable[[], Message]) -> None:
        worker = get_current_worker()
        try:
            answer = _answer_of(ask)
        except Exception as error:
            if not worker.is_cancelled:
                raise
            # Textual ignores errors of a worker that was replaced.
            self._receiver.call_later(_raise, error)
            return
        if not worker.is_cancelled:
            self._receiver.post_message(answer)


def is_superseded() -> Callable[[], bool]:
    """Return whether a newer job has taken the place of the one that runs in this thread."""
    worker = get_current_worker()
    return lambda: worker.is_cancelled


def _raise(error: Exception) -> NoReturn:
    raise error


def _answer_of(ask: Callable[[], Message]) -> Message:
    try:
        return ask()
    except QueryError as error:
        return QueryRefused(error)
    except DigestError as error:
        return JobFailed(error)
