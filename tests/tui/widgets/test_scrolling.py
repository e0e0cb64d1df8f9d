"""Scroll bars look as the toolkit draws them, and come and go without a layout of the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color
from rich.style import Style
from textual.app import App
from textual.scrollbar import ScrollBar, ScrollBarRender

from tui.widgets.scrolling import bar_strips
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from textual.screen import Screen

BACK, BAR = Color.parse("blue"), Color.parse("red")
STYLE = Style.from_color(BAR, BACK)
lengths = st.integers(1, 40)


@given(lengths, st.integers(2, 500), lengths, st.floats(0, 1))
def test_every_cell_is_as_the_toolkit_draws_it(length, rows, window, part):
    seen = min(window, rows - 1)
    places = (rows, seen, part * (rows - seen))
    drawn = ScrollBarRender.render_bar(length, *places, back_color=BACK, bar_color=BAR)
    strips = bar_strips(length, ScrollBarRender(*places, style=STYLE))
    assert [list(strip) for strip in strips] == [[cell] for cell in drawn.segments]
    assert {strip.cell_length for strip in strips} == {1}


class ListApp(App[None]):
    """One list."""

    def compose(self):
        yield VirtualList()


async def drawn_bar(pilot, rows):
    """Return the cells of the bar of a list with so many rows, as text and background."""
    shown = pilot.app.query_one(VirtualList)
    shown.set_row_count(rows)
    await pilot.pause()
    bar = shown.vertical_scrollbar
    strips = bar.render_lines(bar.size.region)
    return [(cell.text, cell.style.bgcolor) for strip in strips for cell in strip]


async def test_a_bar_comes_and_goes_without_a_layout():
    layouts: list[Screen[None]] = []
    async with ListApp().run_test(size=(20, 8)) as pilot:
        await drawn_bar(pilot, 3)
        pilot.app.screen.screen_layout_refresh_signal.subscribe(pilot.app, layouts.append)
        few = await drawn_bar(pilot, 3)
        many = await drawn_bar(pilot, 300)
        few_again = await drawn_bar(pilot, 3)
    assert not layouts
    assert few == few_again != many


async def test_where_there_is_nothing_to_scroll_the_bar_looks_like_the_list():
    async with ListApp().run_test(size=(20, 8)) as pilot:
        cells = await drawn_bar(pilot, 3)
        _, background = pilot.app.query_one(VirtualList).background_colors
    assert cells == [(" ", background.rich_color)] * 8


@pytest.mark.parametrize(("rows", "scrolls"), [(3, False), (300, True)])
async def test_a_list_that_is_seen_whole_leaves_the_wheel_to_others(rows, scrolls):
    async with ListApp().run_test(size=(20, 8)) as pilot:
        await drawn_bar(pilot, rows)
        assert pilot.app.query_one(VirtualList).allow_vertical_scroll is scrolls


async def test_the_focus_leaves_the_bar_as_it_was_drawn_and_a_theme_does_not(monkeypatch):
    async with ListApp().run_test(size=(20, 8)) as pilot:
        await drawn_bar(pilot, 300)
        drawn = []
        monkeypatch.setattr(ScrollBar, "refresh", lambda bar, **_: drawn.append(bar))
        pilot.app.screen.set_focus(None)
        await pilot.pause()
        assert not drawn
        pilot.app.theme = "textual-light"
        await pilot.pause()
        assert drawn
