from __future__ import annotations

import datetime

from textual.widgets import Input, Static

from tests.tui.running_reader import running
from tui.search.hit_list import HitList
from tui.search.screen import SearchScreen
from tui.widgets.item_view import ItemView


def hits(reader):
    return reader.app.screen.query_one(HitList).hits


def remark(reader):
    return str(reader.app.screen.query_one("SearchLine > Static", Static).content)


async def test_searching_starts_with_the_first_letter(two_days):
    async with running(two_days) as reader:
        await reader.press("/")
        await reader.write("quillon")
        await reader.until(lambda: hits(reader))
        assert any("Quillon learns to ask" in hit.title.text for hit in hits(reader))


async def test_chinese_words_are_found_and_marked(two_days):
    async with running(two_days) as reader:
        await reader.press("/")
        await reader.write("开源")
        await reader.until(lambda: hits(reader))
        rows = reader.rows("#hits")
        assert "青鸟-3 开源了" in rows[0]
        assert "lantern" in rows[1]
        assert ("开源", True) in list(hits(reader)[0].title.parts())


async def test_the_item_under_the_cursor_is_shown_beside_the_hits(two_days):
    async with running(two_days) as reader:
        await reader.press("/")
        await reader.write("青鸟")
        await reader.until_text("澄江实验室公布了权重")


async def test_a_narrow_screen_has_no_preview(two_days):
    async with running(two_days, size=(80, 24)) as reader:
        await reader.press("/")
        assert not reader.app.screen.query_one("#preview").display


async def test_enter_goes_to_the_hit_in_its_issue_with_the_words_marked(two_days):
    async with running(two_days) as reader:
        await reader.press("/")
        await reader.write("tarn")
        await reader.until(lambda: hits(reader))
        await reader.press("enter")
        await reader.until_place("Tarn")
        assert reader.focused == "item"
        assert any("Quillon" in row and row.startswith("▌") for row in reader.rows("#issues"))
        marked = [
            line.plain[span.start : span.end]
            for line in reader.app.screen.query_one(ItemView).text.lines
            for span in line.spans
            if "warning" in str(span.style)
        ]
        assert "Tarn" in marked


async def test_escape_goes_back_to_the_search_as_it_was_and_then_to_the_reader(two_days):
    async with running(two_days) as reader:
        await reader.press("/")
        await reader.write("example")
        await reader.write(" OR 石桥 OR tarn")
        await reader.until(lambda: len(hits(reader)) > 1)
        await reader.press("down")
        found = reader.app.screen.query_one(HitList).current
        await reader.press("enter")
        await reader.until(lambda: reader.focused == "item")
        await reader.press("escape")
        await reader.until(lambda: hits(reader))
        assert isinstance(reader.app.screen, SearchScreen)
        assert reader.app.screen.query_one(HitList).current == found
        await reader.press("escape")
        assert not isinstance(reader.app.screen, SearchScreen)


async def test_a_mistake_is_pointed_at_and_the_hits_stay(two_days):
    async with running(two_days) as reader:
        await reader.press("/")
        await reader.write("石桥 ")
        await reader.until(lambda: hits(reader))
        await reader.write("(")
        await reader.until(lambda: "^" in remark(reader))
        assert [hit.title.text for hit in hits(reader)] == ["石桥供货"]


async def test_what_is_not_found_is_said(two_days):
    async with running(two_days) as reader:
        await reader.press("/")
        await reader.write("zeppelin")
        await reader.until(lambda: remark(reader) == "0 hits")
        await reader.press("enter")
        assert isinstance(reader.app.screen, SearchScreen)


async def test_letters_are_written_and_no_commands(two_days):
    async with running(two_days) as reader:
        await reader.press("/", "q", "?", "j", "1")
        assert isinstance(reader.app.screen, SearchScreen)
        assert reader.app.screen.query_one(Input).value == "q?j1"


async def test_a_click_on_a_hit_and_another_go_there(two_days):
    async with running(two_days) as reader:
        await reader.press("/")
        await reader.write("石桥")
        await reader.until(lambda: hits(reader))
        await reader.pilot.click("#hits", offset=(5, 1))
        await reader.until_place("石桥")


async def test_hostile_hits_are_text(two_days):
    async with running(two_days) as reader:
        await reader.press("/")
        await reader.write("out OR nope OR board")
        await reader.until(lambda: len(hits(reader)) == 3)
        rows = "\n".join(reader.rows("#hits"))
        assert '[v2=3, "q] out' in rows
        assert "x[/nope] y" in rows
        assert "\x1b" not in rows


async def test_a_misspelt_query_is_answered_with_what_may_be_meant(two_days):
    async with running(two_days) as reader:
        await reader.press("/")
        await reader.write("quillonn")
        await reader.until(lambda: "did you mean: quillon" in remark(reader))


async def test_the_help_of_the_search_begins_with_the_ways_to_ask(two_days):
    async with running(two_days) as reader:
        await reader.press("/", "f1")
        box = reader.app.screen.query_one("HelpScreen Static", Static)
        lines = str(box.content).splitlines()
        assert lines[0] == "To ask"
        assert any(line.startswith('  "two words" ') for line in lines[:6])


async def test_the_help_of_the_reader_has_keys_alone(two_days):
    async with running(two_days) as reader:
        await reader.press("?")
        box = reader.app.screen.query_one("HelpScreen Static", Static)
        assert "To ask" not in str(box.content)


async def test_the_last_days_of_an_archive_are_said_to_be_those_of_its_newest_issue(
    two_days, monkeypatch
):
    monkeypatch.setattr("digests.library.searching.today", lambda: datetime.date(2031, 1, 1))
    newest = two_days.issues()[0].date
    async with running(two_days) as reader:
        await reader.press("/")
        await reader.write("last:1d")
        await reader.until(lambda: hits(reader))
        assert {hit.date for hit in hits(reader)} == {newest}
        said = " ".join(remark(reader).split())
        assert said.endswith(f'The newest issue is of {newest}, so "last:1d" ends there')
