"""On a timeline, in three digests that tell the same stories."""

from __future__ import annotations

from textual.widgets import Input

from tests.tui.command_example import example
from tests.tui.telling_user import ENGLISH, show_timeline
from tui.stories.timeline import TimelineScreen


@example("timeline.ask-term", settings=ENGLISH, library="three_digests")
async def another_word_is_asked_for(reader):
    await show_timeline(reader, "heron")
    await reader.press("/")
    reader.app.screen.query_one(Input).value = "Quillon"
    await reader.press("enter")
    await reader.until(lambda: any("Quillon" in row for row in reader.rows("#timeline")))
    assert not any("Heron" in row for row in reader.rows("#timeline"))


@example("timeline.close", settings=ENGLISH, library="three_digests")
async def escape_leaves_the_timeline(reader):
    await show_timeline(reader, "heron")
    await reader.press("escape")
    await reader.until(lambda: not isinstance(reader.app.screen, TimelineScreen))
