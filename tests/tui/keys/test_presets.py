"""The presets in the reader: keys that hands know from other programs."""

from __future__ import annotations

from tests.tui.running_reader import running
from tui.settings import Settings

NEWSBOAT = Settings(preset="newsboat", mark_read="manual")
ARROWS = Settings(preset="arrows", mark_read="manual")


async def test_newsboat_goes_to_unread_items_and_marks_them(two_days):
    async with running(two_days, settings=NEWSBOAT) as reader:
        await reader.press("enter", "n", "n")
        await reader.until_place("Heron 4.2")
        await reader.press("N")
        await reader.press("p")
        await reader.until_place("青鸟-3")
        await reader.press("n")
        await reader.until_place("石桥供货")


async def test_without_letters_one_goes_through_the_panes_and_marks(two_days):
    async with running(two_days, settings=ARROWS) as reader:
        await reader.press("right", "down", "down")
        await reader.until_place("青鸟-3")
        await reader.press("delete")
        await reader.press("plus")
        await reader.until_place("Heron 4.2")
        await reader.press("f8")
        assert "2 Star" in reader.ways_on
        await reader.press("2")
        await reader.until(lambda: "*" in reader.place)
        await reader.press("f6", "3")
        assert reader.focused == "item"
        await reader.press("f3")
        await reader.until(lambda: reader.app.screen.query("#search-line"))
        await reader.press("escape")
        await reader.until(lambda: not reader.app.screen.query("#search-line"))


async def test_no_letter_does_anything_with_the_arrows(two_days):
    async with running(two_days, settings=ARROWS) as reader:
        before = (reader.focused, reader.place, len(reader.app.screen_stack))
        await reader.press(*"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
        assert (reader.focused, reader.place, len(reader.app.screen_stack)) == before
