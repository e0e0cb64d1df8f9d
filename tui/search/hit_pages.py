"""Loading hits page by page, their count in words, and the state of a search left behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.text.counts import counted

if TYPE_CHECKING:
    from digests import Hit, Library, SearchPage
    from tui.jobs.search import SearchJobs
    from tui.search.hit_list import HitList


_HITS_BELOW = 4
"""How many hits are requested beyond those that there is room for; when fewer are unseen, more are
requested."""

_HITS_AT_ONCE = 50
"""The size of every page after the first, which comes while the user types and must be quick."""


class HitPages:
    """Loads hits into their list, page by page, as the user types and scrolls."""

    def __init__(
        self, library: Library, jobs: SearchJobs, hits: HitList, state: SearchState | None
    ) -> None:
        """Load into `hits`; `state` says where the cursor goes in the hits of its query."""
        self._library = library
        self._jobs = jobs
        self._hits = hits
        self._restored = state
        """Where the cursor goes once the first hits arrive."""
        self._generation = library.generation()
        self._is_asking = False
        self.page: SearchPage | None = None
        """The page that arrived last; None before the first."""

    @property
    def query(self) -> str:
        """The query of the hits on the screen; empty without any."""
        return self.page.query if self.page else ""

    def ask(self, query: str) -> None:
        """Request the first hits; the answer to an earlier request is dropped."""
        if self._restored is not None and self._restored.query != query:
            self._restored = None
        self._ask_from_the_first(query, self._restored.cursor if self._restored else 0)

    def ask_again_after_changes(self, query: str) -> None:
        """Request the hits again if any process has written to the library."""
        generation = self._library.generation()
        if generation != self._generation and not self._is_asking:
            self._generation = generation
            self._ask_from_the_first(query, self._hits.place)

    def ask_for_more(self) -> None:
        """Request the next page if few of the loaded hits are unseen and nothing is pending.

        An empty page ends the requests: hits may be gone since they were counted.
        """
        page, known = self.page, len(self._hits.hits)
        if page is None or not page.hits or self._is_asking:
            return
        if known < hit_count(page) and self._hits.unseen < _HITS_BELOW:
            self._ask(page.query, known, limit=_HITS_AT_ONCE)

    def show(self, page: SearchPage) -> None:
        """Show a page that arrived."""
        self._is_asking = False
        state, self._restored = self._restored or self._cursor_state(page), None
        self.page = page
        item_id = state.hit.item_id if state.hit else ""
        self._hits.show(page, place=state.cursor, item_id=item_id)

    def failed(self) -> None:
        """Note that the last request failed, so that hits can be requested again."""
        self._is_asking = False

    def _ask_from_the_first(self, query: str, place: int) -> None:
        """Request what is seen when the cursor is at hit `place`, and a few more."""
        self._ask(query, limit=place + self._hits.room + _HITS_BELOW)

    def _ask(self, query: str, offset: int = 0, *, limit: int) -> None:
        self._is_asking = True
        self._jobs.search(query, offset, limit=limit)

    def _cursor_state(self, page: SearchPage) -> SearchState:
        """Return where the cursor goes: to the top for another query, else it stays."""
        if self.page is None or page.query != self.page.query:
            return SearchState(page.query)
        return SearchState(page.query, self._hits.current, self._hits.place)


@dataclass(frozen=True, slots=True)
class SearchState:
    """A search to restore: its query and the hit under the cursor."""

    query: str
    hit: Hit | None = None
    cursor: int = 0
    """The index of the hit."""


def hit_count(page: SearchPage) -> int:
    """Return how many hits there are, on all pages."""
    return page.total + page.total_most


def hit_remark(page: SearchPage) -> str:
    """Return how many hits there are, what may be meant instead, and how the query was read."""
    if not page.query.strip():
        return ""
    meant = f"did you mean: {page.suggestion}  (Tab takes it)" if page.suggestion else ""
    missing = f"nothing has: {'  '.join(page.missing)}" if page.missing and not meant else ""
    found = "no hits" if (meant or missing) and not hit_count(page) else _counts(page)
    return "; ".join(filter(None, (found, meant, missing, *page.remarks)))


def hit_position(page: SearchPage | None, place: int) -> str:
    """Return the position of the hit at an index, such as `hit 3 of 40`; empty without hits."""
    if page is None or not hit_count(page):
        return ""
    return f"hit {place + 1:,} of {hit_count(page):,}"


def _counts(page: SearchPage) -> str:
    if not page.total_most:
        return counted(page.total, "hit")
    return f"{page.total:,} with all words · {page.total_most:,} with most"
