"""Items for other programs."""

from __future__ import annotations

from tests.tui.command_example import example
from tui.dialogs.ask_line import AskLine


async def at_first_item(reader):
    await reader.press("J")
    await reader.until_text("青鸟-3 开源了")


@example("export.copy-quote")
async def a_quote_has_its_source(reader):
    await at_first_item(reader)
    await reader.press("Y")
    await reader.until(lambda: reader.copied)
    (quote,) = reader.copied
    assert quote.startswith("> ")
    assert "https://example.org/qingniao" in quote


@example("export.copy-item")
async def the_whole_text_is_copied(reader):
    await at_first_item(reader)
    await reader.press("g", "y")
    await reader.until(lambda: reader.copied)
    (text,) = reader.copied
    assert "**推理**" in text


@example("export.pipe")
async def a_command_gets_the_item(reader):
    await at_first_item(reader)
    await reader.press("vertical_line")
    assert isinstance(reader.app.screen, AskLine)
    await reader.write("wc -l")
    await reader.press("enter")
    await reader.until(lambda: any("wc" in notice for notice in reader.notices))


@example("export.export")
async def a_file_is_asked_for(reader):
    await at_first_item(reader)
    await reader.press("e")
    assert isinstance(reader.app.screen, AskLine)
    assert reader.app.focused.value.endswith(".md")
