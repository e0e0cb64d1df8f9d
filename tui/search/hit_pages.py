"""Loading hits page by page, their count in words, and the state of a search left behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.text.counts import counted

if TYPE_CHECKING:
    from digests import Hit, Library, SearchPage
    from tui.jobs.search import SearchJobs
    from tui.search.hit_list import HitList


_HITS_AT_ONCE = 50

_ROWS_AHEAD = 20
"""How many rows before the last one the next page is requested."""


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
        self._ask(query, limit=_HITS_AT_ONCE + (self._restored.cursor if self._restored else 0))

    def ask_again_after_changes(self, query: str) -> None:
        """Request the hits again if any process has written to the library."""
        generation = self._library.generation()
        if generation != self._generation and not self._is_asking:
            self._generation = generation
            self._ask(query, limit=_HITS_AT_ONCE + self._hits.cursor)

    def ask_for_more(self, row: int) -> None:
        """Request the next page if `row`, an index, is near the last hit and nothing is pending.

        An empty page ends the requests, as an estimated total may be too high.
        """
        page, known = self.page, len(self._hits.hits)
        if page is None or not page.hits or self._is_asking:
            return
        if known < page.total and row + _ROWS_AHEAD >= known:
            self._ask(page.query, known)

    def show(self, page: SearchPage) -> None:
        """Show a page that arrived."""
        self._is_asking = False
        state, self._restored = self._restored or self._cursor_state(page), None
        self.page = page
        item_id = state.hit.item_id if state.hit else ""
        self._hits.show(page, cursor=state.cursor, item_id=item_id)

    def failed(self) -> None:
        """Note that the last request failed, so that hits can be requested again."""
        self._is_asking = False

    def _ask(self, query: str, offset: int = 0, *, limit: int = _HITS_AT_ONCE) -> None:
        self._is_asking = True
        self._jobs.search(query, offset, limit=limit)

    def _cursor_state(self, page: SearchPage) -> SearchState:
        """Return where the cursor goes: to the top for another query, else it stays."""
        if self.page is None or page.query != self.page.query:
            return SearchState(page.query)
        return SearchState(page.query, self._hits.current, self._hits.cursor)


@dataclass(frozen=True, slots=True)
class SearchState:
    """A search to restore: its query and the hit under the cursor."""

    query: str
    hit: Hit | None = None
    cursor: int = 0
    """The index of the hit."""


def hit_remark(page: SearchPage) -> str:
    """Return how many hits there are, or without any a suggestion or the missing terms."""
    if not page.query.strip():
        return ""
    if page.suggestion:
        return f"no hits; did you mean: {page.suggestion}  (Tab takes it)"
    if page.missing:
        return f"no hits; nothing has: {'  '.join(page.missing)}"
    return f"{_about(page)}{counted(page.total, 'hit')}"


def hit_position(page: SearchPage | None, row: int) -> str:
    """Return the position of the hit at index `row`, such as `hit 3 of 40`; empty without hits."""
    return f"hit {row + 1:,} of {_about(page)}{page.total:,}" if page and page.total else ""


def _about(page: SearchPage) -> str:
    return "" if page.is_exact_total else "about "
