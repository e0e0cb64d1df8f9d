"""A text that scrolls: it is set anew for every width, and drawn line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Size
from textual.reactive import var
from textual.strip import Strip

from tui.text.page import ItemText
from tui.widgets.scrolling import ScrollPane

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from textual.selection import Selection
    from textual.style import Style as VisualStyle

WIDEST_TEXT = 100
"""In cells. Longer lines are hard to follow, however wide the terminal is."""

_LINES_KEPT = 512

_PLACES_KEPT = 500
"""Texts that are shown again where they were left."""


class TextView(ScrollPane, can_focus=True, inherit_bindings=False):
    """Shows one text; the place in it stays when the width changes and when it is shown again."""

    DEFAULT_CSS = """
    TextView {
        height: 1fr;
        padding: 0 1;
        border-subtitle-color: $text-muted;
    }
    """

    is_centred: var[bool] = var(False, init=False)
    """Whether a text that is narrower than the pane stands in its middle."""

    def __init__(self, *, widest: int = WIDEST_TEXT, id: str | None = None) -> None:  # noqa: A002  # Textual's own name
        """Begin with an empty text, whose lines may have `widest` cells."""
        super().__init__(id=id)
        self._widest = widest
        self._set: Callable[[int], ItemText] = _nothing
        self._text = ItemText()
        self._key = ""
        self._read: LRUCache[str, float] = LRUCache(_PLACES_KEPT)
        """What part of each text is above the first line seen, by its key."""
        self._drawn: LRUCache[int, Strip] = LRUCache(_LINES_KEPT)
        self._look: tuple[VisualStyle, str] | None = None
        """The style and the theme in which the lines were drawn."""

    @property
    def text(self) -> ItemText:
        """What is shown, set for the width of now."""
        return self._text

    def show(self, set_text: Callable[[int], ItemText], key: str = "") -> None:
        """Show another text.

        Args:
            set_text: Sets it for a width in cells.
            key: Names the text. One that was shown before begins where it was left, all others
                at their first line.
        """
        if self._key:
            self._read[self._key] = self._part_read
        self._set, self._key = set_text, key
        self._lay_out()
        self._go_to_part(self._read.get(key, 0.0) if key else 0.0)

    def set_again(self, set_text: Callable[[int], ItemText]) -> None:
        """Show the same text with something else behind its end; what is seen stays in its place.

        `set_text` sets it for a width in cells.
        """
        line = self.scroll_offset.y
        self._set = set_text
        self._lay_out()
        self.scroll_to(y=line, animate=False, force=True, immediate=True)

    def lines_changed(self) -> None:
        """Called when there is another text, or the same one broken for another width."""

    def drawn_line(self, line: int) -> Content:
        """Return a line as it is drawn now, counted from 0."""
        return self._text.lines[line]

    def redraw(self) -> None:
        """Draw again what is seen."""
        self._drawn.clear()
        self.refresh()

    def watch_is_centred(self) -> None:
        """Move the text."""
        self.redraw()

    def on_resize(self) -> None:
        """Break the lines anew, and stay at the same part of the text."""
        read = self._part_read
        self._lay_out()
        self._go_to_part(read)

    def render_line(self, y: int) -> Strip:
        """Draw one line of what is seen."""
        line = y + round(self.scroll_y)
        drawn = self._drawn.get(line)
        if drawn is None:
            drawn = self._drawn[line] = self._strip(line)
        return drawn

    def notify_style_update(self) -> None:
        """Draw again in other colours; those of the frame are not in the lines."""
        super().notify_style_update()
        look = (self.visual_style, self.app.theme)
        if look != self._look:
            self._look = look
            self._drawn.clear()

    def get_selection(self, selection: Selection) -> tuple[str, str]:
        """Return what the mouse has selected, for the clipboard."""
        return selection.extract(self._text.content.plain), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw again with other lines selected."""
        del selection
        self.redraw()

    def action_half_page_down(self) -> None:
        """Scroll down half of what is seen."""
        self.scroll_relative(y=self.size.height // 2, animate=False)

    def action_half_page_up(self) -> None:
        """Scroll up half of what is seen."""
        self.scroll_relative(y=-(self.size.height // 2), animate=False)

    @property
    def _part_read(self) -> float:
        return self.scroll_offset.y / max(len(self._text.lines), 1)

    def _go_to_part(self, part: float) -> None:
        line = round(part * len(self._text.lines))
        self.scroll_to(y=line, animate=False, force=True, immediate=True)

    def _lay_out(self) -> None:
        # A pane that is hidden has no width, but its links can be opened.
        width = self.scrollable_content_region.width or self._widest
        self._text = self._set(min(width, self._widest))
        self.virtual_size = Size(width, len(self._text.lines))
        self.lines_changed()
        self.redraw()

    def _strip(self, line: int) -> Strip:
        base, width = self.visual_style.rich_style, self.line_width
        if line >= len(self._text.lines):
            return Strip.blank(width, base)
        content = self._selected(self.drawn_line(line), line)
        indent = max(width - self._widest, 0) // 2 if self.is_centred else 0
        segments = [Segment(" " * indent, base)] if indent else []
        segments += _placed(content.render_segments(self.visual_style), line)
        rest = width - indent - content.cell_length
        return Strip(
            [*segments, Segment(" " * rest, base)], max(width, indent + content.cell_length)
        )

    def _selected(self, content: Content, line: int) -> Content:
        span = self.text_selection.get_span(line) if self.text_selection else None
        if span is None:
            return content
        start, end = span
        style = self.screen.get_visual_style("screen--selection")
        return content.stylize(style, start, None if end == -1 else end)


def _placed(segments: Iterable[Segment], line: int) -> Iterator[Segment]:
    """Yield `segments` with their place in the text, by which the mouse selects."""
    place = 0
    for text, style, _ in segments:
        at = Style.from_meta({"offset": (place, line)})
        yield Segment(text, style + at if style else at)
        place += len(text)


def _nothing(width: int) -> ItemText:
    del width
    return ItemText((Content(""),))
