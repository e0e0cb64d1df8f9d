"""From keys pressed in a running app to the commands that they run."""

from __future__ import annotations

import asyncio
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.containers import Vertical
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.app.command_app import CommandApp
from tui.keys.command_groups import CommandGroup, available_when, is_available, pane_scopes
from tui.keys.dispatch import command_key
from tui.settings import Settings
from tui.widgets.status_line import PendingKeys, StatusLine, ways_content


class Links(CommandGroup):
    scope: ClassVar[str] = "links"

    def __init__(self, done):
        self._done = done

    def action_open_numbered_link(self, number):
        self._done.append(f"link {number}")

    def action_open_link(self, count):
        self._done.append(f"open {count}")


class Pane(Static, can_focus=True):
    scope: ClassVar[str] = "list"

    def __init__(self, done):
        super().__init__("a pane")
        self.done = done

    def action_cursor_down(self):
        self.done.append("down")

    def action_cursor_first(self):
        self.done.append("first")

    async def action_cursor_last(self, count):
        self.done.append(f"last {count}")


class Tree(Pane):
    scope: ClassVar[str] = "tree"
    can_fold = True

    def action_fold(self):
        self.done.append("fold")

    def check_action(self, action, parameters):
        return action != "fold" or self.can_fold


class Program(CommandApp[None]):
    """A list, a tree and a line to write in; everything that is done is noted."""

    scope: ClassVar[str] = "panes"

    def __init__(self, **settings):
        super().__init__(Settings(**settings))
        self.done: list[str] = []
        self.command_groups = (*self.command_groups, Links(self.done))

    def compose(self):
        with Vertical():
            yield Pane(self.done)
            yield Tree(self.done)
            yield Input()
        yield StatusLine()

    def action_pane_left(self):
        self.done.append("left")

    def action_go_to_issues(self):
        self.done.append("issues")

    def action_toggle_zen(self):
        self.query_one(Tree).focus()
        self.done.append("zen")


async def done_by(*keys, focus=Pane, **settings):
    app = Program(**settings)
    async with app.run_test() as pilot:
        app.query_one(focus).focus()
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
    return app.done


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
        pass

    def action_knock(self):
        pass


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


async def test_a_number_and_a_pause_open_a_link():
    app = Program(key_patience=0.1)
    async with app.run_test() as pilot:
        app.query_one(Pane).focus()
        await pilot.press("7")
        async with asyncio.timeout(10):
            while not app.done:
                await pilot.pause(0.02)
    assert app.done == ["link 7"]


async def test_without_counts_a_digit_opens_a_link_at_once():
    assert await done_by("4", "j", counts=False) == ["link 4", "down"]


async def test_keys_of_the_settings_are_in_force():
    assert await done_by("f9", "j", keys={"list.down": ("f9",)}) == ["down"]


async def test_a_key_that_also_begins_a_sequence_is_run_after_a_pause():
    app = Program(key_patience=0.1, keys={"panes.zen": ("g",)})
    async with app.run_test() as pilot:
        app.query_one(Pane).focus()
        await pilot.press("g")
        async with asyncio.timeout(10):
            while not app.done:
                await pilot.pause(0.02)
    assert app.done == ["zen"]


async def test_a_key_that_also_begins_a_sequence_may_go_on():
    waits = {"key_patience": 5.0, "keys": {"panes.zen": ("g",)}}
    assert await done_by("g", "g", **waits) == ["first"]
    assert await done_by("g", **waits) == []


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


async def test_what_was_begun_is_shown_with_every_way_to_go_on():
    app = Program()
    async with app.run_test(size=(60, 20)) as pilot:
        app.query_one(Pane).focus()
        await pilot.press("3", "g")
        await pilot.pause()
        status, ways = app.query_one(StatusLine), app.query_one(PendingKeys)
        assert "3g… Esc ends" in status.render().plain
        assert ways.display
        assert str(ways.content).split("\n") == ["1 Go to the issues  g Go to the top     "]
        await pilot.press("escape")
        await pilot.pause()
        assert not app.query_one(PendingKeys).display
        assert "…" not in status.render().plain
        await pilot.press("1", "2")
        assert "12… Enter opens the link" in status.render().plain


@given(
    st.lists(st.tuples(st.sampled_from(["g", "F8 1"]), st.text("a开 ", min_size=1)), min_size=1),
    st.integers(10, 120),
)
def test_the_ways_to_go_on_fit_any_width(ways, width):
    lines = ways_content(ways, width).plain.split("\n")
    assert max(map(cell_len, lines)) <= width


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
