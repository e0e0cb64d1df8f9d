"""Scroll bars that are drawn once for each place, not once for each key.

They are as long as the screen is high and drawn with nearly every key; the toolkit renders them
through Rich, which takes a third of the time of a step of the cursor.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.color import Color
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip
from textual.visual import Visual

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.style import Style as RichStyle
    from textual.style import Style
    from textual.visual import RenderOptions

_BARS_KEPT = 64


class BarStrips(ScrollBarRender, Visual):
    """The toolkit's scroll bar as strips, where equal cells are one strip."""

    style: RichStyle

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Draw the bar in its own colours."""
        del style, options
        size, thickness = (height or 1, width) if self.vertical else (width, height or 1)
        places = (self.virtual_size, self.window_size, self.position)
        return list(_strips(size, thickness, places, self.style, vertical=self.vertical))

    def get_optimal_width(self, rules: Mapping[str, object], container_width: int) -> int:
        """Take what there is, unless the bar stands upright."""
        del rules
        return self.thickness if self.vertical else container_width

    def get_height(self, rules: Mapping[str, object], width: int) -> int:
        """Take one line, as the widget says how high it is."""
        del rules, width
        return self.thickness


def draw_scroll_bars_once() -> None:
    """Draw all scroll bars of the process in this way."""
    ScrollBar.renderer = BarStrips


@lru_cache(_BARS_KEPT)
def _strips(
    size: int, thickness: int, places: tuple[int, int, float], style: RichStyle, *, vertical: bool
) -> tuple[Strip, ...]:
    virtual_size, window_size, position = places
    cells = ScrollBarRender.render_bar(
        size,
        virtual_size,
        window_size,
        position,
        thickness,
        vertical=vertical,
        back_color=style.bgcolor or Color.default(),
        bar_color=style.color or Color.default(),
    ).segments
    if not vertical:
        return (Strip(cells[:size]),) * thickness
    different = {id(cell): Strip([cell], thickness) for cell in cells}
    return tuple(different[id(cell)] for cell in cells)
