"""From keys pressed in a running app to the commands that they run."""

from __future__ import annotations

import asyncio

import pytest
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Input

from tests.tui.keys.program import Pane, Program, Tree, done_by
from tui.keys.command_groups import CommandGroup, available_when, is_available, pane_scopes
from tui.keys.dispatch import command_key
from tui.widgets.status_line import StatusLine


@pytest.mark.parametrize(
    ("keys", "done"),
    [
        ("j", ["down"]),
        ("3j", ["down"] * 3),
        ("gg", ["first"]),
        ("g1", ["issues"]),
        ("2G", ["last 2"]),
        ("G", ["last 0"]),
        ("4o", ["open 4"]),
        (["4", "enter"], ["link 4"]),
        (["4", "escape", "j"], ["down"]),
        (["g", "escape", "j"], ["down"]),
        ("gj", []),
        ("gjj", ["down"]),
        ("h", ["left"]),
        ("Ω", []),
    ],
    ids=str,
)
async def test_keys_run_commands(keys, done):
    assert await done_by(*keys) == done


async def test_an_inner_carrier_that_cannot_leaves_the_key_to_an_outer_one():
    assert await done_by("h", "j", focus=Tree) == ["fold", "down"]
    Tree.can_fold = False
    try:
        assert await done_by("h", focus=Tree) == ["left"]
    finally:
        Tree.can_fold = True


class Door(CommandGroup):
    is_open = False

    def _is_open(self):
        return self.is_open

    @available_when(_is_open)
    def action_enter(self):
        """Is there, and is never called."""

    def action_knock(self):
        """Is there, and is never called."""


def test_a_method_says_itself_when_it_is_available():
    door = Door()
    assert [is_available(door, name) for name in ("enter", "knock", "fly")] == [False, True, False]
    door.is_open = True
    assert is_available(door, "enter")


@pytest.fixture
def asked_of_tree(monkeypatch):
    """The methods of the tree that were asked for, in order."""
    asked = []

    def note(tree, method, parameters):
        asked.append(method)
        return True

    monkeypatch.setattr(Tree, "check_action", note)
    return asked


async def test_one_key_asks_a_command_once(asked_of_tree):
    assert await done_by("3", "h", focus=Tree) == ["fold"]
    assert asked_of_tree.count("fold") == 1


async def test_hints_do_not_ask_commands_that_have_none(asked_of_tree):
    app = Program()
    async with app.run_test(size=(60, 20)) as pilot:
        app.query_one(Tree).focus()
        await pilot.pause()
        shown = app.query_one(StatusLine).render().plain
    assert "o open link" in shown
    assert asked_of_tree == []


async def test_who_writes_writes():
    app = Program()
    async with app.run_test() as pilot:
        app.query_one(Input).focus()
        await pilot.press(*"3jgg")
        assert app.query_one(Input).value == "3jgg"
        assert app.done == []


async def test_without_counts_a_digit_opens_a_link_at_once():
    assert await done_by("4", "j", counts=False) == ["link 4", "down"]


async def test_keys_of_the_settings_are_in_force():
    assert await done_by("f9", "j", keys={"list.down": ("f9",)}) == ["down"]


async def test_a_macro_runs_its_commands_where_the_ones_before_have_led():
    app = Program(macros={",x": ("panes.zen", "tree.fold", "list.down")})
    async with app.run_test() as pilot:
        app.query_one(Pane).focus()
        await pilot.press(",", "x")
        async with asyncio.timeout(10):
            while len(app.done) < 3:
                await pilot.pause(0.02)
    assert app.done == ["zen", "fold", "down"]


async def test_a_macro_stops_at_what_cannot_be_done_and_says_so():
    app = Program(macros={",x": ("list.down", "app.refresh", "list.down")})
    async with app.run_test(notifications=True) as pilot:
        app.query_one(Pane).focus()
        await pilot.press(",", "x")
        async with asyncio.timeout(10):
            while not app._notifications:
                await pilot.pause(0.02)
        (notice,) = app._notifications
    assert app.done == ["down"]
    assert ",x stopped" in notice.message
    assert "Look for new and changed files" in notice.message


async def test_ctrl_c_says_how_to_quit():
    app = Program(keys={"app.quit": ("f9",)})
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert [notice.message for notice in app._notifications] == ["F9 quits"]


async def test_a_screen_over_the_others_takes_no_commands_of_the_app():
    app = Program()
    async with app.run_test() as pilot:
        await app.push_screen(ModalScreen())
        await pilot.press("h", "4", "enter", "z")
        assert app.done == []


async def test_the_scopes_of_a_pane_are_those_of_the_focused_widget():
    app = Program()
    async with app.run_test() as pilot:
        app.query_one(Tree).focus()
        await pilot.pause()
        assert pane_scopes(app.screen) == ("tree", "list")


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        (Key("j", "j"), "j"),
        (Key("question_mark", "?"), "?"),
        (Key("fullwidth_question_mark", "？"), "?"),
        (Key("ｊ", "ｊ"), "j"),
        (Key("３", "３"), "3"),
        (Key("x", "、"), "\\"),
        (Key("x", "【"), "["),
        (Key("x", "「"), "{"),
        (Key("x", "￥"), "$"),
        (Key("ideographic_space", "\u3000"), "space"),
        (Key("space", " "), "space"),
        (Key("alt+j", "j"), "alt+j"),
        (Key("ctrl+p", "\x10"), "ctrl+p"),
        (Key("enter", "\r"), "enter"),
        (Key("up", None), "up"),
        (Key("x", "…"), "…"),
    ],
    ids=lambda value: value.key if isinstance(value, Key) else value,
)
def test_a_key_is_named_as_in_the_table_whatever_types_it(typed, key):
    assert command_key(typed) == key
