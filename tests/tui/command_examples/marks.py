"""Marking, selecting, and taking it back."""

from __future__ import annotations

from tests.tui.command_example import example
from tui.settings import Settings

MANUAL = Settings(mark_read="manual")


def signed(reader, sign):
    """The rows of the tree that begin with a sign."""
    rows = (row.lstrip("▌ ") for row in reader.rows("#tree"))
    return [row for row in rows if row.startswith(f"{sign} ")]


def unread(reader):
    return signed(reader, "o")


async def until_unread(reader, count):
    await reader.until(lambda: len(unread(reader)) == count)


@example("marks.toggle-read", settings=MANUAL)
async def m_marks_an_item_and_again_takes_the_mark_away(reader):
    await reader.press("tab", "J")
    await until_unread(reader, 3)
    await reader.press("m")
    await until_unread(reader, 2)
    await reader.press("m")
    await until_unread(reader, 3)


@example("marks.toggle-read", settings=MANUAL)
async def m_marks_a_whole_issue_in_the_list(reader):
    await reader.press("m")
    await until_unread(reader, 0)
    await reader.until(lambda: "3 items marked read · Ctrl+z takes it back" in reader.notices)


@example("marks.read-part", settings=MANUAL)
async def shift_r_marks_the_section_around_an_item(reader):
    await reader.press("tab", "J", "R")
    await until_unread(reader, 1)
    assert "石桥供货" in unread(reader)[0]


@example("marks.read-part", settings=MANUAL)
async def shift_r_marks_the_issue_in_the_list(reader):
    await reader.press("R")
    await until_unread(reader, 0)


@example("marks.read-above", settings=MANUAL)
async def what_is_above_the_cursor_is_marked(reader):
    await reader.press("tab", "3", "J", "0", "m")
    await until_unread(reader, 1)
    assert "石桥供货" in unread(reader)[0]


@example("marks.read-below", settings=MANUAL)
async def issues_below_the_cursor_are_marked_whole(reader):
    await reader.press("$", "m")
    await reader.until(lambda: any("5 items" in notice for notice in reader.notices))
    assert len(unread(reader)) == 3


@example("marks.star", settings=MANUAL)
async def s_stars_and_takes_the_star_away(reader):
    await reader.press("J", "s")
    await reader.until(lambda: "*" in reader.place)
    await reader.press("s")
    await reader.until(lambda: "*" not in reader.place)


@example("marks.tag", settings=MANUAL)
async def t_asks_for_tags_and_shows_those_there_are(reader):
    await reader.press("J", "t")
    await reader.until(lambda: type(reader.app.screen).__name__ == "AskLine")
    await reader.write("work later")
    await reader.press("enter")
    await reader.until(lambda: "#" in reader.place)
    await reader.press("t")
    await reader.until(lambda: type(reader.app.screen).__name__ == "AskLine")
    assert reader.app.focused.value == "later work "
    reader.app.focused.value = ""
    await reader.press("enter")
    await reader.until(lambda: "#" not in reader.place)


@example("marks.select", settings=MANUAL)
async def what_is_selected_is_marked_together(reader):
    await reader.press("tab", "J", "v", "v", "m")
    await until_unread(reader, 1)
    assert any("2 items marked read" in notice for notice in reader.notices)


@example("marks.select-none", settings=MANUAL)
async def shift_v_selects_nothing(reader):
    await reader.press("tab", "J", "v")
    assert len(signed(reader, "x")) == 1
    await reader.press("V")
    assert not signed(reader, "x")


@example("marks.undo", settings=MANUAL)
async def ctrl_z_takes_back_one_action_after_another(reader):
    await reader.press("tab", "J", "m")
    await until_unread(reader, 2)
    await reader.press("R")
    await until_unread(reader, 1)
    await reader.press("ctrl+z")
    await until_unread(reader, 2)
    await reader.press("ctrl+z")
    await until_unread(reader, 3)
    await reader.until(lambda: "taken back: 1 item marked read" in reader.notices)


@example("marks.redo", settings=MANUAL)
async def ctrl_y_makes_it_again(reader):
    await reader.press("m")
    await until_unread(reader, 0)
    await reader.press("ctrl+z")
    await until_unread(reader, 3)
    await reader.press("ctrl+y")
    await until_unread(reader, 0)
