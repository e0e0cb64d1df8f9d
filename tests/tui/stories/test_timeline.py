"""Timelines, above the reader and above a search."""

from __future__ import annotations

from tests.tui.running_reader import running
from tests.tui.telling_user import ENGLISH, show_timeline


async def test_a_timeline_leads_to_its_stories_and_back(three_digests):
    async with running(three_digests, settings=ENGLISH) as reader:
        await show_timeline(reader, "Quillon")
        assert "mentions a week" in str(reader.app.screen.query_one("#mentions").render())
        await reader.press("enter")
        await reader.until_place("Quillon")
        await reader.press("ctrl+o")
        await reader.until(lambda: reader.app.screen.query("#timeline"))


async def test_a_timeline_of_a_search_leads_to_an_item(three_digests):
    async with running(three_digests, settings=ENGLISH) as reader:
        await reader.press("/")
        await reader.write("ferry")
        await reader.until(lambda: reader.app.screen.query("#hits") and reader.rows("#hits"))
        await reader.press("tab")
        await show_timeline(reader, "Quillon")
        await reader.press("enter")
        await reader.until(lambda: reader.app.screen.query("#tree"))
        await reader.until_place("Quillon")
