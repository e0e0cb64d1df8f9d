"""The card of five keys, for whoever starts the reader for the first time."""

from __future__ import annotations

import pytest
from textual.events import Key

from tests.tui.running_reader import TODAY, RunningReader
from tui.app.app import ReaderApp
from tui.dialogs.first_run import FIVE_KEYS, FirstRun, card_content
from tui.dialogs.help import HelpScreen
from tui.keys.keymap import Keymap
from tui.keys.table import COMMANDS, find
from tui.search.query_line import SearchLine
from tui.state.memory import SavedState


@pytest.fixture
def remembered(tmp_path):
    """The memory of someone who never started the reader."""
    return SavedState(tmp_path / "reader.json")


def app_with(library, remembered):
    return ReaderApp(lambda: library, remembered=remembered, today=TODAY)


async def shown_card(app, pilot):
    """Wait for the reader and the card over it."""
    reader = RunningReader(app, pilot)
    await reader.until(lambda: isinstance(app.screen, FirstRun))
    return reader


async def test_it_is_shown_once(two_days, remembered):
    app = app_with(two_days, remembered)
    async with app.run_test() as pilot:
        await shown_card(app, pilot)
    again = app_with(two_days, remembered)
    async with again.run_test() as pilot:
        reader = RunningReader(again, pilot)
        await reader.until(lambda: again.screen.query("#tree"))
        await reader.until_place("Overview")
        assert not isinstance(again.screen, FirstRun)


async def test_the_key_that_closes_it_does_what_it_always_does(two_days, remembered):
    app = app_with(two_days, remembered)
    async with app.run_test() as pilot:
        reader = await shown_card(app, pilot)
        await reader.press("tab")
        assert not isinstance(app.screen, FirstRun)
        assert reader.focused == "tree"


@pytest.mark.parametrize("key", ["escape", "enter", "space"])
async def test_keys_that_close_boxes_only_close_it(two_days, remembered, key):
    app = app_with(two_days, remembered)
    async with app.run_test() as pilot:
        reader = await shown_card(app, pilot)
        await reader.press(key)
        assert not isinstance(app.screen, FirstRun)
        assert reader.focused == "issues"


async def test_keys_that_come_in_a_rush_all_arrive(two_days, remembered):
    app = app_with(two_days, remembered)
    async with app.run_test() as pilot:
        reader = await shown_card(app, pilot)
        await pilot.press("tab", "tab")
        await pilot.pause()
        assert reader.focused == "item"


async def test_what_is_written_in_a_rush_is_written_in_its_order(two_days, remembered):
    app = app_with(two_days, remembered)
    async with app.run_test() as pilot:
        reader = await shown_card(app, pilot)
        for character in "/青鸟":
            app.post_message(Key("slash" if character == "/" else character, character))
        await reader.until(lambda: app.screen.query(SearchLine))
        await reader.until(lambda: app.screen.query_one(SearchLine).query_text == "青鸟")


async def test_it_does_not_come_over_what_was_opened_meanwhile(two_days, remembered):
    remembered.set("card seen", value=True)
    app = app_with(two_days, remembered)
    async with app.run_test() as pilot:
        reader = RunningReader(app, pilot)
        await reader.until(lambda: app.screen.query("#tree"))
        await reader.until_place("Overview")
        await reader.press("?")
        remembered.set("card seen", value=False)
        app._settle(())
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        assert not remembered.get("card seen", default=False)


def test_it_names_the_keys_of_the_user() -> None:
    keymap = Keymap(COMMANDS, {"reader.search": ("ctrl+g",), "app.help": ()})
    lines = card_content(keymap).plain.splitlines()
    assert "Ctrl+g  search all issues" in lines
    assert len(lines) == len(FIVE_KEYS) - 1


def test_its_commands_exist() -> None:
    assert all(find(command_id) for command_id, _ in FIVE_KEYS)
