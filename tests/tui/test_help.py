from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pytest
from textual.app import App
from textual.command import CommandPalette
from textual.widgets import OptionList, Static

from tui.command_palette import TableCommands
from tui.commands import COMMANDS, bindings_for
from tui.screens.help import HelpScreen, HelpText, active_scopes, help_content

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.pilot import Pilot


class Pane(Static, can_focus=True):
    """A pane with the keys of a text."""

    BINDINGS: ClassVar = [*bindings_for("item")]


class Program(App[None]):
    """The app's own commands, and no more."""

    BINDINGS: ClassVar = [*bindings_for("app")]
    COMMANDS: ClassVar = {TableCommands}

    def __init__(self) -> None:
        super().__init__()
        self.refreshed = 0
        self.may_refresh = True

    def compose(self) -> ComposeResult:
        yield Pane("text")

    def action_show_help(self) -> None:
        self.push_screen(HelpScreen(active_scopes(self.screen)))

    def action_refresh_library(self) -> None:
        self.refreshed += 1

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        return self.may_refresh or action != "refresh_library"


def test_every_command_is_in_the_help() -> None:
    text = help_content(()).plain
    for command in COMMANDS:
        assert command.help in text, command.id


def test_the_keys_of_the_focused_pane_come_first() -> None:
    assert help_content(("item", "reader", "app")).plain.startswith("In a text\n")
    assert help_content(("tree", "list", "reader", "app")).plain.startswith("In a list\n")
    assert help_content(()).plain.startswith("Panes\n")


async def test_the_scopes_are_those_whose_keys_work() -> None:
    app = Program()
    async with app.run_test():
        assert active_scopes(app.screen) == ("item", "app")


@pytest.mark.parametrize("key", ["escape", "question_mark", "f1", "q"])
async def test_help_opens_over_the_screen_and_closes_again(key: str) -> None:
    app = Program()
    async with app.run_test() as pilot:
        await pilot.press("question_mark")
        assert len(app.screen_stack) == 2
        await pilot.press(key)
        assert len(app.screen_stack) == 1
        assert app.is_running


async def test_help_scrolls_by_the_keys_that_it_explains() -> None:
    app = Program()
    app.animation_level = "none"
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f1")
        box = app.screen.query_one(HelpText)
        places = []
        for key in ("j", "ctrl+d", "space", "G", "ctrl+u", "b", "k", "g"):
            await pilot.press(key)
            await pilot.pause()
            places.append(box.scroll_target_y)
        half, page = box.size.height // 2, box.size.height
        end = box.max_scroll_y
        assert places == [
            1,
            1 + half,
            1 + half + page,
            end,
            end - half,
            end - half - page,
            end - half - page - 1,
            0,
        ]


async def test_a_click_beside_the_help_closes_it() -> None:
    app = Program()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("f1")
        await pilot.click(offset=(2, 2))
        await pilot.pause()
        assert not isinstance(app.screen, HelpScreen)


async def palette_rows(pilot: Pilot[None]) -> list[str]:
    await pilot.press("ctrl+p")
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    assert isinstance(pilot.app.screen, CommandPalette)
    return [str(option.prompt) for option in pilot.app.screen.query_one(OptionList).options]


async def test_the_palette_offers_what_can_be_done_and_does_it() -> None:
    app = Program()
    async with app.run_test() as pilot:
        rows = "\n".join(await palette_rows(pilot))
        assert "Look for new and changed files" in rows
        assert "Scroll down one line" not in rows
        await pilot.press(*"changed")
        await app.workers.wait_for_complete()
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert app.refreshed == 1


async def test_the_palette_leaves_out_what_cannot_be_done_now() -> None:
    app = Program()
    app.may_refresh = False
    async with app.run_test() as pilot:
        assert "Look for new" not in "\n".join(await palette_rows(pilot))
