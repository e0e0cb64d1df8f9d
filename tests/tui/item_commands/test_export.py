"""Copying, piping and exporting items by key."""

from __future__ import annotations

import json

from textual.widgets import Input

from tests.factories import issue, item
from tests.tui.text_screen import showing

STORY = item("Heron keeps a log")


async def until_said(app, pilot, count=1):
    await app.workers.wait_for_complete()
    await pilot.pause()
    assert len(app.notices) == count
    return app.notices[-1]


async def write(pilot, text):
    """Put `text` in the place of the line."""
    await pilot.pause()
    line = pilot.app.screen.query_one(Input)
    line.value = text
    await pilot.press("enter")
    await pilot.pause()


async def test_an_item_is_copied_as_a_quote_or_whole():
    async with showing(STORY) as (app, _, pilot):
        await pilot.press("Y", "g", "y")
        await pilot.pause()
        quote, whole = app.copied
        assert (quote.what, whole.what) == ("quote as Markdown", "text as Markdown")
        assert quote.text.startswith("> **[Heron keeps a log](https://example.org/story)**")
        assert whole.text.startswith("## [Heron keeps a log](https://example.org/story)")


async def test_selected_items_are_copied_together():
    selected = (STORY, item("Second"))
    async with showing(STORY, around=issue(*selected), selected=selected) as (app, _, pilot):
        await pilot.press("Y")
        await pilot.pause()
        (quotes,) = app.copied
        assert quotes.what == "2 items as Markdown"
        assert quotes.text.count("\n\n> **[") == 1


async def test_an_item_is_piped_and_the_answer_is_shown():
    async with showing(STORY) as (app, _, pilot):
        await pilot.press("|")
        await write(pilot, "head -n 1")
        said = await until_said(app, pilot)
        assert said == "head:\n## [Heron keeps a log](https://example.org/story)"


async def test_a_silent_command_is_named_and_a_failed_one_is_told():
    async with showing(STORY) as (app, _, pilot):
        await pilot.press("|")
        await write(pilot, "true")
        assert await until_said(app, pilot) == "sent to true"
        await pilot.press("|")
        await write(pilot, "sh -c 'exit 7'")
        assert await until_said(app, pilot, 2) == "sh ended with exit code 7"
        await pilot.press("|")
        await write(pilot, "no-such-program")
        assert "there is no such program" in await until_said(app, pilot, 3)


async def test_a_line_that_is_no_command_is_asked_for_again():
    async with showing(STORY) as (app, view, pilot):
        await pilot.press("|")
        await write(pilot, "sh -c 'x")
        assert app.screen.query_one(Input).value == "sh -c 'x"
        await pilot.press("escape")
        await pilot.pause()
        assert (app.focused, app.notices) == (view, [])


async def test_earlier_commands_come_back():
    async with showing(STORY) as (app, _, pilot):
        await pilot.press("|")
        await write(pilot, "true")
        await pilot.press("|", "up", "enter")
        assert await until_said(app, pilot, 2) == "sent to true"


async def test_a_terminal_that_cannot_be_given_away_is_told():
    async with showing(STORY) as (app, _, pilot):
        await pilot.press("|")
        await write(pilot, "less")
        said = await until_said(app, pilot)
        assert said == "this terminal cannot be given to another program"


async def test_items_are_exported_and_another_name_is_asked_for(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    async with showing(STORY) as (app, _, pilot):
        await pilot.press("e")
        await pilot.pause()
        assert app.screen.query_one(Input).value == "Heron-keeps-a-log.md"
        await pilot.press("enter")
        said = await until_said(app, pilot)
        assert said == f"1 item written into {tmp_path / 'Heron-keeps-a-log.md'}"
        await pilot.press("e", "enter")
        await pilot.pause()
        assert app.screen.query_one(Input).value == "Heron-keeps-a-log.md"
        await write(pilot, "again.json")
        assert "again.json" in await until_said(app, pilot, 2)
        (value,) = json.loads((tmp_path / "again.json").read_text("utf-8"))["items"]
        assert value["title"] == "Heron keeps a log"


async def test_leaving_the_line_writes_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    async with showing(STORY) as (app, _, pilot):
        await pilot.press("e", "escape")
        await pilot.pause()
        assert (app.notices, list(tmp_path.iterdir())) == ([], [])
