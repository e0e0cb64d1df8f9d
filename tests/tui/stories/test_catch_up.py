"""Catching up: one row for each story of three digests."""

from __future__ import annotations

import pytest

from digests import MarkChange
from tests.factories import write
from tests.tui.running_reader import running
from tests.tui.telling_user import BREAD, ENGLISH, catch_up, head, mark_read
from tui.state.memory import SavedState
from tui.stories.catch_up import CatchUpScreen


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


async def test_a_jump_from_the_item_is_gone_back_from_first(three_digests):
    async with running(three_digests, settings=ENGLISH) as reader:
        await catch_up(reader)
        await reader.press("enter")
        await reader.until_place("Tessel releases")
        await reader.press("g", "e")
        await reader.until(lambda: "Tessel releases" not in reader.place)
        await reader.press("ctrl+o")
        await reader.until_place("Tessel releases")
        await reader.press("ctrl+o")
        await reader.until(lambda: isinstance(reader.app.screen, CatchUpScreen))


async def test_what_is_compared_meanwhile_is_shown(three_digests):
    async with running(three_digests, settings=ENGLISH) as reader:
        await catch_up(reader)
        write(three_digests.folders[0] / "2026-08-02.md", f"# Lantern\n\n## News\n\n{BREAD}")
        three_digests.refresh()
        three_digests.update_stories()
        await reader.until(lambda: head(reader).startswith("8 items, 4 stories"))


async def test_a_visit_is_remembered_and_the_next_one_begins_there(three_digests, tmp_path):
    remembered = SavedState(tmp_path / "reader.json")
    remembered.set("card seen", True)
    remembered.set("visits", ["2026-08-02"])
    async with running(three_digests, settings=ENGLISH, remembered=remembered) as reader:
        await catch_up(reader)
        assert "since your last visit, Aug 2" in head(reader)
        await reader.until(lambda: remembered.get("visits", [""]) == ["2026-08-02", "2026-08-03"])
