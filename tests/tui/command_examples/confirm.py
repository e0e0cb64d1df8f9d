"""Where the reader asks before it does something: here, whether to quit."""

from __future__ import annotations

from tests.tui.command_example import example


@example("confirm.yes")
async def y_does_it(reader):
    await reader.press("q")
    assert reader.app.is_running
    assert not reader.app._exit
    await reader.press("y")
    await reader.until(lambda: reader.app._exit)


@example("confirm.no")
async def n_leaves_everything_as_it_is(reader):
    screens = len(reader.app.screen_stack)
    await reader.press("q")
    assert len(reader.app.screen_stack) == screens + 1
    await reader.press("n")
    assert len(reader.app.screen_stack) == screens
    assert not reader.app._exit
