"""Pictures of the whole screen. Each test says what must be seen; the picture holds the rest.

`pytest --snapshot-update` takes new ones, to be looked at before they are kept.
"""

from __future__ import annotations

import pytest
from textual.widgets import Input

from tests.tui.running_reader import TODAY, RunningReader
from tui.app import ReaderApp
from tui.widgets.hit_list import HitList

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids="{0[0]}x{0[1]}".format)


@pytest.fixture
def looks(two_days, snap_compare, monkeypatch):
    """Compares the reader, after some keys and some writing, with its picture."""
    monkeypatch.setattr(Input, "cursor_blink", False)

    def compare(size, *keys, writing="", until="青鸟-3"):
        async def act(pilot):
            reader = RunningReader(pilot.app, pilot)
            await reader.until(lambda: any(until in row for row in reader.rows("#tree")))
            await reader.press(*keys)
            if writing:
                await reader.write(writing)
                hits = pilot.app.screen.query_one(HitList)
                await reader.until(lambda: hits.row_count)
                preview = pilot.app.screen.query_one("#preview")
                await reader.until(lambda: not preview.display or reader.text)
            await pilot.pause()

        app = ReaderApp(two_days, notice="these are samples", today=TODAY)
        return snap_compare(app, terminal_size=size, run_before=act)

    return compare


@SIZES
def test_the_start(looks, size):
    """The newest issue first, with what happened in it; its sections and items beside it; the
    issue list has the focus, which its frame and the bar before the row show."""
    assert looks(size)


@SIZES
def test_an_item(looks, size):
    """A Chinese item with its place, its bold title, a numbered link in the text and the same
    number in the list of links below; the tree's cursor stands on it."""
    assert looks(size, "enter", "j", "j", "enter")


@SIZES
def test_hits(looks, size):
    """The query with the number of hits; the words marked in title, snippet and, on the wide
    screen, in the item at the side; hints for keys that work while one writes."""
    assert looks(size, "/", writing="开源")
