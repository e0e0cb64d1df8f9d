"""Pictures of the whole screen. Each test says what must be seen; the picture holds the rest.

`pytest --snapshot-update` takes new ones, to be looked at before they are kept.
"""

from __future__ import annotations

import pytest
from textual.widgets import Input

from tests.tui.running_reader import TODAY, RunningReader
from tui.app.app import ReaderApp
from tui.search.hit_list import HitList
from tui.settings import Settings
from tui.widgets.virtual_list import VirtualList

SIZES = pytest.mark.parametrize(
    "size", [(60, 20), (80, 24), (120, 40), (200, 50)], ids="{0[0]}x{0[1]}".format
)
THEMES = pytest.mark.parametrize("theme", ["light", "contrast-dark", "ansi"])

MIDDLE = (120, 40)


@pytest.fixture
def looks(two_days, snap_compare, monkeypatch):
    """Compares the reader, after some keys and some writing, with its picture."""
    monkeypatch.setattr(Input, "cursor_blink", False)

    def compare(size, *keys, writing="", **settings):
        async def act(pilot):
            reader = RunningReader(pilot.app, pilot)
            await reader.until(lambda: reader.app.screen.query("#tree"))
            tree = pilot.app.screen.query_one("#tree", VirtualList)
            await reader.until(lambda: tree.row_count)
            await reader.press(*keys)
            if writing:
                await reader.write(writing)
                hits = pilot.app.screen.query_one(HitList)
                await reader.until(lambda: hits.row_count)
                preview = pilot.app.screen.query_one("#preview")
                await reader.until(lambda: not preview.display or reader.text)
            await reader.until_idle()
            await pilot.pause()

        app = ReaderApp(
            lambda: two_days, notice="these are samples", settings=Settings(**settings), today=TODAY
        )
        return snap_compare(app, terminal_size=size, run_before=act)

    return compare


@SIZES
def test_the_start(looks, size):
    """The newest issue first, with what happened in it; its sections and items beside it, where
    there is room; the issue list has the focus, which its frame and the bar before the row show."""
    assert looks(size)


@SIZES
def test_an_item(looks, size):
    """A Chinese item with its place, its bold title, a numbered link in the text and the same
    number in the list of links below; the tree's cursor stands on it; it is no longer unread."""
    assert looks(size, "enter", "j", "j", "enter")


@SIZES
def test_an_english_item(looks, size):
    """An item of the older issue, whose first words are a link, with its number and host."""
    assert looks(size, "j", "enter", "j", "j", "enter")


@SIZES
def test_hits(looks, size):
    """The query with the number of hits; the words marked in title, snippet and, on a wide
    screen, in the item at the side; hints for keys that work while one writes."""
    assert looks(size, "/", writing="开源")


@SIZES
def test_english_hits(looks, size):
    """The same for a word that is only begun."""
    assert looks(size, "/", writing="quillon")


@THEMES
def test_a_theme(looks, theme):
    """A list with the cursor, marks and a star, an item with a link: all can be told apart."""
    assert looks(MIDDLE, "enter", "j", "j", "s", "enter", theme=theme)


@THEMES
def test_hits_in_a_theme(looks, theme):
    """The words of the query are marked, the frame of the line says that one writes there."""
    assert looks(MIDDLE, "/", writing="开源", theme=theme)


def test_signs_of_unicode(looks):
    """Circles for what is unread, a star, a triangle before each section."""
    assert looks(MIDDLE, "enter", "j", "j", "s", icons="unicode")


def test_a_terminal_that_is_hardly_one(looks):
    """Forty cells and twelve lines: one pane, its rows on one line, nothing cut in its middle."""
    assert looks((40, 12))


def test_the_keys(looks):
    """All keys over the reader, those of the focused pane first."""
    assert looks((80, 24), "?")


def test_the_colours(looks):
    """The names of the themes at the side, ours first; the rest of the screen shows the one under
    the cursor."""
    assert looks((80, 24), "ctrl+t", "j")
