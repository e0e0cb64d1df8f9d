from __future__ import annotations

from contextlib import asynccontextmanager
from functools import partial
from typing import Any

from textual import on

from tests.factories import issue, item
from tui.app.command_app import CommandApp
from tui.jobs.messages import CopyText, OpenLink
from tui.text.item import item_content
from tui.widgets.item_view import ItemView

LONG = item("A long story", "\n".join(f"Sentence number {n} of many." for n in range(60)))


@asynccontextmanager
async def shown(story=LONG, size=(40, 20)):
    class TextApp(CommandApp[None]):
        asked: list[Any]

        def compose(self):
            self.asked = []
            yield ItemView()

        @on(OpenLink)
        @on(CopyText)
        def note(self, message):
            self.asked.append(message)

    app = TextApp()
    async with app.run_test(size=size) as pilot:
        view = app.query_one(ItemView)
        view.show(partial(item_content, issue(), story))
        view.focus()
        await pilot.pause()
        yield view, pilot


def seen(view):
    return [view.render_line(y).text.rstrip() for y in range(view.size.height)]


async def test_it_scrolls_by_lines_pages_and_to_the_ends():
    async with shown() as (view, pilot):
        for keys, top in [("j j k", 1), ("g g", 0), ("ctrl+d", 10), ("ctrl+u", 0), ("space", 20)]:
            await pilot.press(*keys.split())
            await pilot.pause()
            assert view.scroll_offset.y == top, keys
        await pilot.press("G")
        await pilot.pause()
        assert any("example.org" in line for line in seen(view))


async def test_another_text_begins_at_its_top():
    async with shown() as (view, pilot):
        await pilot.press("G")
        view.show(partial(item_content, issue(), item("Short")))
        await pilot.pause()
        assert view.scroll_offset.y == 0
        assert "Short" in seen(view)


async def test_another_width_breaks_the_lines_anew_and_keeps_the_place():
    async with shown() as (view, pilot):
        await pilot.press("space")
        await pilot.pause()
        top = seen(view)[0] or seen(view)[1]
        await pilot.resize_terminal(24, 20)
        await pilot.pause()
        assert max(line.cell_length for line in view.text.lines) <= 23
        number = int(top.split()[2])
        assert abs(_first_number(view) - number) < 6


async def test_a_text_that_is_shown_again_begins_where_it_was_left():
    async with shown() as (view, pilot):
        view.show(partial(item_content, issue(), LONG), "long")
        await pilot.press("space")
        left_at = view.scroll_offset.y
        view.show(partial(item_content, issue(), item("Short")), "short")
        assert view.scroll_offset.y == 0
        view.show(partial(item_content, issue(), LONG), "long")
        assert view.scroll_offset.y == left_at > 0
        view.show(partial(item_content, issue(), LONG))
        assert view.scroll_offset.y == 0


async def test_a_narrow_text_stands_in_the_middle_when_asked():
    async with shown(item("T", "word " * 100), size=(160, 20)) as (view, pilot):
        await pilot.pause()
        assert seen(view)[0] == "T"
        view.is_centred = True
        await pilot.pause()
        indent = (view.scrollable_content_region.width - 100) // 2
        assert seen(view)[0] == " " * indent + "T"
        await pilot.resize_terminal(80, 20)
        await pilot.pause()
        assert seen(view)[0] == "T"


async def test_a_click_meets_a_link_of_a_centred_text():
    story = item("Short", "text", links=("https://example.org/a",))
    async with shown(story, size=(160, 20)) as (view, pilot):
        view.is_centred = True
        await pilot.pause()
        row = next(n for n, line in enumerate(seen(view)) if "example.org" in line)
        column = seen(view)[row].index("example.org")
        await pilot.click(view, offset=(column - 20, row))
        await pilot.click(view, offset=(column + 2, row))
        await pilot.pause()
        assert pilot.app.asked == [OpenLink("https://example.org/a")]


async def test_lines_never_get_wider_than_can_be_read():
    async with shown(item("T", "word " * 100), size=(200, 20)) as (view, _):
        assert max(line.cell_length for line in view.text.lines) <= 100


async def test_links_are_opened_and_copied_by_number():
    async with shown() as (view, pilot):
        for number in (0, 1, 2):
            view.open_link(number)
            view.copy_link(number)
        await pilot.pause()
        url = "https://example.org/story"
        assert pilot.app.asked == [OpenLink(url), CopyText(url, "address")]


async def test_a_click_on_a_link_opens_it_and_elsewhere_does_not():
    async with shown(item("Short", "text", links=("https://example.org/a",))) as (view, pilot):
        row = next(n for n, line in enumerate(seen(view)) if "example.org" in line)
        await pilot.click(view, offset=(4, row))
        await pilot.click(view, offset=(4, 0))
        await pilot.pause()
        assert pilot.app.asked == [OpenLink("https://example.org/a")]


async def test_what_the_mouse_selects_can_be_copied():
    async with shown(item("Short", "text to select")) as (view, pilot):
        view.text_select_all()
        await pilot.pause()
        assert "text to select" in pilot.app.screen.get_selected_text()


def _first_number(view):
    line = next(line for line in seen(view) if line.startswith("Sentence"))
    return int(line.split()[2])
