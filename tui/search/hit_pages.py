"""The hits of a search: asked for page by page, how many there are, and where they were left."""

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
"""How far from the last hit more of them are asked for."""


class HitPages:
    """Fills the list of hits page by page."""

    def __init__(
        self, library: Library, jobs: SearchJobs, hits: HitList, state: SearchState | None
    ) -> None:
        """Begin without hits, or with those around a place."""
        self._library = library
        self._jobs = jobs
        self._hits = hits
        self._state = state
        """Where the cursor goes when the first hits arrive."""
        self._generation = library.generation()
        self._is_asking = False
        self.page: SearchPage | None = None
        """What arrived last."""

    @property
    def query(self) -> str:
        """What the hits on the screen were found by."""
        return self.page.query if self.page else ""

    def ask(self, query: str) -> None:
        """Ask for the first hits; the answer to an older question is dropped."""
        if self._state is not None and self._state.query != query:
            self._state = None
        self._ask(query, limit=_HITS_AT_ONCE + (self._state.cursor if self._state else 0))

    def ask_again_after_changes(self, query: str) -> None:
        """Ask anew when any process has written to the library."""
        generation = self._library.generation()
        if generation != self._generation and not self._is_asking:
            self._generation = generation
            self._ask(query, limit=_HITS_AT_ONCE + self._hits.cursor)

    def ask_for_more(self, row: int) -> None:
        """Ask for the next hits, once; an estimated total may promise more than there are."""
        page, known = self.page, len(self._hits.hits)
        if page is None or not page.hits or self._is_asking:
            return
        if known < page.total and row + _ROWS_AHEAD >= known:
            self._ask(page.query, known)

    def show(self, page: SearchPage) -> None:
        """Show hits that arrived."""
        self._is_asking = False
        state, self._state = self._state or self._state_among(page), None
        self.page = page
        item_id = state.hit.item_id if state.hit else ""
        self._hits.show(page, cursor=state.cursor, item_id=item_id)

    def failed(self) -> None:
        """Take note that there will be no answer."""
        self._is_asking = False

    def _ask(self, query: str, offset: int = 0, *, limit: int = _HITS_AT_ONCE) -> None:
        self._is_asking = True
        self._jobs.search(query, offset, limit=limit)

    def _state_among(self, page: SearchPage) -> SearchState:
        """Return where the cursor goes among hits: other words begin at the top."""
        if self.page is None or page.query != self.page.query:
            return SearchState(page.query)
        return SearchState(page.query, self._hits.current, self._hits.cursor)


@dataclass(frozen=True, slots=True)
class SearchState:
    """A search as it was left."""

    query: str
    hit: Hit | None = None
    cursor: int = 0
    """The number of the hit, counted from 0."""


def hit_remark(page: SearchPage) -> str:
    """Say how many hits there are; without any, what may have been meant or is missing."""
    if not page.query.strip():
        return ""
    if page.suggestion:
        return f"no hits; did you mean: {page.suggestion}  (Tab takes it)"
    if page.missing:
        return f"no hits; nothing has: {'  '.join(page.missing)}"
    return f"{_about(page)}{counted(page.total, 'hit')}"


def hit_place(page: SearchPage | None, row: int) -> str:
    """Say which hit is under the cursor; empty without hits."""
    return f"hit {row + 1:,} of {_about(page)}{page.total:,}" if page and page.total else ""


def _about(page: SearchPage) -> str:
    return "" if page.is_exact_total else "about "
