"""Keys that were begun: how long they wait, and what is shown of them."""

from __future__ import annotations

import asyncio

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.tui.keys.program import Pane, Program, done_by
from tui.widgets.status_line import PendingKeys, StatusLine, ways_content


async def test_a_number_and_a_pause_open_a_link():
    app = Program(key_patience=0.1)
    async with app.run_test() as pilot:
        app.query_one(Pane).focus()
        await pilot.press("7")
        async with asyncio.timeout(10):
            while not app.done:
                await pilot.pause(0.02)
    assert app.done == ["link 7"]


async def test_a_key_that_also_begins_a_sequence_is_run_after_a_pause():
    app = Program(key_patience=0.1, keys={"panes.zen": ("g",)})
    async with app.run_test() as pilot:
        app.query_one(Pane).focus()
        await pilot.press("g")
        async with asyncio.timeout(10):
            while not app.done:
                await pilot.pause(0.02)
    assert app.done == ["zen"]


async def test_a_key_that_also_begins_a_sequence_may_go_on():
    waits = {"key_patience": 5.0, "keys": {"panes.zen": ("g",)}}
    assert await done_by("g", "g", **waits) == ["first"]
    assert await done_by("g", **waits) == []


async def test_what_was_begun_is_shown_with_every_way_to_go_on():
    app = Program()
    async with app.run_test(size=(60, 20)) as pilot:
        app.query_one(Pane).focus()
        await pilot.press("3", "g")
        await pilot.pause()
        status, ways = app.query_one(StatusLine), app.query_one(PendingKeys)
        assert "3g… Esc ends" in status.render().plain
        assert ways.display
        assert str(ways.content).split("\n") == ["1 Go to the issues  g Go to the top     "]
        await pilot.press("escape")
        await pilot.pause()
        assert not app.query_one(PendingKeys).display
        assert "…" not in status.render().plain
        await pilot.press("1", "2")
        assert "12… Enter opens the link" in status.render().plain


@given(
    st.lists(st.tuples(st.sampled_from(["g", "F8 1"]), st.text("a开 ", min_size=1)), min_size=1),
    st.integers(10, 120),
)
def test_the_ways_to_go_on_fit_any_width(ways, width):
    lines = ways_content(ways, width).plain.split("\n")
    assert max(map(cell_len, lines)) <= width
