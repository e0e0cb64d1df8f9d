"""Which issues are listed, and how."""

from __future__ import annotations

from tests.tui.command_example import example
from tui.settings import Settings

MANUAL = Settings(mark_read="manual")


def number_of_issues(reader):
    return len(reader.rows("#issues")) // 2


@example("view.unread", settings=MANUAL)
async def issues_that_were_read_are_left_out(reader):
    await reader.press("j")
    await reader.until_text("Lantern Daily 2026-08-02")
    await reader.press("m")
    await reader.until(lambda: "5 items" in "".join(reader.notices))
    await reader.press("k")
    await reader.until_text("灯笼日报")
    await reader.press("U")
    await reader.until(lambda: number_of_issues(reader) == 1)
    await reader.press("U")
    assert number_of_issues(reader) == 2


@example("view.starred", settings=MANUAL)
async def issues_without_a_star_are_left_out(reader):
    await reader.press("J", "s")
    await reader.until(lambda: "*" in reader.place)
    await reader.press("*")
    await reader.until(lambda: number_of_issues(reader) == 1)


@example("view.all", settings=MANUAL)
async def all_issues_are_listed_again(reader):
    await reader.press("J", "s")
    await reader.until(lambda: "*" in reader.place)
    await reader.press("*")
    await reader.until(lambda: number_of_issues(reader) == 1)
    await reader.press("a")
    assert number_of_issues(reader) == 2


@example("view.publication")
async def the_list_says_which_publication_it_is_of(reader):
    issues = reader.app.screen.query_one("#issues")
    await reader.press("p")
    assert "lantern-daily" in str(issues.border_title)
    await reader.press("p")
    assert "lantern-daily" not in str(issues.border_title)


@example("view.group")
async def headings_stand_between_the_issues(reader):
    assert "today 1" not in reader.rows("#issues")
    await reader.press("P")
    assert "today 1" in reader.rows("#issues")
    assert "yesterday 1" in reader.rows("#issues")
    await reader.press("P")
    assert "lantern-daily 2" in reader.rows("#issues")


@example("view.show-muted")
async def hidden_items_are_shown_on_demand(reader):
    screen = reader.app.screen
    heron = screen.issue.items[1]
    screen.section_tree.filter({heron.id: "hide"}, None)
    await reader.pilot.pause()
    assert "~ 1 muted" in reader.rows("#tree")
    await reader.press("M")
    assert any("~ Heron" in row for row in reader.rows("#tree"))
