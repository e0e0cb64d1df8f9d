"""Scroll bars look and work as the toolkit draws them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.scrollbar import ScrollBarRender
from textual.style import Style as VisualStyle
from textual.visual import RenderOptions

from tui.widgets.scroll_bar import BarStrips

BACK, BAR = Color.parse("blue"), Color.parse("red")
STYLE = Style.from_color(BAR, BACK)
OPTIONS = RenderOptions(lambda _: VisualStyle(), {}, None, None)
lengths = st.integers(1, 40)


def drawn_by_toolkit(bar, length):
    """Return the segments of each line."""
    places = (bar.virtual_size, bar.window_size, bar.position)
    bars = ScrollBarRender.render_bar(
        length, *places, bar.thickness, bar.vertical, back_color=BACK, bar_color=BAR
    )
    if bar.vertical:
        return [[cell] for cell in bars.segments]
    return list(Segment.split_lines(bars.segments))


@given(lengths, st.integers(1, 500), lengths, st.floats(0, 1), st.integers(1, 2), st.booleans())
def test_every_cell_is_as_the_toolkit_draws_it(length, rows, window, part, thickness, vertical):
    seen = window if window < rows else 0
    bar = BarStrips(rows, seen, part * (rows - seen), thickness, vertical, STYLE)
    size = (thickness, length) if vertical else (length, thickness)
    strips = bar.render_strips(*size, VisualStyle(), OPTIONS)
    assert [list(strip) for strip in strips] == drawn_by_toolkit(bar, length)
    assert {strip.cell_length for strip in strips} == {size[0]}
