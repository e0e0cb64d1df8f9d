"""A pane with nothing in it says why, and what to do."""

from __future__ import annotations

import pytest

from digests import MarkChange
from tests.tui.running_reader import running
from tui.widgets.virtual_list import VirtualList


def words(reader, selector):
    """What the list says, its broken lines joined."""
    return " ".join(line.strip() for line in reader.rows(selector))


def read_all(library):
    issues = [summary.id for summary in library.issues()]
    library.marks.change_issues(issues, MarkChange(read=True))


async def test_without_unread_items_the_list_says_that_everything_is_read(two_days):
    read_all(two_days)
    async with running(two_days) as reader:
        issues = reader.app.screen.query_one("#issues", VirtualList)
        await reader.press("U")
        assert "Everything is read. a lists all issues." in notices(reader)
        assert issues.when_empty.startswith("Everything is read.")


async def test_without_stars_the_list_says_so(two_days):
    async with running(two_days) as reader:
        await reader.press("asterisk")
        assert "Nothing has a star yet. a lists all issues." in notices(reader)


async def test_a_list_without_rows_shows_what_it_has_to_say(two_days):
    async with running(two_days) as reader:
        issues = reader.app.screen.query_one("#issues", VirtualList)
        issues.when_empty = "Nothing is here, and nothing was here before: look elsewhere."
        issues.set_row_count(0)
        await reader.pilot.pause()
        assert words(reader, "#issues") == issues.when_empty


@pytest.mark.parametrize("size", [(120, 40), (60, 20)], ids=["wide", "narrow"])
async def test_without_hits_the_search_says_how_to_find_more(two_days, size):
    async with running(two_days, size=size) as reader:
        await reader.press("slash")
        await reader.write("zzzqqq")
        await reader.until(lambda: "Fewer words" in words(reader, "#hits"))


def notices(reader):
    """The notices on the screen."""
    return [notice.message for notice in reader.app._notifications]
