"""The frame around the lines of a pane, composed once and not for each line.

The toolkit makes every line of a widget anew from its content, the padding and the borders, and
then cuts it where the scroll bar lies over it; for a text that is as high as the screen that takes
half of the time of a key. Both sides of the frame are the same on all lines, so a line is put
together from parts that are cut there already.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any

from textual._styles_cache import StylesCache
from textual.cache import LRUCache
from textual.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from textual.color import Color
    from textual.css.styles import StylesBase
    from textual.filter import LineFilter
    from textual.geometry import Region, Size, Spacing
    from textual.widget import Widget

BAR = 1
"""Cells of the scroll bar, which stands inside the frame on the right."""


_LINES_KEPT = 256
"""More than any terminal shows."""


class FramedLine(Strip):
    """A line in parts, which are what it is cut into where the bar lies over it."""

    def __init__(self, parts: tuple[Strip, ...], cuts: list[int]) -> None:
        """Join `parts`; `cuts` are the places where they end."""
        super().__init__((segment for part in parts for segment in part), cuts[-1])
        self._parts = parts
        self._cuts = cuts

    def divide(self, cuts: Iterable[int]) -> Sequence[Strip]:
        """Return the parts, or others where something else lies over the line."""
        cuts = list(cuts)
        return self._parts if cuts == self._cuts else super().divide(cuts)

    def apply_filter(self, filter: LineFilter, background: Color) -> Strip:  # noqa: A002  # Textual's own name
        """Return the line in the colours that the terminal has."""
        known = self._filter_cache.get((filter, background))
        if known is None:
            parts = tuple(part.apply_filter(filter, background) for part in self._parts)
            known = FramedLine(parts, self._cuts)
            self._filter_cache[(filter, background)] = known
        return known


class FrameCache(StylesCache):
    """Draws the lines of one pane."""

    def __init__(self) -> None:
        """Nothing is drawn yet."""
        super().__init__()
        self._sides: tuple[Strip, ...] = ()
        """The frame before a line, the cell under the bar, and the frame behind it, if any."""
        self._knows_sides = False
        self._lines: LRUCache[int, tuple[Strip, FramedLine]] = LRUCache(_LINES_KEPT)
        """What lines became with the sides around them, by the identity of the line."""

    def render_widget(self, widget: Widget, crop: Region) -> list[Strip]:
        """Draw the lines of `crop` that are not drawn yet; the frame may look different."""
        self._knows_sides = False
        return super().render_widget(widget, crop)

    def render_line(
        self,
        styles: StylesBase,
        y: int,
        size: Size,
        content_size: Size,
        padding: Spacing,
        base_background: Color,
        background: Color,
        render_content_line: Callable[[int], Strip],
        *others: Any,  # noqa: ANN401  # which go to the toolkit as they are
    ) -> Strip:
        """Draw a line: of the frame as the toolkit does, and all others from parts."""
        gutter, width = styles.gutter, content_size.width - BAR
        whole = (styles, y, size, content_size, padding, base_background, background)
        if width < 0 or not gutter.top <= y < gutter.top + content_size.height:
            return super().render_line(*whole, render_content_line, *others)
        inner = self.get_inner_outer(base_background, background)[0].rich_style
        if not self._knows_sides:
            blank = Strip.blank(content_size.width, inner)
            line = super().render_line(*whole, lambda _: blank, *others)
            self._use(_sides(line, gutter.left, gutter.left + width))
        content = render_content_line(y - gutter.top)
        kept = self._lines.get(id(content))
        if kept is None or kept[0] is not content:
            framed = self._framed(content.adjust_cell_length(width, inner))
            kept = self._lines[id(content)] = content, framed
        return kept[1]

    def _use(self, sides: tuple[Strip, ...]) -> None:
        self._knows_sides = True
        if sides != self._sides:
            self._sides = sides
            self._lines.clear()

    def _framed(self, content: Strip) -> FramedLine:
        before, *behind = self._sides
        seen = (segment for segment in content if segment.text)
        end = before.cell_length + content.cell_length
        cuts = list(accumulate((part.cell_length for part in behind), initial=end))
        return FramedLine((Strip([*before, *seen], end), *behind), cuts)


def _sides(line: Strip, start: int, end: int) -> tuple[Strip, ...]:
    """Return what stands around `start` and `end`, with the cell under the bar by itself."""
    cuts = ((0, start), (end, end + BAR), (end + BAR, line.cell_length))
    before, *behind = (
        line.crop(first, after) if after > first else Strip([]) for first, after in cuts
    )
    return (before, *(part for part in behind if part.cell_length))
