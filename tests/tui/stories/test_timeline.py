"""Timelines, above the reader and above a search."""

from __future__ import annotations

from tests.factories import write
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


async def test_the_newest_stories_of_a_timeline_come_first(three_digests):
    weeks = {
        "2026-07-01": ("reads novels",),
        "2026-07-08": ("answers letters", "counts sheep", "draws maps", "writes music"),
        "2026-07-15": ("mends clocks",),
    }
    for week, asks in weeks.items():
        items = (f"## Quillon {does}\n\nIt {does} well.\n" for does in asks)
        write(three_digests.folders[0] / f"{week}.md", "\n".join(("# Lantern\n", *items)))
    three_digests.refresh()
    three_digests.update_stories()
    async with running(three_digests, (80, 30), settings=ENGLISH) as reader:
        await show_timeline(reader, "Quillon")
        titles = [row for row in reader.rows("#timeline") if "Quillon" in row]
        dates = [row.partition("Quillon")[0].strip("▌ ") for row in titles]
        assert dates == ["Aug 3", "Jul 15", *["Jul 8"] * 4, "Jul 1"]
        above = str(reader.app.screen.query_one("#mentions").render())
        assert "week of Jul 6, 2026: 4 mentions · Quillon answers letters · " in above
