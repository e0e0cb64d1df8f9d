"""In a list: here the section tree, whose Monday has seven rows."""

from __future__ import annotations

from tests.tui.command_example import example
from tui.widgets.virtual_list import VirtualList

SMALL = (120, 9)
"""So small that the tree has less rows on the screen than it has."""


def tree(reader):
    return reader.app.screen.query_one("#tree", VirtualList)


@example("list.down")
async def a_number_goes_down_so_many_lines(reader):
    await reader.press("tab", "j", "2", "j")
    assert tree(reader).cursor == 3


@example("list.up")
async def k_goes_up(reader):
    await reader.press("tab", "3", "j", "k")
    assert tree(reader).cursor == 2


@example("list.choose")
async def enter_opens_the_issue(reader):
    await reader.press("enter")
    assert reader.focused == "tree"


@example("list.first")
async def gg_is_the_top(reader):
    await reader.press("tab", "4", "j", "g", "g")
    assert tree(reader).cursor == 0


@example("list.last")
async def a_number_before_the_end_is_a_line(reader):
    await reader.press("tab", "G")
    assert tree(reader).cursor == tree(reader).row_count - 1
    await reader.press("3", "G")
    assert tree(reader).cursor == 2


@example("list.half-page-down", size=SMALL)
async def half_a_page_down(reader):
    await reader.press("tab", "ctrl+d")
    assert 0 < tree(reader).cursor < tree(reader).row_count - 1


@example("list.half-page-up", size=SMALL)
async def half_a_page_up(reader):
    await reader.press("tab", "G", "ctrl+u")
    assert 0 < tree(reader).cursor < tree(reader).row_count - 1


@example("list.page-down", size=SMALL)
async def a_page_down_is_more_than_half_a_page(reader):
    await reader.press("tab", "ctrl+d")
    half = tree(reader).cursor
    await reader.press("g", "g", "space")
    assert tree(reader).cursor > half


@example("list.page-up", size=SMALL)
async def a_page_up(reader):
    await reader.press("tab", "G", "b")
    assert tree(reader).cursor < tree(reader).row_count - 1
