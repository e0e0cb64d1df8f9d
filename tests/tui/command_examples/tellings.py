"""In the list of all tellings of a story."""

from __future__ import annotations

from tests.tui.command_example import example
from tests.tui.telling_user import ENGLISH, list_tellings, read_item


@example("tellings.reject", settings=ENGLISH, library="three_digests")
async def x_says_that_it_is_not_the_same_story(reader):
    await list_tellings(reader, "Heron 4.2 is here")
    await reader.press("x")
    await reader.until(lambda: "not the same story" in reader.rows("#tellings")[2])
    await reader.press("escape")
    await read_item(reader, "Heron 4.2 is here")
    await reader.until(lambda: "lantern-daily Aug 3" in reader.text)


@example("tellings.take-back", settings=ENGLISH, library="three_digests")
async def ctrl_z_takes_it_back(reader):
    await list_tellings(reader, "Heron 4.2 is here")
    await reader.press("x")
    await reader.until(lambda: "not the same story" in reader.rows("#tellings")[2])
    await reader.press("ctrl+z")
    await reader.until(lambda: "same link" in reader.rows("#tellings")[2])


@example("tellings.close", settings=ENGLISH, library="three_digests")
async def the_key_that_led_there_leads_back(reader):
    await list_tellings(reader, "Heron 4.2 is here")
    await reader.press("=")
    assert not reader.app.screen.query("#tellings")
