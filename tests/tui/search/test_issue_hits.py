"""Hits that are an issue as a whole."""

from __future__ import annotations

import pytest

from digests import HitKind, Library
from tests.factories import write
from tests.tui.more_hits import find_more
from tests.tui.running_reader import running
from tests.tui.searching_user import hit_list, search_screen
from tui.search.screen import SearchScreen
from tui.widgets.item_view import ItemView

LETTER = """---
title: The Maple Letter
date: 2026-08-01
link: https://maple.example/letters/1
---

A quiet week in the maple woods.

## News

### Heron 4 keeps a log

It says why. [source](https://example.org/heron)

### Owls in the maple

They sleep. [source](https://example.org/owls)
"""


@pytest.fixture
def letters(tmp_path, monkeypatch):
    folder = tmp_path / "maple"
    write(folder / "2026-08-01.md", LETTER)
    find_more(monkeypatch, issue="Maple")
    with Library.open([folder], tmp_path / "letters-cache") as library:
        library.refresh()
        yield library


def current(reader):
    return hit_list(reader).current


async def search(reader):
    await reader.press("/")
    await reader.write("maple")
    await reader.until(lambda: hit_list(reader).hits)
    await reader.until_idle()
    await reader.pilot.pause()
    assert current(reader).kind is HitKind.ISSUE


def marked(reader):
    return [
        line.plain[span.start : span.end]
        for line in reader.app.screen.query_one(ItemView).text.lines
        for span in line.spans
        if "warning" in str(span.style)
    ]


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_its_row_says_that_it_is_an_issue(letters, size):
    async with running(letters, size) as reader:
        await search(reader)
        rows = reader.rows("#hits")
        assert "The Maple Letter" in rows[0]
        assert "whole issue · maple · 2026-08-01" in rows[1]


async def test_beside_it_stands_what_the_issue_says_itself_with_the_words_marked(letters):
    async with running(letters) as reader:
        await search(reader)
        await reader.until_text("A quiet week in the maple woods.")
        assert "Heron 4 keeps a log" in reader.text
        assert "maple" in marked(reader)


async def test_enter_goes_to_the_beginning_of_the_issue_with_the_words_marked(letters):
    async with running(letters) as reader:
        await search(reader)
        await reader.press("enter")
        await reader.until(lambda: reader.focused == "item")
        await reader.until_place("Overview")
        await reader.until_text("A quiet week in the maple woods.")
        await reader.until(lambda: "maple" in marked(reader))
        assert "hit 1 of maple" in reader.status


async def test_the_next_hit_is_an_item_of_it_and_before_that_is_the_issue(letters):
    async with running(letters) as reader:
        await search(reader)
        await reader.press("enter")
        await reader.until_place("Overview")
        await reader.press("n")
        await reader.until_place("Owls")
        await reader.press("N")
        await reader.until_place("Overview")


async def test_commands_for_items_have_nothing_to_act_on(letters):
    async with running(letters) as reader:
        await search(reader)
        await reader.until_text("A quiet week")
        screen = search_screen(reader)
        assert screen.item is None
        assert screen.chosen == ()
        assert screen.chosen_ids == ()
        await reader.press("tab", "s", "m", "t", "v", "=", "Y", "|")
        assert isinstance(reader.app.screen, SearchScreen)
        assert not letters.marks.marked("starred")
        assert reader.copied == []


async def test_its_own_page_is_its_link(letters):
    async with running(letters) as reader:
        await search(reader)
        await reader.until_text("A quiet week")
        await reader.press("tab", "y")
        await reader.until(lambda: reader.notices)
        assert "https://maple.example/letters/1" in reader.notices[0]


async def test_it_is_not_among_the_items_that_are_written_into_a_file(letters):
    async with running(letters) as reader:
        await search(reader)
        await reader.press("ctrl+e")
        await reader.until(lambda: reader.app.screen.query("AskLine Input"))
        title = reader.app.screen.query_one("AskLine Input").border_title
        assert str(title).startswith("Write 1 item ")
