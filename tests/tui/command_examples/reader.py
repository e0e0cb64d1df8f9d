"""In all three panes: searching, narrowing, and leaving."""

from __future__ import annotations

from tests.tui.command_example import example


@example("reader.back")
async def escape_leaves_one_thing_after_another(reader):
    await reader.press("g", "3", "z", "escape")
    assert reader.shown_panes == ["issues", "tree", "item"]
    assert reader.focused == "item"
    await reader.press("escape")
    assert reader.focused == "tree"


@example("reader.search")
async def a_slash_opens_the_search(reader):
    await reader.press("/")
    await reader.until(lambda: reader.app.screen.query("#search-line"))


@example("reader.narrow")
async def a_backslash_narrows_the_issues_and_the_tree_to_a_query(reader):
    assert any("青鸟-3" in row for row in reader.rows("#issues"))
    await reader.press("\\")
    await reader.write("Tarn")
    await reader.press("enter")
    await reader.until(lambda: len(reader.rows("#issues")) == 2)
    await reader.until_text("Lantern Daily 2026-08-02")
    assert any("Tarn Video" in row for row in reader.rows("#tree"))
    assert not any("Quillon" in row for row in reader.rows("#tree"))


@example("reader.star-publication")
async def a_starred_publication_stands_above_the_issues(reader):
    await reader.press("S")
    await reader.until(lambda: 'in:"lantern-daily"' in reader.rows("#issues")[1])
    await reader.press("S")
    await reader.until(lambda: 'in:"lantern-daily"' not in reader.rows("#issues")[1])
