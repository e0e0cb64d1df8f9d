"""Searching all issues as you type: the query, its hits, and the item under the cursor."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Input

from digests import IndexDamagedError
from tui.commands import bindings_for
from tui.library_jobs import HitsFound, IssueOpened, JobFailed, LibraryJobs, QueryRefused
from tui.rendering.item_text import ItemText, item_content
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
        self._cursor = place.cursor if place else 0
        """Where the cursor goes when the first hits arrive."""
        self._page: SearchPage | None = None
        self._asked_from = 0
        """Offset of the last page that was asked for."""
        self._rest: Timer | None = None

    def compose(self) -> ComposeResult:
        """The query above its hits, the item at their side."""
        yield self._line
        with Horizontal():
            yield self._hits
            yield self._preview
        yield StatusLine()

    def on_mount(self) -> None:
        """The preview is for the eyes only; the keys belong to the query and the hits."""
        self._preview.can_focus = False
        self._line.focus_input()

    def on_resize(self) -> None:
        """Show the preview where there is room."""
        self._preview.display = self.size.width >= _PREVIEW_FROM

    @on(Input.Changed)
    def _search(self, changed: Input.Changed) -> None:
        """Ask for hits; the answer to an older question is dropped."""
        self._asked_from = 0
        self._jobs.search(changed.value)

    @on(HitsFound)
    def _show_hits(self, found: HitsFound) -> None:
        page = found.page
        self._page = page
        self._line.say(_count(page))
        self._hits.show(page, cursor=self._cursor)
        self._cursor = 0

    @on(QueryRefused)
    def _point_at_mistake(self, refused: QueryRefused) -> None:
        self._line.point_at(refused.error)

    @on(JobFailed)
    async def _say_what_failed(self, failed: JobFailed) -> None:
        self._line.say(str(failed.error))
        if isinstance(failed.error, IndexDamagedError):
            await self.run_action("app.refresh_library")

    @on(VirtualList.Highlighted)
    def _preview_when_resting(self, highlighted: VirtualList.Highlighted) -> None:
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(_PAUSE_BEFORE_PREVIEW, self._open_preview)
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
        """Ask for the next hits, once."""
        page, known = self._page, len(self._hits.hits)
        if page is not None and self._asked_from < known < page.total:
            self._asked_from = known
            self._jobs.search(page.query, known)

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
    return f"{page.total:,} {'hit' if page.total == 1 else 'hits'}"
