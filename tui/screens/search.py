"""Searching all issues as you type: the query, its hits, and the item under the cursor."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Input

from digests import IndexDamagedError, IssueNotFoundError, IssueUnreadableError
from tui.commands import bindings_for
from tui.library_jobs import HitsFound, IssueOpened, JobFailed, LibraryJobs, QueryRefused
from tui.rendering.item_text import item_content
from tui.rendering.page import ItemText
from tui.rendering.remarks import remark
from tui.widgets.hit_list import HitList
from tui.widgets.item_view import ItemView
from tui.widgets.search_line import SearchLine
from tui.widgets.status_line import StatusLine
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from digests import Hit, Issue, Item, Library, SearchPage

_PREVIEW_FROM = 100
"""Width from which the item under the cursor is shown beside the hits."""

_PAUSE_BEFORE_PREVIEW = 0.08
"""Seconds that the cursor must rest on a hit."""

_ROWS_AHEAD = 20
"""How far from the last hit more of them are asked for."""

_HITS_AT_ONCE = 50

_LOOK_FOR_CHANGES = 1.0
"""Seconds between two looks at the number of the library's last change."""

_MENDING = "the search index was damaged and is being made anew; the search then goes on"


@dataclass(frozen=True, slots=True)
class SearchPlace:
    """A search as it was left, so that it can be taken up again."""

    query: str
    hit: Hit | None
    cursor: int = 0


class SearchScreen(Screen[SearchPlace | None]):
    """Ends with the place of the hit to go to, or with None."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("search")]

    def __init__(self, library: Library, place: SearchPlace | None = None) -> None:
        """Begin with an empty line, or where a search was left."""
        super().__init__()
        self._jobs = LibraryJobs(self, library)
        self._library = library
        self._line = SearchLine(place.query if place else "", id="search-line")
        self._hits = HitList(id="hits")
        self._preview = ItemView(id="preview")
        self._status = StatusLine()
        self._place = place
        """Where the cursor goes when the first hits arrive."""
        self._page: SearchPage | None = None
        self._is_asking = False
        self._generation = library.generation()
        self._rest: Timer | None = None

    def compose(self) -> ComposeResult:
        """The query above its hits, the item at their side."""
        yield self._line
        with Horizontal():
            yield self._hits
            yield self._preview
        yield self._status

    def on_mount(self) -> None:
        """The preview is for the eyes only; the keys belong to the query and the hits."""
        self._preview.can_focus = False
        self._line.focus_input()
        self.set_interval(_LOOK_FOR_CHANGES, self._search_again_after_changes)

    def on_resize(self) -> None:
        """Show the preview where there is room."""
        self._preview.display = self.size.width >= _PREVIEW_FROM

    @on(Input.Changed)
    def _search(self) -> None:
        """Ask for hits; the answer to an older question is dropped."""
        query = self._line.query_text
        if self._place is not None and self._place.query != query:
            self._place = None
        self._ask(query, limit=_HITS_AT_ONCE + (self._place.cursor if self._place else 0))

    def _search_again_after_changes(self) -> None:
        """Ask anew when any process has written to the library."""
        generation = self._library.generation()
        if generation != self._generation and not self._is_asking:
            self._generation = generation
            self._ask(self._line.query_text, limit=_HITS_AT_ONCE + self._hits.cursor)

    @on(HitsFound)
    def _show_hits(self, found: HitsFound) -> None:
        self._is_asking = False
        place, self._place = self._place or self._place_among(found.page), None
        self._page = found.page
        self._line.say(_count(found.page))
        item_id = place.hit.item_id if place.hit else ""
        self._hits.show(found.page, cursor=place.cursor, item_id=item_id)

    @on(QueryRefused)
    def _point_at_mistake(self, refused: QueryRefused) -> None:
        self._is_asking = False
        self._line.point_at(refused.error)

    @on(JobFailed)
    async def _say_what_failed(self, failed: JobFailed) -> None:
        if isinstance(failed.error, IssueNotFoundError | IssueUnreadableError):
            self._preview.show(partial(remark, str(failed.error)))
            return
        self._is_asking = False
        if isinstance(failed.error, IndexDamagedError):
            self._line.say(_MENDING)
            await self.run_action("app.refresh_library")
        else:
            self._line.say(str(failed.error))

    @on(VirtualList.Highlighted)
    def _preview_when_resting(self, highlighted: VirtualList.Highlighted) -> None:
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(_PAUSE_BEFORE_PREVIEW, self._open_preview)
        self._show_place(highlighted.index)
        if highlighted.index + _ROWS_AHEAD >= len(self._hits.hits):
            self._ask_for_more()

    @on(IssueOpened)
    def _show_preview(self, opened: IssueOpened) -> None:
        found = (item for item in opened.issue.items if item.id == opened.item_id)
        item = next(found, None)
        if item is not None:
            self._preview.show(partial(self._set_preview, opened.issue, item))

    @on(VirtualList.Chosen)
    def _go(self) -> None:
        self.action_go_to_hit()

    def action_go_to_hit(self) -> None:
        """Read the hit under the cursor in its issue."""
        hit = self._hits.current
        if hit is not None and self._page is not None:
            self.dismiss(SearchPlace(self._page.query, hit, self._hits.cursor))

    def action_next_hit(self) -> None:
        """Go to the next hit."""
        self._hits.action_cursor_down()

    def action_previous_hit(self) -> None:
        """Go to the previous hit."""
        self._hits.action_cursor_up()

    def action_hits_page_down(self) -> None:
        """Go down a page of hits."""
        self._hits.action_cursor_page_down()

    def action_hits_page_up(self) -> None:
        """Go up a page of hits."""
        self._hits.action_cursor_page_up()

    def action_edit_query(self) -> None:
        """Go to the query line."""
        self._line.focus_input()

    def action_close(self) -> None:
        """Go back to where the search began."""
        self.dismiss(None)

    def _ask_for_more(self) -> None:
        """Ask for the next hits, once; an estimated total may promise more than there are."""
        page, known = self._page, len(self._hits.hits)
        if page is not None and page.hits and not self._is_asking and known < page.total:
            self._ask(page.query, known)

    def _ask(self, query: str, offset: int = 0, *, limit: int = _HITS_AT_ONCE) -> None:
        self._is_asking = True
        self._jobs.search(query, offset, limit=limit)

    def _place_among(self, page: SearchPage) -> SearchPlace:
        """Return where the cursor goes among hits: other words begin at the top."""
        if self._page is None or page.query != self._page.query:
            return SearchPlace(page.query, None)
        return SearchPlace(page.query, self._hits.current, self._hits.cursor)

    def _show_place(self, row: int) -> None:
        page, has_hits = self._page, bool(self._hits.hits)
        self._status.place = f"hit {row + 1:,} of {_total(page)}" if page and has_hits else ""

    def _open_preview(self) -> None:
        hit = self._hits.current
        if hit is None:
            self._preview.show(lambda _: ItemText())
        elif self._preview.display:
            self._jobs.open_issue(hit.issue_id, hit.item_id)

    def _set_preview(self, issue: Issue, item: Item, width: int) -> ItemText:
        return item_content(issue, item, width, self._marked)

    def _marked(self, text: str) -> tuple[tuple[int, int], ...]:
        query = self._page.query if self._page else ""
        return self._library.highlight(query, text).spans


def _count(page: SearchPage) -> str:
    if not page.query.strip():
        return ""
    if page.suggestion:
        return f"no hits; did you mean: {page.suggestion}"
    return f"{_total(page)} {'hit' if page.total == 1 else 'hits'}"


def _total(page: SearchPage) -> str:
    return f"{'' if page.is_exact_total else 'about '}{page.total:,}"
