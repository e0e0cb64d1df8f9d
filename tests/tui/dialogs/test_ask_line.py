"""Asking the user for a line, and for a yes."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest

from tui.app.command_app import CommandApp
from tui.dialogs.ask_line import AskLine
from tui.dialogs.confirm import Confirm

if TYPE_CHECKING:
    from textual.screen import Screen


class AskingApp(CommandApp[None]):
    """Keeps the answers."""

    def __init__(self, question: Screen[Any]):
        super().__init__()
        self.question = question
        self.answers: list[Any] = []

    def on_mount(self):
        self.push_screen(self.question, self.answers.append)


@asynccontextmanager
async def asked(question, *keys):
    app = AskingApp(question)
    async with app.run_test(size=(60, 16)) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        yield app


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (("a", "b", "enter"), "old ab"),
        (("enter",), "old"),
        (("escape",), None),
        (("ctrl+u", "enter"), None),
        (("ctrl+u", "space", "q", "enter"), "q"),
    ],
)
async def test_what_is_written_is_the_answer(keys, answer):
    async with asked(AskLine("Name?", "old "), *keys) as app:
        assert app.answers == [answer]


async def test_earlier_lines_come_back_with_what_was_begun_behind_them():
    history = ("one", "two", "one")
    for keys, answer in [
        (("up",), "one"),
        (("up", "up"), "two"),
        (("up", "up", "up", "up"), "two"),
        (("x", "up", "down"), "x"),
        (("x", "up", "down", "down", "y"), "xy"),
    ]:
        async with asked(AskLine("Command?", history=history), *keys, "enter") as app:
            assert app.answers == [answer], keys


async def test_titles_and_remarks_are_never_markup():
    hostile = 'x[/nope] [v2=3, "q]'
    async with asked(AskLine(hostile, remark=hostile), "a", "enter") as app:
        assert app.answers == ["a"]


@pytest.mark.parametrize(
    ("key", "answer"), [("y", True), ("enter", True), ("n", False), ("escape", False)]
)
async def test_a_question_is_answered_by_one_key(key, answer):
    async with asked(Confirm("Open 12 links [/nope]?"), key) as app:
        assert app.answers == [answer]
