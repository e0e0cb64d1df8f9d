"""From item to item, section to section, issue to issue, back and forward."""

from __future__ import annotations

from tests.tui.command_example import example
from tui.settings import Settings

MANUAL = Settings(mark_read="manual")


@example("going.next-item")
async def the_next_item_is_shown_also_across_issues(reader):
    await reader.press("J", "J")
    assert "Heron" in reader.place
    await reader.press("3", "J")
    await reader.until_place("Tarn")


@example("going.previous-item")
async def the_item_before_is_shown_also_across_issues(reader):
    await reader.press("]")
    await reader.until_text("Lantern Daily")
    await reader.press("K")
    await reader.until_place("石桥供货")


@example("going.next-section")
async def a_brace_goes_to_the_next_section(reader):
    await reader.press("}", "}")
    assert "芯片" in reader.place


@example("going.previous-section")
async def a_brace_goes_to_the_section_before(reader):
    await reader.press("2", "}", "{")
    assert "模型" in reader.place


@example("going.next-issue")
async def a_bracket_opens_the_next_issue(reader):
    await reader.press("]")
    await reader.until_text("Lantern Daily 2026-08-02")


@example("going.previous-issue")
async def a_bracket_opens_the_issue_before(reader):
    await reader.press("]")
    await reader.until_text("Lantern Daily 2026-08-02")
    await reader.press("[")
    await reader.until_text("灯笼日报")


@example("going.next-unread", settings=MANUAL)
async def n_passes_over_what_was_read(reader):
    await reader.press("tab", "}", "m")
    await reader.until(lambda: "2/2" not in reader.place)
    await reader.press("n")
    await reader.until_place("石桥供货")
    await reader.press("n")
    await reader.until_place("Quillon")


@example("going.previous-unread", settings=MANUAL)
async def shift_n_goes_to_what_is_unread_above(reader):
    await reader.press("]")
    await reader.until_text("Lantern Daily 2026-08-02")
    await reader.press("N")
    await reader.until_place("石桥供货")
    await reader.press("N")
    await reader.until_place("Heron")


@example("going.back")
async def ctrl_o_goes_back_to_the_item_that_a_jump_came_from(reader):
    await reader.press("J", "J", "]")
    await reader.until_text("Lantern Daily 2026-08-02")
    await reader.press("ctrl+o")
    await reader.until_place("Heron")


@example("going.forward")
async def alt_right_goes_forward_again(reader):
    await reader.press("J", "]")
    await reader.until_text("Lantern Daily 2026-08-02")
    await reader.press("J", "alt+left")
    await reader.until_place("青鸟-3")
    await reader.press("alt+right")
    await reader.until_place("Quillon")
