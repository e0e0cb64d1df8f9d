"""The help screen and the command palette, in an app with few commands of its own."""

from __future__ import annotations

from typing import ClassVar

import pytest
from rich.cells import cell_len
from textual.command import CommandPalette
from textual.containers import VerticalScroll
from textual.widgets import Input, OptionList, Static

from tui.app.command_app import CommandApp
from tui.app.palette import TableCommands
from tui.dialogs.help import REMARK, HelpScreen, help_content, help_rows
from tui.keys.command_groups import pane_scopes
from tui.keys.config import configured_keys
from tui.keys.keymap import Keymap
from tui.keys.table import COMMANDS
from tui.settings import Settings

TABLE = Keymap(COMMANDS)


class Pane(Static, can_focus=True):
    """A pane whose commands are those of the section tree and of lists."""

    scope: ClassVar[str] = "tree"


class Program(CommandApp[None]):
    """Some of the app's commands, and no more."""

    scope: ClassVar[str] = "app"
    COMMANDS: ClassVar = {TableCommands}

    def __init__(self, settings=None):
        super().__init__(settings)
        self.refreshed = 0
        self.may_refresh = True

    def compose(self):
        yield Pane("text")

    def action_show_help(self):
        available_ids = {available.command.id for available in self.keys.available_commands()}
        self.push_screen(
            HelpScreen(help_rows(self.keys.keymap, pane_scopes(self.screen), available_ids))
        )

    def action_refresh_library(self):
        self.refreshed += 1

    def check_action(self, action, parameters):
        return self.may_refresh or action != "refresh_library"


def squeezed(content):
    return " ".join(content.plain.split())


def test_every_command_is_in_the_help_with_its_keys():
    text = squeezed(help_content(help_rows(TABLE), 72))
    for command in COMMANDS:
        assert command.help in text, command.id


def test_the_commands_of_the_focused_pane_come_first():
    assert help_content(help_rows(TABLE, ("item",)), 72).plain.startswith("In a text\n")
    assert help_content(help_rows(TABLE, ("tree", "list")), 72).plain.startswith("In a list\n")
    assert help_content(help_rows(TABLE), 72).plain.startswith("Panes\n")
    first = help_rows(TABLE, ("tree", "list"))[0]
    assert first.description == "Go down one line"


@pytest.mark.parametrize("width", [30, 54, 72])
def test_the_table_fits_its_width(width):
    lines = help_content(help_rows(TABLE), width).plain.splitlines()
    assert max(map(cell_len, lines)) <= width


def test_numbers_and_sequences_are_explained():
    assert REMARK in squeezed(help_content(help_rows(TABLE), 72))


def test_the_keys_are_those_in_force_and_macros_are_named():
    settings = Settings(keys={"app.quit": ("f9",)}, macros={",x": ("app.help", "app.quit")})
    text = help_content(help_rows(configured_keys(settings).keymap), 72, "quit").plain
    assert "  F9              Quit" in text
    assert "Macros\n  ,x              Show the keys, then quit" in text


@pytest.mark.parametrize("query", ["UNDO", "take back", "Ctrl+z"])
def test_rows_that_have_the_words_or_the_key_stay(query):
    found = help_content(help_rows(TABLE), 72, query).plain
    assert "Fold the section" not in found
    assert ("Take back the last change" in found) == (query != "UNDO")


def test_what_is_not_there_is_said():
    assert help_content(help_rows(TABLE), 72, "zzz").plain == "nothing here is called zzz"


def test_what_cannot_be_done_now_is_dim():
    (row,) = (row for row in help_rows(TABLE, available_ids=()) if row.description == "Quit")
    assert not row.is_offered
    assert "dim" in str(help_content([row], 72).spans)


@pytest.mark.parametrize("key", ["escape", "question_mark", "f1", "q"])
async def test_help_opens_over_the_screen_and_closes_again(key):
    app = Program()
    async with app.run_test() as pilot:
        await pilot.press("question_mark")
        assert isinstance(app.screen, HelpScreen)
        await pilot.press(key)
        assert len(app.screen_stack) == 1
        assert app.is_running


async def test_the_frame_says_how_to_find_and_to_close_as_the_settings_have_it():
    app = Program(Settings(preset="arrows", keys={"help.close": ("f9", "escape")}))
    async with app.run_test() as pilot:
        await pilot.press("f1")
        assert str(app.screen.query_one(VerticalScroll).border_subtitle) == "/ finds · F9 closes"
        await pilot.press("f9")
        assert not isinstance(app.screen, HelpScreen)


async def test_a_palette_that_was_given_no_key_has_none():
    app = Program(Settings(keys={"app.palette": ()}))
    async with app.run_test() as pilot:
        await pilot.press("ctrl+p")
        assert not isinstance(app.screen, CommandPalette)


async def test_a_click_beside_the_help_closes_it():
    app = Program()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("f1")
        await pilot.click(offset=(2, 2))
        await pilot.pause()
        assert not isinstance(app.screen, HelpScreen)


async def test_enter_ends_writing_and_the_keys_scroll_what_was_found():
    app = Program()
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.press("f1", "slash", *"goto")
        await pilot.press("backspace", "backspace", "enter", "j")
        await pilot.pause()
        assert app.screen.query_one(Input).value == "go"
        assert app.screen.query_one(VerticalScroll).scroll_target_y == 1
        await pilot.press("escape")
        assert isinstance(app.screen, HelpScreen)
        assert app.screen.query_one(Input).value == ""


async def palette_rows(pilot, writing=""):
    await pilot.press("ctrl+p")
    assert isinstance(pilot.app.screen, CommandPalette)
    await pilot.press(*writing)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    return "\n".join(
        str(option.prompt) for option in pilot.app.screen.query_one(OptionList).options
    )


async def test_the_palette_offers_what_can_be_done_and_does_it():
    app = Program()
    async with app.run_test() as pilot:
        rows = await palette_rows(pilot, "changed")
        assert "Look for new and changed files" in rows
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert app.refreshed == 1


async def test_the_palette_leaves_out_what_cannot_be_done_now():
    app = Program()
    app.may_refresh = False
    async with app.run_test() as pilot:
        assert "Look for new" not in await palette_rows(pilot)


async def test_the_palette_shows_the_keys_in_force_and_macros():
    settings = Settings(
        keys={"app.refresh": ("f9",)}, macros={",r": ("app.refresh", "app.refresh")}
    )
    app = Program(settings)
    async with app.run_test() as pilot:
        rows = await palette_rows(pilot, "changed")
        assert "F9" in rows
        assert ",r" in rows
