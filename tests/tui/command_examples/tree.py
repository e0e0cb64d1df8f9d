"""In the section tree."""

from __future__ import annotations

from tests.tui.command_example import example


@example("tree.fold")
async def h_folds_a_section_and_then_goes_left(reader):
    await reader.press("tab", "j")
    assert any("青鸟-3" in row for row in reader.rows("#tree"))
    await reader.press("h")
    assert not any("青鸟-3" in row for row in reader.rows("#tree"))
    await reader.press("h")
    assert reader.focused == "issues"


@example("tree.unfold")
async def l_unfolds_a_section_and_then_goes_right(reader):
    await reader.press("tab", "j", "h", "l")
    assert any("青鸟-3" in row for row in reader.rows("#tree"))
    await reader.press("l")
    assert reader.focused == "item"
