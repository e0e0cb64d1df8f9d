"""In the text of an item."""

from __future__ import annotations

from tests.tui.command_example import example
from tui.widgets.item_view import ItemView

SMALL = (60, 9)
"""A screen on which an item does not fit."""


async def in_text(reader):
    """Go to the text of an item and return it."""
    await reader.press("J", "J", "g", "3")
    await reader.until_text("Heron 4.2")
    text = reader.app.screen.query_one(ItemView)
    await reader.until(lambda: text.max_scroll_y > text.size.height // 2)
    return text


async def top_after(reader, *keys):
    text = await in_text(reader)
    await reader.press(*keys)
    return text.scroll_offset.y, text


@example("item.down", size=SMALL)
async def a_line_down(reader):
    top, _ = await top_after(reader, "j")
    assert top == 1


@example("item.up", size=SMALL)
async def a_line_up(reader):
    top, text = await top_after(reader, "G", "k")
    assert top == text.max_scroll_y - 1


@example("item.top", size=SMALL)
async def the_top(reader):
    top, _ = await top_after(reader, "G", "g", "g")
    assert top == 0


@example("item.end", size=SMALL)
async def the_end(reader):
    top, text = await top_after(reader, "G")
    assert top == text.max_scroll_y > 0


@example("item.half-page-down", size=SMALL)
async def half_a_page_down(reader):
    top, text = await top_after(reader, "ctrl+d")
    assert top == text.size.height // 2


@example("item.half-page-up", size=SMALL)
async def half_a_page_up(reader):
    top, text = await top_after(reader, "G", "ctrl+u")
    assert top == text.max_scroll_y - text.size.height // 2


@example("item.page-down", size=SMALL)
async def a_page_down(reader):
    top, text = await top_after(reader, "space")
    assert top == min(text.size.height, text.max_scroll_y)


@example("item.page-up", size=SMALL)
async def a_page_up(reader):
    top, text = await top_after(reader, "G", "b")
    assert top == max(0, text.max_scroll_y - text.size.height)


async def in_first_item(reader):
    await reader.press("J", "g", "3")
    await reader.until_text("青鸟-3 开源了")


@example("item.open-link")
async def enter_opens_the_source(reader):
    await in_first_item(reader)
    await reader.press("enter")
    await reader.until(lambda: reader.opened_links == ["https://example.org/qingniao"])


def counter(reader):
    """The number of the place and of all places, as the frame says."""
    return str(reader.app.screen.query_one(ItemView).border_subtitle).rpartition("  ")[2]


async def found(reader, words):
    await in_first_item(reader)
    await reader.press("slash")
    await reader.write(words)
    await reader.press("enter")


@example("item.find")
async def words_are_found_and_counted(reader):
    await found(reader, "了")
    assert counter(reader).startswith("1/")


@example("item.find-next")
async def the_next_place_is_found(reader):
    await found(reader, "了")
    await reader.press("n")
    assert counter(reader).startswith("2/")


@example("item.find-previous")
async def the_places_go_round(reader):
    await found(reader, "了")
    places = counter(reader).rpartition("/")[2]
    await reader.press("N")
    assert counter(reader) == f"{places}/{places}"


@example("item.find-end")
async def escape_stops_finding(reader):
    await found(reader, "了")
    await reader.press("escape")
    assert "/" not in counter(reader)


@example("find.end")
async def escape_leaves_the_line(reader):
    await in_first_item(reader)
    await reader.press("slash")
    await reader.write("了")
    await reader.press("escape")
    assert reader.app.focused is reader.app.screen.query_one(ItemView)
