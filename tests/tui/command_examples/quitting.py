"""Where it is asked whether to quit."""

from __future__ import annotations

from tests.tui.command_example import example


@example("quitting.again")
async def q_twice_quits(reader):
    await reader.press("q")
    assert not reader.app._exit
    await reader.press("q")
    await reader.until(lambda: reader.app._exit)
