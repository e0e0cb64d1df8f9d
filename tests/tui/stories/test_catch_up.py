"""Catching up: one row for each story of three digests."""

from __future__ import annotations

import pytest

from digests import Library, MarkChange
from tests.factories import write
from tests.tui.running_reader import running
from tests.tui.telling_user import BREAD, ENGLISH, catch_up, head, mark_read
from tui.keys.command_groups import is_available
from tui.state.memory import SavedState
from tui.stories.catch_up import CatchUpScreen


@pytest.fixture
def archive(tmp_path):
    """One digest that ended in August 2025; a doubtful date and an undated issue are no news."""
    for name, title in {
        "2025-08-01": "The pond is deep",
        "2025-08-23": "The mill was painted",
        "2031-01-01": "The clock is wrong",
        "notes": "The day is unknown",
    }.items():
        write(tmp_path / "maple" / f"{name}.md", f"# Maple\n\n## {title}\n\nIt is said so.\n")
    with Library.open([tmp_path / "maple"], tmp_path / "cache") as library:
        library.refresh()
        library.update_stories()
        yield library


def is_offered(reader, command):
    return any(
        is_available(group, command)
        for group in reader.app.screen.command_groups
        if group.scope == "catch-up"
    )


async def test_reading_leads_back_to_the_same_row_of_catching_up(three_digests):
    async with running(three_digests, settings=ENGLISH) as reader:
        await catch_up(reader)
        await reader.press("j", "j")
        row = next(row for row in reader.rows("#stories") if row.startswith("▌"))
        await reader.press("enter")
        await reader.until(lambda: reader.focused == "item")
        await reader.until_text(row[5:17])
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
        assert head(reader) == "5 items, 3 stories · ~1 min · since Jul 27"
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


async def test_an_archive_that_ended_begins_with_the_week_before_its_newest_issue(archive):
    async with running(archive, settings=ENGLISH) as reader:
        await catch_up(reader)
        assert "the newest issue is of Aug 23, 2025; the week before it" in head(reader)
        assert any("The mill was painted" in row for row in reader.rows("#stories"))
        assert not any("The pond is deep" in row for row in reader.rows("#stories"))
        await reader.press(">", ">")
        await reader.until(lambda: "the 30 days before it" in head(reader))
        await reader.until(lambda: any("The pond is deep" in r for r in reader.rows("#stories")))
        assert not is_offered(reader, "look_further")
        await reader.press("<", "<", "<", "<")
        await reader.until(lambda: "the day before it" in head(reader))
        assert not is_offered(reader, "look_less_far")


async def test_after_a_visit_an_archive_has_nothing_new_and_a_key_leads_to_its_end(
    archive, tmp_path
):
    remembered = SavedState(tmp_path / "reader.json")
    remembered.set("card seen", True)
    remembered.set("visits", ["2026-08-02"])
    async with running(archive, settings=ENGLISH, remembered=remembered) as reader:
        await reader.press("C")
        await reader.until(lambda: reader.app.screen.query("#stories") and head(reader))
        assert reader.rows("#stories")[:3] == [
            "Nothing unread since your last visit, Aug 2.",
            "The newest issue is of Aug 23, 2025.",
            "> looks further back.",
        ]
        await reader.press(">")
        await reader.until(lambda: any("painted" in row for row in reader.rows("#stories")))


async def test_no_key_is_named_that_would_do_nothing(archive):
    archive.marks.change_issues([one.id for one in archive.issues()], MarkChange(read=True))
    async with running(archive, settings=ENGLISH) as reader:
        await reader.press("C")
        await reader.until(lambda: reader.app.screen.query("#stories") and head(reader))
        await reader.press(">", ">", ">", ">")
        await reader.until(lambda: "the 30 days before it" in reader.rows("#stories")[1])
        assert not any("looks further back" in row for row in reader.rows("#stories"))
