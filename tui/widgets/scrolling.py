"""A view that scrolls without a new layout of the screen when what it shows becomes longer.

The toolkit lays out all widgets anew when a scroll bar comes or goes, and when anything that
scrolls changes its length; that takes longer than drawing another item. Here the bar always has
its cell, and is blank while there is nothing to scroll.

A scroll bar that is drawn once for each place, not once for each key.

It is as high as the screen and drawn with nearly every key; the toolkit renders each of its cells
through Rich, and then looks for the frame and the padding of each, which takes a third of the time
of a step of the cursor.
"""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from rich.color import Color
from rich.style import Style
from textual.geometry import Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip

from tui.widgets.frame import BAR, FrameCache

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self

    from textual.geometry import Region


_TURNS = 4
"""Turns of the event loop: the message goes through the pane and what is around it to the screen,
and then the other pane says that it must be drawn."""


class ScrollPane(ScrollView, inherit_bindings=False):
    """Scrolls up and down. A subclass sets `virtual_size` and draws its lines."""

    DEFAULT_CSS = """
    ScrollPane {
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
    }
    """

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)
    """The width that is drawn, and all lines."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's own name
        """Begin with nothing to scroll."""
        super().__init__(id=id)
        self._styles_cache = FrameCache()

    @property
    def line_width(self) -> int:
        """The cells of a line: the frame, the padding and the bar are left out."""
        return max(self.outer_size.width - self.styles.gutter.width - BAR, 0)

    def draw_together(self) -> None:
        """Draw nothing until a message of this pane was heard, and what hears it has changed.

        The toolkit goes through all widgets for each drawing, so that drawing a row, and then the
        text that belongs to it, takes nearly twice as long as drawing both.
        """
        if not self.is_attached:
            return
        held = ExitStack()
        held.enter_context(self.app.batch_update())
        self._draw_after(_TURNS, held)

    def _draw_after(self, turns: int, held: ExitStack) -> None:
        if turns:
            asyncio.get_running_loop().call_soon(self._draw_after, turns - 1, held)
            return
        held.close()
        if self.app.screen_stack:
            self.app.screen.check_idle()  # its turn has passed, and nothing was drawn

    @property
    def vertical_scrollbar(self) -> VerticalScrollBar:
        """The bar, which is made when it is first asked for."""
        if not isinstance(self._vertical_scrollbar, VerticalScrollBar):
            self._vertical_scrollbar = VerticalScrollBar(name="vertical")
            self._vertical_scrollbar.display = False
            self.app._start_widget(self, self._vertical_scrollbar)
        return self._vertical_scrollbar

    @property
    def allow_vertical_scroll(self) -> bool:
        """Whether there is more than is seen."""
        return super().allow_vertical_scroll and self.max_scroll_y > 0

    def watch_virtual_size(self, size: Size) -> None:
        """Show in the scroll bar how much there is now."""
        self._scroll_update(size)


_BARS_KEPT = 64


class VerticalScrollBar(ScrollBar):
    """One cell wide, at the right of a pane."""

    _drawn: tuple[object, ...] = ()
    """What was drawn last, to see whether that has changed."""

    _strips_drawn: tuple[Strip, ...] = ()
    """The lines that were drawn; none when they must be drawn again."""

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Draw again what has changed; the toolkit asks for it with every change of the focus."""
        if layout or recompose or self._drawn != self._to_draw:
            self._strips_drawn = ()
            super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        return self

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the bar, or a blank where there is nothing to scroll."""
        if len(self._strips_drawn) != self.outer_size.height:
            self._drawn = self._to_draw
            self._strips_drawn = tuple(self._draw())
        return list(self._strips_drawn[crop.y : crop.bottom])

    def _draw(self) -> Iterable[Strip]:
        bar = cast("ScrollBarRender", self.render())
        _, background = self.background_colors
        strips: Iterable[Strip]
        if bar.window_size:
            strips = bar_strips(self.size.height, bar)
        else:
            strips = [Strip.blank(1, Style(bgcolor=background.rich_color))] * self.size.height
        for line_filter in self.get_line_filters():
            strips = [strip.apply_filter(line_filter, background) for strip in strips]
        return strips

    @property
    def _to_draw(self) -> tuple[object, ...]:
        look = self.parent.styles if self.parent else self.styles
        return (
            *(self.size, self.position, self.window_size, self.window_virtual_size),
            *(self.mouse_over, self.grabbed, self.background_colors),
            *(look.scrollbar_background, look.scrollbar_color),
        )


def bar_strips(length: int, bar: ScrollBarRender) -> list[Strip]:
    """Return `bar` as strips, where equal cells are one strip."""
    places = (bar.virtual_size, bar.window_size, bar.position)
    return list(_strips(length, places, cast("Style", bar.style)))


@lru_cache(_BARS_KEPT)
def _strips(length: int, places: tuple[int, int, float], style: Style) -> tuple[Strip, ...]:
    cells = ScrollBarRender.render_bar(
        length,
        *places,
        thickness=1,
        back_color=style.bgcolor or Color.default(),
        bar_color=style.color or Color.default(),
    ).segments
    different = {id(cell): Strip([cell], 1) for cell in cells}
    return tuple(different[id(cell)] for cell in cells)
