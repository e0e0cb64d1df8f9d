"""One list for every pane: it draws the rows that are seen and knows nothing of the others.

Twelve rows and half a million take the same time to show, to fill and to move in.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, ClassVar

from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from tui.widgets.row_cache import RowCache
from tui.widgets.scrolling import ScrollPane

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.content import Content
    from textual.events import Click


class VirtualList(ScrollPane, can_focus=True, inherit_bindings=False):
    """Rows of equal height with a cursor. A subclass says what is in a row."""

    DEFAULT_CSS = """
    VirtualList {
        height: 1fr;
    }
    VirtualList > .virtual-list--cursor {
        background: $surface-lighten-1;
    }
    VirtualList:focus > .virtual-list--cursor {
        background: $primary-muted;
        text-style: bold;
    }
    VirtualList:ansi:focus > .virtual-list--cursor {
        text-style: bold reverse;
    }
    VirtualList > .virtual-list--marker {
        color: $text-muted;
    }
    VirtualList:focus > .virtual-list--marker {
        color: $accent;
    }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"virtual-list--cursor", "virtual-list--marker"}
    scope: ClassVar[str] = "list"

    when_empty: var[str] = var("")
    """What the list says while it has no rows: why, and what to do."""

    cursor: var[int] = var(0)
    """The row under the cursor, counted from 0; 0 in an empty list too."""

    @dataclass
    class Highlighted(Message):
        """The cursor moved to another row, or there are other rows."""

        sender: VirtualList
        index: int

        @property
        def control(self) -> VirtualList:
            """The list."""
            return self.sender

        def can_replace(self, message: Message) -> bool:
            """While the cursor runs, only its last place matters."""
            return isinstance(message, VirtualList.Highlighted) and message.sender is self.sender

    @dataclass
    class Chosen(Message):
        """The user wants what is in a row: Enter, a double click, a click on the cursor."""

        sender: VirtualList
        index: int

        @property
        def control(self) -> VirtualList:
            """The list."""
            return self.sender

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's own name
        """Begin without rows."""
        super().__init__(id=id)
        self.row_count = 0
        self._drawn = RowCache(self)

    @property
    def row_height(self) -> int:
        """Lines that every row takes."""
        return 1

    def row_lines(self, index: int, width: int) -> Sequence[Content]:  # noqa: ARG002 - for panes
        """Return the lines of row `index`, at most `row_height` of them, each within `width`.

        A list of its own has blank rows; what stands in them is each pane's to say.
        """
        return ()

    def set_row_count(self, count: int, *, cursor: int = 0) -> None:
        """Say that there are other rows, and where the cursor shall be among them."""
        self.row_count = count
        self.redraw()
        self._measure()
        moved = self.cursor != self.validate_cursor(cursor)
        self.cursor = cursor
        if not moved:
            self._reveal_cursor()
            self._report()

    def redraw(self) -> None:
        """Draw again what is seen, because what the rows show has changed."""
        self._drawn.forget()
        self.refresh()

    def redraw_where(self, is_changed: Callable[[int], bool]) -> None:
        """Draw those rows again that are seen and show something else than before."""
        for index in self._drawn.forget_where(is_changed):
            self.refresh_lines(index * self.row_height, self.row_height)

    def can_rest(self, index: int) -> bool:  # noqa: ARG002 - for panes with headings
        """Whether the cursor may stay on a row; else it goes on to the next one that it may."""
        return True

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor within the rows, and on one where it may rest."""
        if not self.row_count:
            return 0
        wanted = max(0, min(cursor, self.row_count - 1))
        ahead, behind = range(wanted, self.row_count), range(wanted, -1, -1)
        order = chain(behind, ahead) if wanted < self.cursor else chain(ahead, behind)
        return next((row for row in order if self.can_rest(row)), wanted)

    def watch_cursor(self, before: int, cursor: int) -> None:
        """Follow the cursor."""
        for index in (before, cursor):
            self.refresh_lines(index * self.row_height, self.row_height)
        self._reveal_cursor()
        self._report()

    def render_line(self, y: int) -> Strip:
        """Draw one line of what is seen."""
        index, line = divmod(y + round(self.scroll_y), self.row_height)
        width = self.line_width
        if not self.row_count and self.when_empty:
            return self._drawn.line_without_rows(self.when_empty, y, width)
        if index >= self.row_count:
            return Strip.blank(width, self.visual_style.rich_style)
        return self._drawn.line(index, line, width)

    def watch_when_empty(self) -> None:
        """Say it."""
        self.refresh()

    def notify_style_update(self) -> None:
        """Draw again in other colours."""
        super().notify_style_update()
        self._drawn.use_colours(self.visual_style, self.app.theme)

    def action_cursor_down(self) -> None:
        """Go down one row."""
        self.cursor += 1

    def action_cursor_up(self) -> None:
        """Go up one row."""
        self.cursor -= 1

    def action_cursor_first(self) -> None:
        """Go to the first row."""
        self.cursor = 0

    def action_cursor_last(self, number: int = 0) -> None:
        """Go to the last row, or to the row of a number that is counted from 1."""
        self.cursor = (number or self.row_count) - 1

    def action_cursor_page_down(self) -> None:
        """Go down as many rows as are seen."""
        self.cursor += self._rows_seen

    def action_cursor_page_up(self) -> None:
        """Go up as many rows as are seen."""
        self.cursor -= self._rows_seen

    def action_cursor_half_page_down(self) -> None:
        """Go down half as many rows as are seen."""
        self.cursor += max(1, self._rows_seen // 2)

    def action_cursor_half_page_up(self) -> None:
        """Go up half as many rows as are seen."""
        self.cursor -= max(1, self._rows_seen // 2)

    def action_choose(self) -> None:
        """Report the row under the cursor as chosen."""
        if self.row_count:
            self.post_message(self.Chosen(self, self.cursor))

    def on_click(self, event: Click) -> None:
        """Put the cursor where the click was; there and on a double click, choose."""
        index = (event.get_content_offset_capture(self).y + self.scroll_offset.y) // self.row_height
        if not 0 <= index < self.row_count:
            return
        if index == self.cursor or event.chain > 1:
            self.cursor = index
            self.action_choose()
        else:
            self.cursor = index

    def on_resize(self) -> None:
        """Draw for another size, and keep the cursor in sight."""
        self._drawn.forget()
        self._measure()
        self._reveal_cursor()

    def _report(self) -> None:
        self.post_message(self.Highlighted(self, self.cursor))
        self.draw_together()

    @property
    def _rows_seen(self) -> int:
        return max(1, self.scrollable_content_region.height // self.row_height)

    def _measure(self) -> None:
        width = self.line_width
        self.virtual_size = Size(width, self.row_count * self.row_height)

    def _reveal_cursor(self) -> None:
        """Scroll no further than it takes to see the whole row."""
        if not self.size.height:
            return  # hidden: as soon as it is seen again it gets a size, and then this is done
        first = self.cursor
        while first and not self.can_rest(first - 1):
            first -= 1  # a heading is seen together with the row below it
        height = self.row_height * (self.cursor - first + 1)
        row = Region(0, first * self.row_height, 1, min(height, self.size.height))
        self.scroll_to_region(row, animate=False, force=True, immediate=True)
