"""On the help screen."""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.widgets import Static

from tests.tui.command_example import example
from tui.dialogs.help import HelpScreen

SMALL = (80, 16)


async def opened(reader):
    """Open the help and return the box that scrolls."""
    await reader.press("f1")
    box = reader.app.screen.query_one(VerticalScroll)
    await reader.until(lambda: box.max_scroll_y > box.size.height)
    return box


async def scrolled_by(reader, box, *keys):
    before = box.scroll_target_y
    await reader.press(*keys)
    return box.scroll_target_y - before


@example("help.down", size=SMALL)
async def a_line_down(reader):
    box = await opened(reader)
    assert await scrolled_by(reader, box, "3", "j") == 3


@example("help.up", size=SMALL)
async def a_line_up(reader):
    box = await opened(reader)
    await reader.press("5", "j")
    assert await scrolled_by(reader, box, "k") == -1


@example("help.half-page-down", size=SMALL)
async def half_a_page_down(reader):
    box = await opened(reader)
    assert await scrolled_by(reader, box, "ctrl+d") == box.size.height // 2


@example("help.half-page-up", size=SMALL)
async def half_a_page_up(reader):
    box = await opened(reader)
    await reader.press("G")
    assert await scrolled_by(reader, box, "ctrl+u") == -(box.size.height // 2)


@example("help.page-down", size=SMALL)
async def a_page_down(reader):
    box = await opened(reader)
    assert await scrolled_by(reader, box, "space") == box.size.height


@example("help.page-up", size=SMALL)
async def a_page_up(reader):
    box = await opened(reader)
    await reader.press("G")
    assert await scrolled_by(reader, box, "b") == -box.size.height


@example("help.top", size=SMALL)
async def the_top(reader):
    box = await opened(reader)
    await reader.press("space", "g", "g")
    assert box.scroll_target_y == 0


@example("help.end", size=SMALL)
async def the_end(reader):
    box = await opened(reader)
    await reader.press("G")
    assert box.scroll_target_y == box.max_scroll_y


def shown(reader):
    return str(reader.app.screen.query_one("VerticalScroll > Static", Static).content)


@example("help.find")
async def what_is_written_leaves_only_rows_that_have_it(reader):
    await opened(reader)
    await reader.press("slash")
    await reader.write("undo")
    assert "Fold the section" not in shown(reader)
    await reader.press("escape")
    assert "Fold the section" in shown(reader)


@example("help.close")
async def escape_closes_the_help(reader):
    await reader.press("f1", "escape")
    assert not isinstance(reader.app.screen, HelpScreen)
