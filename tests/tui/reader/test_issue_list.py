from __future__ import annotations

import datetime
from contextlib import asynccontextmanager

from rich.cells import cell_len

from digests import IssueMarks, SavedSearch
from tests.tui.state.test_listing import CHINESE, COUNTS, ISSUES, NEWEST, OLD, TODAY, UNDATED
from tui.app.command_app import CommandApp
from tui.reader.issue_list import IssueList
from tui.state.listing import Grouping, Heading, SearchRow

CHIPS = SearchRow(SavedSearch("Chips", "芯片 OR gpu"), 1_234)
HERON = SearchRow(SavedSearch("Heron", "heron"))


@asynccontextmanager
async def shown(size=(44, 30), grouping=Grouping.NONE, searches=()):
    class ListApp(CommandApp[None]):
        def compose(self):
            yield IssueList(TODAY)

    app = ListApp()
    async with app.run_test(size=size) as pilot:
        issues = app.query_one(IssueList)
        issues.learn_titles(ISSUES)
        issues.show_searches(searches)
        issues.show(ISSUES, grouping, at_top=True)
        issues.show_counts(COUNTS)
        issues.focus()
        await pilot.pause()
        yield issues, pilot


def lines(issues):
    seen = range(issues.size.height)
    return [text for y in seen if (text := issues.render_line(y).text.rstrip())]


async def test_a_row_tells_what_is_unread_and_starred_without_colours():
    async with shown() as (issues, _):
        newest, below, chinese, position = lines(issues)[:4]
        assert newest.startswith("▌o Issue newest")
        assert below.split() == ["▌", "today", "lantern", "2/3"]
        assert chinese.startswith("   Issue chinese")
        assert position.split() == ["yesterday", "青石日报", "3", "*"]


async def test_counts_end_in_the_same_column():
    async with shown() as (issues, _):
        issues.show_counts({NEWEST.id: IssueMarks(121, 0), CHINESE.id: IssueMarks(0, 0)})
        counts = [line for line in lines(issues) if line.endswith(("121/3", "3"))]
        assert [line.split()[-1] for line in counts] == ["121/3", "3", "3", "3"]
        assert len({cell_len(line) for line in counts}) == 1


async def test_in_a_low_pane_a_row_is_one_line():
    async with shown(size=(44, 10)) as (issues, _):
        assert len(lines(issues)) == len(ISSUES)


async def test_the_cursor_passes_over_headings():
    async with shown(grouping=Grouping.DATE) as (issues, pilot):
        assert issues.current == NEWEST
        await pilot.press("j")
        assert issues.current == CHINESE
        await pilot.press("k")
        assert issues.current == NEWEST
        await pilot.press("k", "g", "g")
        assert issues.current == NEWEST
        assert lines(issues)[0].strip() == "today 1"


async def test_saved_searches_stand_above_the_issues_and_the_newest_issue_is_current():
    async with shown(searches=(CHIPS, HERON)) as (issues, pilot):
        assert issues.current == NEWEST
        assert issues.is_at_top
        assert "Chips" in lines(issues)[0]
        assert "1,234" in lines(issues)[0]
        await pilot.press("k")
        assert issues.current is None
        assert issues.current_search == HERON


async def test_the_cursor_stays_on_its_issue_when_searches_appear_above_it():
    async with shown() as (issues, pilot):
        await pilot.press("j")
        issues.show_searches((CHIPS,))
        assert issues.current == CHINESE
        issues.show_searches(())
        assert issues.current == CHINESE


async def test_the_cursor_stays_where_an_issue_has_gone():
    async with shown() as (issues, pilot):
        await pilot.press("j", "j")
        issues.show((NEWEST, CHINESE, UNDATED))
        assert issues.current == UNDATED


async def test_steps_go_to_issues_alone():
    async with shown(grouping=Grouping.DATE, searches=(CHIPS,)) as (issues, _):
        assert issues.step(-1) is None
        assert issues.step(1, frozenset({OLD.id})) == OLD
        assert issues.step(1) == UNDATED
        assert issues.step(1) is None
        assert issues.current == UNDATED


async def test_what_is_beside_the_cursor_are_issues():
    async with shown(grouping=Grouping.DATE) as (issues, pilot):
        await pilot.press("j")
        assert list(issues.issues_beyond(-1)) == [NEWEST]
        assert list(issues.issues_beyond(1)) == [OLD, UNDATED]


async def test_an_issue_that_is_not_listed_is_not_gone_to():
    async with shown() as (issues, _):
        assert not issues.go_to("nowhere")
        assert issues.go_to(OLD.id)
        assert issues.current == OLD
        assert issues.position == "issue 3 of 4"
        assert issues.row_of("nowhere") == len(ISSUES)


async def test_a_day_later_there_is_another_today():
    tomorrow = IssueList(TODAY + datetime.timedelta(days=1))
    tomorrow.show(ISSUES, Grouping.DATE)
    assert tomorrow.rows[0] == Heading("yesterday", 1)
