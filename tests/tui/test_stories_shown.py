"""One story in three digests, as the reader shows it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digests import CacheError, MarkChange
from tests.factories import write
from tests.tui.running_reader import running
from tests.tui.telling_user import (
    BREAD,
    CHINESE,
    ENGLISH,
    catch_up,
    find_item,
    head,
    list_tellings,
    read_item,
    show_timeline,
    words,
)
from tui.screens.catch_up import CatchUpScreen
from tui.widgets.item_view import ItemView


def mark_read(library, *titles):
    library.marks.change([find_item(library, title).id for title in titles], MarkChange(read=True))


def tree(reader):
    return reader.rows("#tree")


async def test_below_an_item_stands_where_else_it_is_told(three_digests):
    async with running(three_digests, settings=ENGLISH) as reader:
        await read_item(reader, "Heron 4.2 stays")
        await reader.until_text("ran here on Aug 1")
        assert "also in 1 digest: tide-weekly Aug 2 same link" in words(reader)
        assert "= lists them all, and why" in reader.text


async def test_what_no_link_joins_is_told_only_as_probable(three_digests):
    async with running(three_digests, settings=ENGLISH) as reader:
        await read_item(reader, "Tessel 发布")
        probably = "probably also in 1 digest: lantern-daily Aug 1 (36B, 512K, 71%, Heron-4.2)"
        await reader.until(lambda: probably in words(reader))
        assert "same link" not in reader.text


async def test_the_lines_are_chinese_where_the_reader_is(three_digests):
    async with running(three_digests, settings=CHINESE) as reader:
        await read_item(reader, "Heron 4.2 stays")
        await reader.until_text("本刊 8/1 已登")
        assert "也见于 1 份：tide-weekly 8/2 同一链接" in words(reader)


async def test_the_text_stays_where_it_is_when_the_lines_come(three_digests):
    long = "".join(f"\n   Line {number} of many.\n" for number in range(60))
    text = f"1. **Heron 4.2 for long**\n{long}   [source](https://tessel.example/heron-4-2)\n"
    write(three_digests.folders[0] / "2026-08-02.md", f"# Lantern\n\n{text}")
    three_digests.refresh()
    three_digests.update_stories()
    async with running(three_digests, (80, 24), settings=ENGLISH) as reader:
        await read_item(reader, "Heron 4.2 for long")
        view = reader.app.screen.query_one(ItemView)
        view.scroll_to(y=7, animate=False, immediate=True)
        await reader.until_text("ran here")
        assert view.scroll_offset.y == 7


async def test_nothing_is_said_of_an_item_that_is_told_nowhere_else(three_digests):
    async with running(three_digests, settings=ENGLISH) as reader:
        await read_item(reader, "Quillon")
        await reader.press("g", "e")
        alone = "nothing else is known to tell this story"
        await reader.until(lambda: alone in reader.notices)
        assert "also in" not in reader.text
        await reader.press("=")
        await reader.until(lambda: reader.notices.count(alone) == 2)


async def test_while_issues_are_not_compared_it_is_said(three_digests):
    write(three_digests.folders[0] / "2026-07-30.md", f"# Lantern\n\n## News\n\n{BREAD}")
    three_digests.refresh()
    three_digests.update_stories(should_stop=stop_after_reading())
    async with running(three_digests, settings=ENGLISH) as reader:
        await read_item(reader, "Quillon")
        await reader.press("g", "e")
        await reader.until(lambda: any("1 issue still to be compared" in n for n in reader.notices))
        await reader.press("C")
        await reader.until(lambda: reader.app.screen.query("#stories") and head(reader))
        assert "1 issue still to be compared" in head(reader)


def stop_after_reading():
    """Lets one issue be read, and none be compared."""
    asked = iter([False])
    return lambda: next(asked, True)


async def test_history_leads_back_from_another_telling(three_digests):
    async with running(three_digests, settings=ENGLISH) as reader:
        await read_item(reader, "Heron 4.2 is here")
        await list_tellings(reader, "Heron 4.2 is here")
        await reader.press("enter")
        await reader.until_place("Tessel releases")
        await reader.press("ctrl+o")
        await reader.until_place("Heron 4.2 is here")


async def test_a_rejected_telling_is_gone_below_the_item_and_can_be_taken_back(three_digests):
    async with running(three_digests, settings=ENGLISH) as reader:
        await list_tellings(reader, "Tessel 发布")
        await reader.press("x")
        await reader.until(lambda: "not the same story" in reader.rows("#tellings")[2])
        await reader.press("escape")
        await reader.until(lambda: "probably" not in reader.text)
        await reader.press("=")
        await reader.until(lambda: reader.app.screen.query("#tellings"))
        assert reader.rows("#tellings")[0] == "Not the same story, you said"
        await reader.press("x", "escape")
        await reader.until_text("probably also in")


async def test_an_item_that_tells_nothing_new_is_dimmed_and_stays_unread(three_digests):
    mark_read(three_digests, "Tessel releases")
    async with running(three_digests, settings=ENGLISH) as reader:
        await read_item(reader, "Heron 4.2 stays")
        await reader.until(lambda: "= Heron 4.2 stays" in reader.place)
        assert any("1 known · 2/2" in row for row in tree(reader))
        assert three_digests.search("is:unread heron").total == 3


async def test_reading_one_telling_makes_the_others_known_at_once(three_digests):
    async with running(three_digests, settings=CHINESE) as reader:
        await read_item(reader, "Heron 4.2 stays")
        assert "o Heron 4.2 stays" in reader.place
        mark_read(three_digests, "Tessel releases")
        await reader.until(lambda: "= Heron 4.2 stays" in reader.place)
        assert any("已知 1 条 · 2/2" in row for row in tree(reader))


async def test_what_was_read_itself_is_not_known_but_read(three_digests):
    mark_read(three_digests, "Tessel releases", "Heron 4.2 stays")
    async with running(three_digests, settings=ENGLISH) as reader:
        await read_item(reader, "Quillon")
        await reader.app.workers.wait_for_complete()
        await reader.pilot.pause()
        assert not any("known" in row or "= " in row for row in tree(reader))


async def test_nothing_is_dimmed_when_the_setting_says_so(three_digests):
    mark_read(three_digests, "Tessel releases")
    async with running(three_digests, settings=replace(ENGLISH, known="show")) as reader:
        await read_item(reader, "Heron 4.2 stays")
        await reader.until_text("ran here on Aug 1")
        await reader.app.workers.wait_for_complete()
        assert "o Heron 4.2 stays" in reader.place


async def test_what_cannot_be_looked_up_is_told_only_to_who_asks(three_digests, monkeypatch):
    def fail(*_, **__):
        raise CacheError("stories.sqlite3", "is damaged")

    monkeypatch.setattr("digests.stories.stories.Stories.tellings", fail)
    async with running(three_digests, settings=ENGLISH) as reader:
        await read_item(reader, "Heron 4.2 is here")
        await reader.app.workers.wait_for_complete()
        assert reader.notices == []
        await reader.press("g", "e")
        await reader.until(lambda: any("is damaged" in words for words in reader.notices))


async def test_reading_leads_back_to_the_same_row_of_catching_up(three_digests):
    async with running(three_digests, settings=ENGLISH) as reader:
        await catch_up(reader)
        await reader.press("j", "j")
        row = next(row for row in reader.rows("#stories") if row.startswith("▌"))
        await reader.press("enter")
        await reader.until(lambda: reader.focused == "item")
        await reader.until_text(row[3:15])
        await reader.press("ctrl+o")
        await reader.until(lambda: isinstance(reader.app.screen, CatchUpScreen))
        await reader.until(lambda: row in reader.rows("#stories"))
        await reader.press("enter")
        await reader.until(lambda: reader.focused == "item")
        await reader.press("escape")
        await reader.until(lambda: isinstance(reader.app.screen, CatchUpScreen))


async def test_a_story_is_marked_with_all_its_tellings_and_starred_once(three_digests):
    async with running(three_digests, settings=ENGLISH) as reader:
        await catch_up(reader)
        await reader.press("s")
        await reader.until(lambda: three_digests.search("is:starred").total == 1)
        await reader.press("m")
        await reader.until(lambda: any("4 items marked read" in n for n in reader.notices))
        await reader.until(lambda: reader.rows("#stories")[0].startswith("▌ *"))
        await reader.press("ctrl+z")
        await reader.until(lambda: reader.rows("#stories")[0].startswith("▌o*"))


async def test_what_was_read_before_is_left_out_and_the_rest_is_told(three_digests):
    mark_read(three_digests, "Tessel releases", "Quillon")
    async with running(three_digests, settings=ENGLISH) as reader:
        await catch_up(reader)
        assert head(reader) == "5 items, 3 stories · 1 min · since Jul 27"
        assert not any("Quillon" in row for row in reader.rows("#stories"))


async def test_when_all_is_read_it_is_said_what_to_do(three_digests):
    three_digests.marks.change_issues(
        [issue.id for issue in three_digests.issues()], MarkChange(read=True)
    )
    async with running(three_digests, settings=ENGLISH) as reader:
        await reader.press("C")
        await reader.until(lambda: reader.app.screen.query("#stories") and head(reader))
        rows = reader.rows("#stories")
        assert rows[0] == "Nothing unread since Jul 27."
        assert "> looks further back." in rows


@pytest.mark.parametrize(("width", "is_seen"), [(99, False), (100, True)])
async def test_on_a_wide_screen_the_story_is_seen_beside_its_row(three_digests, width, is_seen):
    async with running(three_digests, (width, 30), settings=ENGLISH) as reader:
        await catch_up(reader)
        await reader.until_text("also in")
        assert reader.app.screen.query_one("#preview").display is is_seen


async def test_what_does_not_fit_into_the_time_stays_below_a_line(three_digests):
    long = " ".join(["It is long."] * 1_500)
    write(
        three_digests.folders[0] / "2026-08-02.md",
        f"# Lantern\n\n1. **A long walk**\n   {long} [source](https://walk.example/1)\n",
    )
    three_digests.refresh()
    three_digests.update_stories()
    async with running(three_digests, settings=ENGLISH) as reader:
        await catch_up(reader)
        await reader.press("+")
        await reader.until(lambda: "beyond 5 min" in "".join(reader.rows("#stories")))
        assert any("A long walk" in row for row in reader.rows("#stories"))


async def test_why_is_one_key_away_while_catching_up(three_digests):
    async with running(three_digests, settings=ENGLISH) as reader:
        await catch_up(reader)
        await reader.press("=")
        await reader.until(lambda: reader.app.screen.query("#tellings"))
        assert any("same link" in row or "shares" in row for row in reader.rows("#tellings"))


async def test_a_timeline_leads_to_its_stories_and_back(three_digests):
    async with running(three_digests, settings=ENGLISH) as reader:
        await show_timeline(reader, "Quillon")
        assert "mentions a week" in str(reader.app.screen.query_one("#mentions").render())
        await reader.press("enter")
        await reader.until_place("Quillon")
        await reader.press("ctrl+o")
        await reader.until(lambda: reader.app.screen.query("#timeline"))


async def test_a_timeline_of_a_search_leads_to_an_item(three_digests):
    async with running(three_digests, settings=ENGLISH) as reader:
        await reader.press("/")
        await reader.write("ferry")
        await reader.until(lambda: reader.app.screen.query("#hits") and reader.rows("#hits"))
        await reader.press("tab")
        await show_timeline(reader, "Quillon")
        await reader.press("enter")
        await reader.until(lambda: reader.app.screen.query("#tree"))
        await reader.until_place("Quillon")
