"""The text that is read: an item, or what a section or an issue says itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.commands import bindings_for
from tui.messages import CopyText, OpenLink
from tui.rendering.page import ItemText

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.binding import BindingType
    from textual.events import Click
    from textual.selection import Selection

_WIDEST_TEXT = 100
"""In cells. Longer lines are hard to follow, however wide the terminal is."""

_LINES_KEPT = 512

_NOTICE_STAYS = 2.5
"""Seconds."""


class ItemView(ScrollView, can_focus=True, inherit_bindings=False):
    """Scrolls one text, sets it anew for every width, and knows which link was clicked."""

    DEFAULT_CSS = """
    ItemView {
        height: 1fr;
        padding: 0 1;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("item")]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's own name
        """Begin with an empty text."""
        super().__init__(id=id)
        self._set: Callable[[int], ItemText] = _nothing
        self._text = ItemText()
        self._drawn: LRUCache[int, Strip] = LRUCache(_LINES_KEPT)

    @property
    def text(self) -> ItemText:
        """What is shown, set for the width of now."""
        return self._text

    def show(self, set_text: Callable[[int], ItemText]) -> None:
        """Show another text from its beginning. `set_text` sets it for a width in cells."""
        self._set = set_text
        self._lay_out()
        self.scroll_to(y=0, animate=False, force=True, immediate=True)

    def open_link(self, number: int) -> None:
        """Ask for a link of the text to be opened, counted from 1, or say how many there are."""
        if number > len(self._text.links):
            self.notify(_no_link(number, len(self._text.links)), timeout=_NOTICE_STAYS)
        for link in self._text.links[number - 1 : number]:
            self.post_message(OpenLink(link.url))

    def copy_link(self, number: int) -> None:
        """Ask for the address of a link to be copied, counted from 1, if there is one."""
        for link in self._text.links[number - 1 : number]:
            self.post_message(CopyText(link.url, "address"))

    def on_resize(self) -> None:
        """Break the lines anew, and stay at the same part of the text."""
        lines = max(len(self._text.lines), 1)
        read = self.scroll_offset.y / lines
        self._lay_out()
        self.scroll_to(y=round(read * len(self._text.lines)), animate=False, immediate=True)

    def on_click(self, event: Click) -> None:
        """Open the link that was clicked."""
        number = event.style.meta.get("link")
        if number is not None:
            self.open_link(number)

    def render_line(self, y: int) -> Strip:
        """Draw one line of what is seen."""
        line = y + self.scroll_offset.y
        if line >= len(self._text.lines):
            return Strip.blank(self.size.width, self.visual_style.rich_style)
        if line not in self._drawn:
            self._drawn[line] = self._strip(line)
        return self._drawn[line]

    def notify_style_update(self) -> None:
        """Draw again in other colours."""
        super().notify_style_update()
        self._drawn.clear()

    def get_selection(self, selection: Selection) -> tuple[str, str]:
        """Return what the mouse has selected, for the clipboard."""
        return selection.extract(self._text.content.plain), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw again with other lines selected."""
        del selection
        self._drawn.clear()
        self.refresh()

    def action_half_page_down(self) -> None:
        """Scroll down half of what is seen."""
        self.scroll_relative(y=self.size.height // 2, animate=False)

    def action_half_page_up(self) -> None:
        """Scroll up half of what is seen."""
        self.scroll_relative(y=-(self.size.height // 2), animate=False)

    def _lay_out(self) -> None:
        # A pane that is hidden has no width, but its links can be opened.
        width = self.scrollable_content_region.width or _WIDEST_TEXT
        self._text = self._set(min(width, _WIDEST_TEXT))
        self._drawn.clear()
        self.virtual_size = Size(width, len(self._text.lines))
        self.refresh()

    def _strip(self, line: int) -> Strip:
        content = self._text.lines[line]
        span = self.text_selection.get_span(line) if self.text_selection else None
        if span is not None:
            start, end = span
            style = self.screen.get_visual_style("screen--selection")
            content = content.stylize(style, start, None if end == -1 else end)
        base = self.visual_style
        strip = Strip(content.render_segments(base), content.cell_length)
        return strip.adjust_cell_length(self.size.width, base.rich_style).apply_offsets(0, line)


def _no_link(number: int, links: int) -> str:
    return f"there is no link {number} here, only {links} {'link' if links == 1 else 'links'}"


def _nothing(width: int) -> ItemText:
    del width
    return ItemText((Content(""),))
