"""From a story to its other tellings, in three digests that tell the same."""

from __future__ import annotations

from textual.widgets import Input

from tests.tui.command_example import example
from tests.tui.telling_user import ENGLISH, read_item
from tui.stories.timeline import TimelineScreen


@example("stories.catch-up", settings=ENGLISH, library="three_digests")
async def shift_c_shows_one_row_for_each_story(reader):
    await reader.press("C")
    await reader.until(lambda: reader.rows("#stories"))
    assert "3 of 3 digests" in reader.rows("#stories")[1]


@example("stories.elsewhere", settings=ENGLISH, library="three_digests")
async def g_e_goes_from_telling_to_telling_and_back_to_the_first(reader):
    await read_item(reader, "Heron 4.2 is here")
    await reader.press("g", "e")
    await reader.until_place("Tessel releases")
    await reader.press("g", "e")
    await reader.until_place("Tessel 发布")
    await reader.press("g", "e")
    await reader.until_place("Heron 4.2 stays")
    await reader.press("g", "e")
    await reader.until_place("Heron 4.2 is here")


@example("stories.translation", settings=ENGLISH, library="three_digests")
async def g_t_says_so_when_the_links_tell_of_no_other_edition(reader):
    await read_item(reader, "Quillon")
    await reader.press("g", "t")
    await reader.until(lambda: "the links tell of no other edition of this item" in reader.notices)


@example("stories.tellings", settings=ENGLISH, library="three_digests")
async def equals_lists_all_tellings_and_why(reader):
    await read_item(reader, "Heron 4.2 is here")
    await reader.press("=")
    await reader.until(lambda: reader.app.screen.query("#tellings"))
    assert any("same link: https://tessel.example" in row for row in reader.rows("#tellings"))


@example("stories.timeline", settings=ENGLISH, library="three_digests")
async def shift_t_asks_for_the_subject_of_the_item(reader):
    await read_item(reader, "Heron 4.2 stays")
    await reader.press("T")
    assert reader.app.screen.query_one(Input).value == "Heron 4.2"
    await reader.press("enter")
    await reader.until(lambda: isinstance(reader.app.screen, TimelineScreen))
    await reader.until(lambda: any("Heron 4.2" in row for row in reader.rows("#timeline")))
