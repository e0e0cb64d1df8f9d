"""What works everywhere."""

from __future__ import annotations

import sys

from textual.command import CommandPalette
from textual.widgets import OptionList

from tests.tui.command_example import example
from tui.dialogs.help import HelpScreen
from tui.jobs.indexer import Indexer
from tui.jobs.syncer import Syncer
from tui.settings import Settings


@example("app.help")
async def the_help_opens_over_the_reader(reader):
    await reader.press("question_mark")
    assert isinstance(reader.app.screen, HelpScreen)


@example("app.palette")
async def a_colon_opens_the_palette_and_a_name_runs_a_command(reader):
    await reader.press("colon")
    assert isinstance(reader.app.screen, CommandPalette)
    for letter in "show the keys":
        await reader.pilot.press("space" if letter == " " else letter)
    options = reader.app.screen.query_one(OptionList)
    await reader.until(lambda: [o for o in options.options if "Show the keys" in str(o.prompt)])
    await reader.press("enter", "enter")
    await reader.until(lambda: isinstance(reader.app.screen, HelpScreen))


@example("app.leave", settings=Settings(confirm_quit=False))
async def q_ends_the_program_at_once_when_the_user_wants_that(reader):
    await reader.press("q")
    assert not reader.app.is_running or reader.app._exit


@example("app.leave")
async def q_asks_before_it_ends_the_program(reader):
    await reader.press("q")
    assert not reader.app._exit
    await reader.press("y")
    await reader.until(lambda: reader.app._exit)


@example("app.quit")
async def ctrl_q_ends_the_program(reader):
    await reader.press("ctrl+q")
    assert reader.app._exit


REPORT = (
    '{"report": {"added": 1, "changed": 0, "removed": 0, '
    '"unchanged": 2, "items": 9, "problems": 0}}'
)


@example("app.refresh")
async def r_looks_for_new_files_and_says_what_was_found(reader):
    child = (sys.executable, "-c", f"print({REPORT!r})")
    reader.app._indexer = Indexer(reader.app, child)
    await reader.press("r")
    await reader.until(lambda: "1 new" in reader.status)


@example("app.theme")
async def ctrl_t_shows_other_colours_as_soon_as_their_name_is_under_the_cursor(reader):
    before = reader.app.theme
    await reader.press("ctrl+t", "j", "j")
    await reader.until(lambda: reader.app.theme != before)


FETCHED = (
    '{"fetched": {"sources": 2, "new": 0, "changed": 0, "removed": 0, '
    '"failures": {"kiln-daily": "the server fell silent"}, "moved": {}}}'
)


@example("app.sync")
async def g_r_fetches_the_sources_and_says_what_came_and_what_failed(reader):
    reader.app._syncer = Syncer(reader.app, (sys.executable, "-c", f"print({FETCHED!r})"))
    reader.app._has_sources = True
    await reader.press("g", "r")
    await reader.until(lambda: "fetched: nothing new, 1 failed" in reader.status)
    assert reader.notices == ["kiln-daily: the server fell silent"]
