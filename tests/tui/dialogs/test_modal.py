"""What is typed ahead of a screen's end ends nothing else."""

from __future__ import annotations

from contextlib import asynccontextmanager

from tui.app.command_app import CommandApp
from tui.app.palette import Palette
from tui.dialogs.confirm import Confirm
from tui.dialogs.query_choice import EarlierSearches


@asynccontextmanager
async def chosen_from(queries):
    app = CommandApp[None]()
    answers: list[str | None] = []
    async with app.run_test(size=(60, 16)) as pilot:
        choice = EarlierSearches(queries)
        await app.push_screen(choice, answers.append)
        yield app, choice, answers, pilot


async def test_a_second_enter_takes_no_other_screen_away():
    async with chosen_from(["heron", "quillon"]) as (app, choice, answers, pilot):
        choice.queries.action_choose()
        choice.queries.action_choose()
        await pilot.pause()
        assert answers == ["heron"]
        assert len(app.screen_stack) == 1


async def test_an_answer_below_another_screen_is_none():
    async with chosen_from(["heron", "quillon"]) as (app, choice, answers, pilot):
        choice.queries.action_choose()
        question = Confirm("Really?")
        await app.push_screen(question)
        await pilot.pause()
        assert app.screen is question
        await pilot.press("n")
        await pilot.press("enter")
        await pilot.pause()
        assert answers == ["heron"]


@asynccontextmanager
async def palette_open():
    app, palette = CommandApp[None](), Palette()
    async with app.run_test() as pilot:
        await app.push_screen(palette)
        await pilot.pause()
        yield app, palette, pilot


async def test_leaving_the_palette_twice_leaves_it_once():
    async with palette_open() as (app, palette, pilot):
        palette._action_escape()
        palette._action_escape()
        await pilot.pause()
        assert len(app.screen_stack) == 1


async def test_a_palette_whose_parts_are_gone_shows_nothing():
    async with palette_open() as (app, palette, _):
        await palette.query("*").remove()
        palette._list_visible = not palette._list_visible
        palette._show_busy = not palette._show_busy
        assert app.screen is palette
