"""While choosing colours."""

from __future__ import annotations

from tests.tui.command_example import example
from tui.dialogs.theme_picker import ThemePicker


@example("themes.close")
async def escape_brings_the_colours_back(reader):
    before = reader.app.theme
    await reader.press("ctrl+t", "j", "j")
    assert reader.app.theme != before
    await reader.press("escape")
    assert not isinstance(reader.app.screen, ThemePicker)
    assert reader.app.theme == before
