"""The list of all links of a text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.cells import cell_len

from digests import Image
from tests.factories import item, link
from tests.tui.text_screen import showing
from tui.dialogs.link_row import LinkRow, row_lines
from tui.dialogs.links import LinkList
from tui.jobs.messages import CopyText

POST, PAGE, PAPER = (
    "https://x.com/lantern/status/1",
    "https://lantern.example/news",
    "https://arxiv.org/abs/2608.00001",
)
STORY = replace(
    item(links=(POST, PAGE, PAPER)), images=(Image("https://img.example/plot.png", "图表"),)
)


def listed(app):
    """The rows of the list, each as one line."""
    found = app.screen.query_one(LinkList)
    return [found.row_lines(n, 80)[0].plain.strip() for n in range(found.row_count)]


async def test_primary_sources_are_first_and_images_last():
    async with showing(STORY, size=(90, 24)) as (app, _, pilot):
        await pilot.press("u")
        await pilot.pause()
        assert listed(app) == [
            "3 paper arxiv.org  source",
            "2 page  lantern.example  source",
            "1 post  x.com  source",
            "4 image img.example  图表",
        ]


async def test_enter_opens_and_goes_back_to_the_text():
    async with showing(STORY) as (app, view, pilot):
        await pilot.press("u", "j", "enter")
        await pilot.pause()
        assert app.opened == [PAGE]
        assert app.focused is view


async def test_selected_links_are_opened_together_in_their_order():
    async with showing(STORY) as (app, _, pilot):
        await pilot.press("u", "space", "space", "k", "space", "j", "space", "O")
        await pilot.pause()
        assert app.opened == [PAPER, "https://img.example/plot.png"]


async def test_without_a_selection_the_link_under_the_cursor_is_opened():
    async with showing(STORY) as (app, _, pilot):
        await pilot.press("u", "O")
        await pilot.pause()
        assert app.opened == [PAPER]


async def test_an_address_is_copied_and_the_list_stays():
    async with showing(STORY) as (app, _, pilot):
        await pilot.press("u", "j", "y")
        await pilot.pause()
        assert app.copied == [CopyText(PAGE, "address")]
        await pilot.press("space", "space", "y")
        await pilot.pause()
        assert app.copied[1:] == [CopyText(f"{PAGE}\n{POST}", "2 addresses")]
        assert len(listed(app)) == 4


@pytest.mark.parametrize("words", ["ARXIV", "paper", "abs 2608"])
async def test_words_narrow_the_list(words):
    async with showing(STORY, size=(90, 24)) as (app, _, pilot):
        await pilot.press("u", "/", *words)
        await pilot.pause()
        assert listed(app) == ["3 paper arxiv.org  source"]
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert app.opened == [PAPER]


async def test_escape_lists_all_again_and_then_leaves():
    async with showing(STORY) as (app, view, pilot):
        await pilot.press("u", "/", *"arxiv", "escape")
        await pilot.pause()
        assert len(listed(app)) == 4
        await pilot.press("escape")
        await pilot.pause()
        assert (app.focused, app.opened) == (view, [])


async def test_where_nothing_is_left_nothing_is_opened():
    async with showing(STORY) as (app, _, pilot):
        await pilot.press("u", "/", *"nowhere", "enter", "O", "y", "space", "enter")
        await pilot.pause()
        assert (app.opened, app.copied, listed(app)) == ([], [], [])


@pytest.mark.parametrize("width", [12, 30, 60, 120])
def test_a_row_fits_any_width(width):
    row = LinkRow(7, link(f"https://{'long.' * 20}example/{'模型' * 40}", "words 模型 " * 20))
    lines = row_lines(row, width, 3, is_selected=True)
    assert all(cell_len(line.plain) <= width for line in lines)
    assert lines[0].plain.startswith("+  7 ")


async def test_the_frame_says_how_many_there_are_and_which_keys_help():
    async with showing(STORY, size=(100, 24)) as (app, _, pilot):
        await pilot.press("u")
        await pilot.pause()
        found = app.screen.query_one(LinkList)
        assert found.border_subtitle == "4 · Enter opens · y copies · Space selects · / narrows"
        await pilot.press("space")
        await pilot.pause()
        assert found.border_subtitle == "4 · 1 selected · O opens them · y copies them"
