"""The list of hits: the cursor, the marks, and the divider above those with most of the words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message

from digests import HitKind, ItemMarks, Match
from tui.search.hit_rows import (
    NO_HITS,
    divider_lines,
    highlighted_in,
    location_of,
    title_and_snippet,
    title_style,
)
from tui.text import styles
from tui.text.icons import ASCII
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digests import Hit, SearchPage
    from tui.text.icons import Icons


_ROOM_FOR_SNIPPETS = 15
"""The list's height from which rows have a third line with a snippet."""


class HitList(VirtualList):
    """Lists hits, each with its title, its location and, where there is room, a snippet.

    A divider, on which the cursor does not rest, stands above the hits that have most of what is
    asked for. It is a row, so rows and hits below it are numbered differently.
    """

    @dataclass
    class Scrolled(Message):
        """Other rows are seen, or more of them."""

    def __init__(self, *, icons: Icons = ASCII, id: str | None = None) -> None:  # noqa: A002  # Textual's own name
        """Create an empty list that draws marks as `icons`."""
        super().__init__(id=id)
        self._icons = icons
        self.hits: tuple[Hit, ...] = ()
        self.marks: Mapping[str, ItemMarks] | None = None
        """By item id; None while they are not known."""
        self._selected: frozenset[str] = frozenset()
        self._total_most = 0
        self._divider: int | None = None
        """The row of the divider; None without one."""

    @property
    def row_height(self) -> int:
        """Three lines, or two in a low list."""
        return 3 if self.size.height >= _ROOM_FOR_SNIPPETS else 2

    @property
    def place(self) -> int:
        """The index of the hit under the cursor; 0 without hits."""
        return self._hit_of(self.cursor)

    @property
    def current(self) -> Hit | None:
        """The hit under the cursor; None without hits."""
        return self.hits[self.place] if self.hits else None

    @property
    def current_item(self) -> Hit | None:
        """The hit under the cursor if it is an item; None for an issue as a whole."""
        hit = self.current
        return hit if hit is not None and hit.kind is HitKind.ITEM else None

    @property
    def room(self) -> int:
        """How many rows fit; while the list is hidden, an estimate that is not too low."""
        return max((self.size or self.app.size).height // self.row_height, 1)

    @property
    def unseen(self) -> int:
        """How many rows are below those that are seen."""
        return self.row_count - (round(self.scroll_y) // self.row_height + self.room)

    def show(self, page: SearchPage, *, place: int = 0, item_id: str = "") -> None:
        """Replace the hits by a first page, or append a later page.

        Args:
            page: Ignored if its offset is neither 0 nor the number of loaded hits.
            place: The index of the hit in a first page that the cursor goes to …
            item_id: … unless this item or issue is in the page; then the cursor goes to it.
        """
        if page.offset and page.offset == len(self.hits):
            self._show(self.hits + page.hits, self.place, page)
        elif not page.offset:
            self.when_empty = NO_HITS if page.query.strip() else ""
            ids = [hit.item_id for hit in page.hits]
            self._show(page.hits, ids.index(item_id) if item_id in ids else place, page)

    def _show(self, hits: tuple[Hit, ...], place: int, page: SearchPage) -> None:
        self.hits, self._total_most = hits, page.total_most
        matches = [hit.match for hit in hits]
        self._divider = matches.index(Match.MOST) if Match.MOST in matches else None
        rows = len(hits) + (self._divider is not None)
        self.set_row_count(rows, cursor=self._row_of(place))

    def show_marks(
        self, marks: Mapping[str, ItemMarks] | None, selected: frozenset[str] = frozenset()
    ) -> None:
        """Replace the marks, by item id, and the ids of the selected hits."""
        self.marks = marks
        self._selected = selected
        self.redraw()

    def can_rest(self, index: int) -> bool:
        """Whether the row is a hit."""
        return index != self._divider

    def action_cursor_last(self, number: int = 0) -> None:
        """Go to the last hit, or to the hit of a number that is counted from 1."""
        self.cursor = self._row_of((number or len(self.hits)) - 1)

    def on_resize(self) -> None:
        """Post `Scrolled`, too."""
        super().on_resize()
        self.post_message(self.Scrolled())

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Post `Scrolled`, too."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Scrolled())

    def row_lines(self, index: int, width: int) -> Sequence[Content]:
        """Return the title, the location of the hit and, with three lines, the snippet."""
        if index == self._divider:
            return divider_lines(self._total_most, width, is_first=not index)
        hit = self.hits[self._hit_of(index)]
        room = width - 3
        location = Content.styled(location_of(hit, room), styles.QUIET)
        title, snippet = title_and_snippet(hit, room)
        if self.row_height == 2:
            lines = [highlighted_in(hit.title, room, title_style(hit)), location]
        else:
            lines = [title, location, snippet]
        return [
            Content.assemble(gutter, line)
            for gutter, line in zip(self._gutter(hit), lines, strict=False)
        ]

    def _hit_of(self, row: int) -> int:
        return row if self._divider is None or row < self._divider else max(row - 1, 0)

    def _row_of(self, place: int) -> int:
        return place if self._divider is None or place < self._divider else place + 1

    def _gutter(self, hit: Hit) -> tuple[Content, Content, Content]:
        """Return the icons before the title, the location and the snippet."""
        marks = (self.marks or {}).get(hit.item_id, ItemMarks())
        is_unread = self.marks is not None and not marks.is_read and hit.kind is HitKind.ITEM
        sign = (self._icons.unread if is_unread else self._icons.read, styles.UNREAD)
        if hit.item_id in self._selected:
            sign = (self._icons.selected, styles.KEY)
        star = (self._icons.starred if marks.is_starred else " ", styles.STARRED)
        return Content.assemble(sign, " "), Content.assemble(star, " "), Content("  ")
