"""The slow questions of the search screen, besides the search itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from digests import MarksError, QueryError, complete
from tui.jobs.library import LibraryJobs

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
    """The hits of a query were counted by what they can be narrowed to."""

    query: str
    facets: Facets | None


@dataclass
class WordCompleted(Message):
    """What the word under the cursor may become is known."""

    completion: Completion


@dataclass
class HitsMarked(Message):
    """The marks of hits were read."""

    marks: Mapping[str, ItemMarks]
    """By item id; items without marks, of the same issues, are absent."""


@dataclass
class HitRead(Message):
    """The file of a hit was parsed."""

    issue: Issue
    item: Item


@dataclass
class SearchesFound(Message):
    """The saved searches were read, and what each of them finds was counted."""

    searches: tuple[tuple[SavedSearch, int | None], ...]
    """None for a search that is misspelt."""


@dataclass
class NewsMuted(Message):
    """Mute rules have marked new items as read."""

    changed: MarksChanged | None
    """None when there was nothing to mark."""


class SearchJobs(LibraryJobs):
    """Starts work for the search screen and for saved searches, as `LibraryJobs` does."""

    def count_facets(self, query: str) -> None:
        """Count the hits of a query that is being typed: `FacetsCounted`, or as a search fails."""

        def counted() -> Message:
            page = self._library.search(query, limit=0, as_you_type=True, facets=True)
            return FacetsCounted(query, page.facets)

        self._start("facets", counted)

    def complete(self, query: str, cursor: int) -> None:
        """Look up what the word before `cursor` may become: `WordCompleted` or `JobFailed`."""
        self._start(
            "completion", lambda: WordCompleted(complete(query, cursor, self._library.values))
        )

    def look_up_marks(self, item_ids: Iterable[str]) -> None:
        """Read the marks of items: `HitsMarked`. Marks that cannot be read are not shown."""
        issues = tuple(dict.fromkeys(item_id.partition(".")[0] for item_id in item_ids))
        self._start("marks of hits", lambda: HitsMarked(_marks(self._library, issues)))

    def read_hit(self, item_id: str) -> None:
        """Parse the file of a hit: `HitRead` or `JobFailed`, whatever else is asked."""
        self._start(f"hit {item_id}", lambda: HitRead(*self._library.item(item_id)))

    def count_saved(self, saved: SavedSearches) -> None:
        """Read the saved searches and count their hits: `SearchesFound` or `JobFailed`."""
        self._start(
            "saved searches",
            lambda: SearchesFound(tuple((s, _total(self._library, s)) for s in saved.all())),
        )

    def mark_muted(self, saved: SavedSearches) -> None:
        """Let the mute rules mark what is new: `NewsMuted` or `JobFailed`."""
        self._start("muting", lambda: NewsMuted(self._library.mark_muted(saved.all())))


def _marks(library: Library, issue_ids: Iterable[str]) -> dict[str, ItemMarks]:
    found: dict[str, ItemMarks] = {}
    try:
        for issue_id in issue_ids:
            found |= library.marks.of(issue_id)
    except MarksError:
        return {}
    return found


def _total(library: Library, search: SavedSearch) -> int | None:
    try:
        return library.search(search.query, limit=0).total
    except QueryError:
        return None
