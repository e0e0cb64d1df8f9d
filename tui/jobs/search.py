"""Jobs of the search screen and of saved searches, besides searching itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from digests import MarksError, QueryError, complete
from tui.jobs.library import LibraryJobs, is_superseded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from digests import (
        Completion,
        Facets,
        Issue,
        Item,
        ItemMarks,
        Library,
        MarksChanged,
        SavedSearch,
        SavedSearches,
    )


@dataclass
class FacetsCounted(Message):
    """The facets of a query were counted."""

    query: str
    facets: Facets | None


@dataclass
class WordCompleted(Message):
    """The completions of the word at the cursor were looked up."""

    completion: Completion


@dataclass
class HitsMarked(Message):
    """The marks of hits were read."""

    marks: Mapping[str, ItemMarks]
    """By item id, for all items of the hits' issues; items without marks are absent."""


@dataclass
class HitRead(Message):
    """The file of a hit was parsed."""

    issue: Issue
    item: Item


@dataclass
class SearchesFound(Message):
    """The saved searches were read, and the hits of each counted."""

    searches: tuple[tuple[SavedSearch, int | None], ...]
    """Each with its number of hits; None for an invalid query."""


@dataclass
class NewsMuted(Message):
    """Mute rules have marked new items as read."""

    changed: MarksChanged | None
    """None if there was nothing to mark."""


class SearchJobs(LibraryJobs):
    """Adds jobs for the search screen and for saved searches."""

    def count_facets(self, query: str) -> None:
        """Count the facets of a query: `FacetsCounted`, or the errors of `search`."""

        def facets() -> Message:
            page = self._library.search(query, limit=0, facets=True, should_stop=is_superseded())
            return FacetsCounted(query, page.facets)

        self._start("facets", facets)

    def complete(self, query: str, cursor: int) -> None:
        """Complete the word before `cursor`, a position: `WordCompleted` or `JobFailed`."""
        self._start(
            "completion", lambda: WordCompleted(complete(query, cursor, self._library.values))
        )

    def look_up_marks(self, item_ids: Iterable[str]) -> None:
        """Read the marks of items: `HitsMarked`, which is empty if marks cannot be read."""
        issues = tuple(dict.fromkeys(item_id.partition(".")[0] for item_id in item_ids))
        self._start("marks of hits", lambda: HitsMarked(_marks(self._library, issues)))

    def read_hit(self, item_id: str) -> None:
        """Parse the file of a hit: `HitRead` or `JobFailed`; other hits do not cancel it."""
        self._start(f"hit {item_id}", lambda: HitRead(*self._library.item(item_id)))

    def count_saved(self, saved: SavedSearches) -> None:
        """Read the saved searches and count their hits: `SearchesFound` or `JobFailed`."""
        self._start("saved searches", lambda: SearchesFound(counted_hits(self._library, saved)))

    def mark_muted(self, saved: SavedSearches) -> None:
        """Mark new items as read by the mute rules: `NewsMuted` or `JobFailed`."""
        self._start("muting", lambda: NewsMuted(self._library.mark_muted(saved.all())))


def counted_hits(
    library: Library, saved: SavedSearches
) -> tuple[tuple[SavedSearch, int | None], ...]:
    """Return the saved searches, each with its number of hits with all that is asked for.

    The number is None for an invalid query. Raises SavedSearchesError and IndexDamagedError.
    """
    return tuple((search, _total(library, search)) for search in saved.all())


def _marks(library: Library, issue_ids: Iterable[str]) -> dict[str, ItemMarks]:
    marks: dict[str, ItemMarks] = {}
    try:
        for issue_id in issue_ids:
            marks |= library.marks.of(issue_id)
    except MarksError:
        return {}
    return marks


def _total(library: Library, search: SavedSearch) -> int | None:
    try:
        return library.search(search.query, limit=0).total
    except QueryError:
        return None
