"""Lines between the sides of a frame look as the toolkit draws them."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual._styles_cache import StylesCache
from textual.app import App
from textual.content import Content

from tui.text.page import ItemText
from tui.widgets.text_view import TextView
from tui.widgets.virtual_list import VirtualList

TEXT = ItemText(tuple(map(Content, ("a line", "", "中文一行", *map(str, range(30))))))


class Rows(VirtualList):
    def row_lines(self, index, width):
        return (Content(f"row {index} 行"[:width]),)


class Framed(App[None]):
    """A text and a list, with a frame and without one."""

    CSS = "#framed, #rows { border: round red; height: 8 } #bare { height: 8; padding: 0 }"

    def compose(self):
        yield TextView(id="framed")
        yield Rows(id="rows")
        yield TextView(id="bare")


def cells(strips):
    """Return the character and the style of each cell, whatever the segments are."""
    return [
        [(character, segment.style) for segment in strip for character in segment.text]
        for strip in strips
    ]


async def shown(pilot):
    for view in pilot.app.query(TextView):
        view.show(lambda _: TEXT)
    pilot.app.query_one(Rows).set_row_count(40)
    await pilot.pause()


@pytest.mark.parametrize("name", ["framed", "rows", "bare"])
async def test_a_line_is_as_the_toolkit_draws_it(name):
    async with Framed().run_test(size=(30, 24)) as pilot:
        await shown(pilot)
        pane = pilot.app.query_one(f"#{name}")
        ours = pane.render_lines(pane.outer_size.region)
        pane._styles_cache = StylesCache()
        theirs = pane.render_lines(pane.outer_size.region)
    assert cells(ours) == cells(theirs)
    assert {cell_len(strip.text) for strip in ours} == {30}


async def test_a_line_is_cut_like_any_other_where_something_lies_over_it():
    async with Framed().run_test(size=(30, 24)) as pilot:
        await shown(pilot)
        line = pilot.app.query_one("#framed").render_lines(pilot.app.size.region)[1]
        for cuts in ([27, 28, 30], [5, 30], [30]):
            parts = line.divide(cuts)
            assert "".join(part.text for part in parts) == line.text
            assert [part.cell_length for part in parts] == [
                after - before for before, after in zip([0, *cuts], cuts, strict=False)
            ]


async def test_a_frame_in_other_colours_is_drawn_again():
    async with Framed().run_test(size=(30, 24)) as pilot:
        await shown(pilot)
        pane = pilot.app.query_one("#framed")
        before = cells(pane.render_lines(pane.outer_size.region))[1][0]
        pane.styles.border = ("heavy", "blue")
        await pilot.pause()
        after = cells(pane.render_lines(pane.outer_size.region))[1][0]
    assert before != after
    assert after[0] == "┃"
