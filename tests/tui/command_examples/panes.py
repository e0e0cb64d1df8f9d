"""From pane to pane."""

from __future__ import annotations

from tests.tui.command_example import example


@example("panes.next")
async def tab_goes_round(reader):
    places = [reader.focused]
    for _ in range(3):
        await reader.press("tab")
        places.append(reader.focused)
    assert places == ["issues", "tree", "item", "issues"]


@example("panes.previous")
async def shift_tab_goes_round_the_other_way(reader):
    await reader.press("shift+tab")
    assert reader.focused == "item"


@example("panes.left")
async def h_goes_left(reader):
    await reader.press("tab", "tab", "h")
    assert reader.focused == "tree"


@example("panes.right")
async def l_goes_right(reader):
    await reader.press("l")
    assert reader.focused == "tree"


@example("panes.issues")
async def g1_is_the_issue_list(reader):
    await reader.press("tab", "tab", "g", "1")
    assert reader.focused == "issues"


@example("panes.sections")
async def g2_is_the_section_tree(reader):
    await reader.press("g", "2")
    assert reader.focused == "tree"


@example("panes.item")
async def g3_is_the_text(reader):
    await reader.press("g", "3")
    assert reader.focused == "item"


@example("panes.zen")
async def z_shows_the_item_alone_and_then_all_panes_again(reader):
    assert reader.shown_panes == ["issues", "tree", "item"]
    await reader.press("z")
    assert reader.shown_panes == ["item"]
    await reader.press("z")
    assert reader.shown_panes == ["issues", "tree", "item"]


def width_of(reader, pane):
    return reader.app.screen.query_one(f"#{pane}").size.width


@example("panes.wider")
async def a_pane_is_made_wider_as_often_as_the_number_says(reader):
    narrow = width_of(reader, "issues")
    await reader.press("greater_than_sign")
    once = width_of(reader, "issues")
    await reader.press("3", "greater_than_sign")
    assert narrow < once < width_of(reader, "issues")


@example("panes.narrower")
async def a_pane_is_made_narrower(reader):
    wide = width_of(reader, "issues")
    await reader.press("less_than_sign")
    assert width_of(reader, "issues") < wide
