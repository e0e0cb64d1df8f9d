"""Where the reader asks for a line: here, for tags."""

from __future__ import annotations

from textual.widgets import Input

from tests.tui.command_example import example
from tui.dialogs.ask_line import AskLine


async def asked_for_tags(reader):
    await reader.press("J", "t")
    await reader.until(lambda: isinstance(reader.app.screen, AskLine))


@example("ask.accept")
async def enter_takes_what_is_written(reader):
    await asked_for_tags(reader)
    await reader.write("robots")
    await reader.press("enter")
    assert not isinstance(reader.app.screen, AskLine)
    await reader.until(lambda: "#" in reader.place)


@example("ask.cancel")
async def escape_leaves_without_an_answer(reader):
    await asked_for_tags(reader)
    await reader.write("robots")
    await reader.press("escape")
    assert not isinstance(reader.app.screen, AskLine)
    assert "#" not in reader.place


async def asked_twice_before(reader):
    """Ask for a line that was asked for before, and return where it is written."""
    asking = AskLine("Command", history=("less", "wc -l"))
    await reader.app.push_screen(asking)
    return asking.query_one(Input)


@example("ask.older")
async def up_is_what_was_written_before(reader):
    line = await asked_twice_before(reader)
    await reader.press("up")
    assert line.value == "wc -l"
    await reader.press("up")
    assert line.value == "less"


@example("ask.newer")
async def down_is_what_was_written_after_that_and_at_last_what_was_begun(reader):
    line = await asked_twice_before(reader)
    await reader.write("mo")
    await reader.press("up", "up", "down")
    assert line.value == "wc -l"
    await reader.press("down")
    assert line.value == "mo"
