from __future__ import annotations

import sqlite3
from contextlib import closing

from digests import Library, MarkChange, SavedSearch, SavedSearches
from tests.tui.running_reader import running
from tui.settings import Settings

MANUAL = Settings(mark_read="manual")


def read_items(library):
    return len(library.marks.marked("read"))


def issue_rows(reader):
    """The second lines of the issues: date, publication, counts."""
    return [row for row in reader.rows("#issues") if "lantern-daily" in row]


async def test_an_item_that_was_opened_is_read(two_days):
    async with running(two_days) as reader:
        await reader.press("J")
        await reader.until(lambda: read_items(two_days) == 1)
        await reader.until(lambda: "2/3" in issue_rows(reader)[0])


async def test_what_is_shown_at_the_start_was_not_opened(two_days):
    async with running(two_days) as reader:
        await reader.press("tab", "tab", "j", "k")
        await reader.pilot.pause(0.4)
        assert read_items(two_days) == 0


async def test_what_the_cursor_only_ran_over_was_not_opened(two_days):
    async with running(two_days) as reader:
        await reader.pilot.press("J", "J", "J")
        await reader.until(lambda: read_items(two_days))
        assert [mark.is_read for mark in two_days.marks.of(two_days.issues()[0].id).values()] == [
            True
        ]
        assert "石桥供货" in reader.place


async def test_marking_can_wait_until_an_item_was_looked_at_for_long(two_days):
    settings = Settings(mark_read="dwell", dwell_seconds=0.5)
    async with running(two_days, settings=settings) as reader:
        await reader.press("J")
        assert read_items(two_days) == 0
        await reader.until(lambda: read_items(two_days) == 1)


async def test_marking_can_be_left_to_the_user(two_days):
    async with running(two_days, settings=MANUAL) as reader:
        await reader.press("J", "J")
        await reader.pilot.pause(0.4)
        assert read_items(two_days) == 0


async def test_what_was_marked_by_opening_is_not_taken_back_before_what_the_user_marked(two_days):
    async with running(two_days) as reader:
        await reader.press("J", "s")
        await reader.until(lambda: read_items(two_days) == 1 and "*" in reader.place)
        await reader.press("ctrl+z")
        await reader.until(lambda: "*" not in reader.place)
        assert read_items(two_days) == 1


async def test_an_item_marked_unread_stays_so_while_it_is_shown(two_days):
    async with running(two_days) as reader:
        await reader.press("tab", "J")
        await reader.until(lambda: read_items(two_days) == 1)
        await reader.press("m")
        await reader.until(lambda: read_items(two_days) == 0)
        await reader.pilot.pause(0.4)
        assert read_items(two_days) == 0


async def test_keys_pressed_fast_are_all_done_in_their_order(two_days):
    async with running(two_days, settings=MANUAL) as reader:
        await reader.press("tab", "J")
        await reader.pilot.press("m", "m", "m", "s", "s", "s")
        await reader.until(lambda: read_items(two_days) == 1 and two_days.marks.marked("starred"))
        await reader.until_idle()
        assert read_items(two_days) == 1
        assert len(two_days.marks.marked("starred")) == 1


async def test_a_mark_is_shown_when_it_is_on_the_disk_and_not_before(two_days, tmp_path):
    file = tmp_path / "marks.sqlite3"
    library = Library.open([tmp_path / "lantern-daily"], tmp_path / "two-days", marks=file)
    with library, closing(sqlite3.connect(file, isolation_level=None)) as other:
        async with running(library, settings=MANUAL) as reader:
            await reader.press("tab", "J")
            other.execute("BEGIN IMMEDIATE")
            await reader.press("s")
            await reader.until(lambda: library.marks._actions)
            await reader.pilot.pause()
            assert "*" not in reader.place
            other.execute("ROLLBACK")
            await reader.until(lambda: "*" in reader.place)
            assert len(library.marks.marked("starred")) == 1


async def test_marks_of_another_program_appear(two_days):
    async with running(two_days, settings=MANUAL) as reader:
        await reader.until(lambda: "3/3" in issue_rows(reader)[0])
        newest = two_days.issues()[0].id
        two_days.marks.change_issues([newest], MarkChange(read=True))
        await reader.until(lambda: "3/3" not in issue_rows(reader)[0])


async def test_a_selection_goes_across_issues(two_days):
    async with running(two_days, settings=MANUAL) as reader:
        await reader.press("tab", "J", "v", "]")
        await reader.until_text("Lantern Daily 2026-08-02")
        await reader.press("J", "v", "s")
        await reader.until(lambda: len(two_days.marks.marked("starred")) == 2)
        await reader.press("escape")
        await reader.press("m")
        await reader.until(lambda: read_items(two_days) == 1)


async def test_two_words_are_two_tags_and_a_wrong_one_is_explained(two_days):
    async with running(two_days, settings=MANUAL) as reader:
        await reader.press("J", "t")
        await reader.until(lambda: type(reader.app.screen).__name__ == "AskLine")
        await reader.write("work -later")
        await reader.press("enter")
        await reader.until(lambda: any("minus" in notice for notice in reader.notices))
        assert two_days.marks.tags() == ()


async def test_muted_items_are_left_out_and_counted(two_days, tmp_path):
    saved = SavedSearches(tmp_path / "searches.toml")
    saved.save(SavedSearch("no rivers", "title:Heron", "hide"))
    async with running(two_days, saved=saved) as reader:
        await reader.until(lambda: "~ 1 muted" in reader.rows("#tree"))
        assert not any("Heron" in row for row in reader.rows("#tree"))
        await reader.press("J", "J")
        await reader.until_place("石桥供货")
        await reader.press("M")
        assert any("Heron" in row for row in reader.rows("#tree"))


async def test_saved_searches_stand_above_the_issues_with_what_is_unread(two_days, tmp_path):
    saved = SavedSearches(tmp_path / "searches.toml")
    saved.save(SavedSearch("Lantern", "Quillon"))
    saved.save(SavedSearch("misspelt", '"open'))
    async with running(two_days, settings=MANUAL, saved=saved) as reader:
        await reader.until(lambda: reader.rows("#issues")[0].startswith("/ Lantern"))
        assert reader.rows("#issues")[0].endswith("1")
        await reader.press("]", "J", "m")
        await reader.until(lambda: reader.rows("#issues")[0].endswith("Lantern"))
        await reader.press("g", "1", "g", "g", "enter")
        await reader.until(lambda: reader.app.screen.query("#search-line"))
