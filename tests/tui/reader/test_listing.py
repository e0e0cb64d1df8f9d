from __future__ import annotations

import pytest
from textual.widgets import Input

from digests import IndexDamagedError
from tests.tui.running_reader import running
from tui.reader.screen import ReaderScreen
from tui.settings import Settings
from tui.state.memory import SavedState

MANUAL = Settings(mark_read="manual")


def title(reader, pane="issues"):
    return str(reader.app.screen.query_one(f"#{pane}").border_title)


async def narrow(reader, query):
    await reader.press("\\")
    await reader.until(lambda: type(reader.app.screen).__name__ == "AskLine")
    await reader.write(query)
    await reader.press("enter")


async def test_a_narrowed_list_says_to_what(two_days):
    async with running(two_days, settings=MANUAL) as reader:
        assert title(reader) == "Issues 2"
        await narrow(reader, "Tarn")
        await reader.until(lambda: title(reader) == 'Issues 1 · "Tarn"')
        await reader.press("escape")
        assert title(reader) == "Issues 2"
        await reader.until(lambda: any("Quillon" in row for row in reader.rows("#tree")))


async def test_all_undoes_every_narrowing(two_days):
    async with running(two_days, settings=MANUAL) as reader:
        await narrow(reader, "Tarn")
        await reader.until(lambda: title(reader) == 'Issues 1 · "Tarn"')
        await reader.press("p", "U", "a")
        assert title(reader) == "Issues 2"


async def test_steps_stay_within_what_the_list_is_narrowed_to(two_days):
    async with running(two_days, settings=MANUAL) as reader:
        await narrow(reader, "青鸟 OR Tarn")
        await reader.until(lambda: title(reader).startswith("Issues 2 ·"))
        await reader.until(lambda: not any("Heron" in row for row in reader.rows("#tree")))
        await reader.press("2", "J")
        await reader.until_place("Tarn")


async def test_a_query_without_hits_changes_nothing(two_days):
    async with running(two_days, settings=MANUAL) as reader:
        await narrow(reader, "zebra")
        await reader.until(lambda: "no hits: zebra; all stays as it was" in reader.notices)
        assert title(reader) == "Issues 2"


async def test_a_misspelt_query_is_asked_for_again_with_what_is_wrong(two_days):
    async with running(two_days, settings=MANUAL) as reader:
        await narrow(reader, "(Tarn")
        await reader.until(lambda: type(reader.app.screen).__name__ == "AskLine")
        assert isinstance(reader.app.focused, Input)
        assert reader.app.focused.value == "(Tarn"
        await reader.press("escape")
        assert title(reader) == "Issues 2"


async def test_a_damaged_index_is_told_once_and_the_issue_stays(two_days, monkeypatch):
    def damaged(query):
        raise IndexDamagedError(query)

    monkeypatch.setattr(two_days, "issues_with", damaged)
    async with running(two_days, settings=MANUAL) as reader:
        for _ in range(2):
            await narrow(reader, "Tarn")
            await reader.until_idle()
        await reader.until(lambda: reader.notices)
        assert len(reader.notices) == 1
        assert "灯笼日报" in reader.text


async def test_escape_leaves_one_layer_at_a_time(two_days):
    async with running(two_days, settings=MANUAL) as reader:
        await narrow(reader, "青鸟 OR Heron")
        await reader.until(lambda: title(reader).startswith("Issues 1 ·"))
        await reader.press("g", "2", "J", "v", "z")
        assert reader.shown_panes == ["item"]
        await reader.press("escape")
        assert reader.shown_panes == ["issues", "tree", "item"]
        assert any(" x " in row or row.startswith("x ") for row in reader.rows("#tree"))
        await reader.press("escape")
        assert not any(row.startswith("x ") for row in reader.rows("#tree"))
        assert title(reader).startswith("Issues 1 ·")
        await reader.press("escape")
        assert title(reader) == "Issues 2"
        assert reader.focused == "item"
        await reader.press("escape")
        assert reader.focused == "tree"


async def test_q_leaves_layers_too_and_only_then_asks(two_days):
    async with running(two_days, settings=MANUAL) as reader:
        await reader.press("J", "z", "q")
        assert reader.shown_panes == ["issues", "tree", "item"]
        await reader.press("q")
        assert type(reader.app.screen).__name__ == "QuitDialog"


async def test_on_a_screen_of_one_pane_q_goes_back_to_the_list_first(two_days):
    async with running(two_days, size=(50, 20), settings=MANUAL) as reader:
        await reader.press("enter", "q")
        assert reader.focused == "issues"
        await reader.press("q")
        assert type(reader.app.screen).__name__ == "QuitDialog"


@pytest.mark.parametrize(("grouping", "first"), [("date", "today 1"), ("none", "▌o 青鸟-3")])
async def test_the_setting_says_how_issues_are_grouped_at_first(two_days, grouping, first):
    async with running(two_days, settings=Settings(group=grouping)) as reader:
        await reader.until(lambda: reader.rows("#issues")[0].startswith(first))


async def test_in_zen_the_text_stands_in_the_middle(two_days):
    async with running(two_days, size=(160, 40), settings=MANUAL) as reader:
        await reader.press("J", "z")
        text = reader.app.screen.query_one("#item")
        lines = [text.render_line(y).text for y in range(8)]
        assert all(line.startswith(" " * 20) for line in lines if line.strip())


async def test_widths_are_kept_for_the_next_run(two_days, tmp_path):
    path = tmp_path / "reader.json"
    async with running(two_days, settings=MANUAL) as reader:
        screen = ReaderScreen(
            two_days, reader.app._today, remembered=SavedState(path), settings=MANUAL
        )
        await reader.app.push_screen(screen)
        screen.action_widen()
        shares = screen.shares
        await reader.app.pop_screen()
    again = ReaderScreen(two_days, reader.app._today, remembered=SavedState(path))
    assert again.shares == shares
