from __future__ import annotations

import time
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual import on
from textual.content import Content
from textual.widgets import Input

from tui.app.command_app import CommandApp
from tui.widgets.virtual_list import VirtualList


class Rows(VirtualList):
    """Rows that count how often they are drawn."""

    height_of_rows = 1

    def __init__(self) -> None:
        super().__init__(id="rows")
        self.drawn: list[int] = []

    @property
    def row_height(self) -> int:
        return self.height_of_rows

    def row_lines(self, index, width):
        self.drawn.append(index)
        return [Content(f"第{index}行" * 40), Content(f"below {index}")][: self.row_height]


class ListApp(CommandApp[None]):
    """A list and something else that can have the focus."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count
        self.told: list[Any] = []

    def compose(self):
        yield Rows()
        yield Input()

    def on_mount(self):
        self.query_one(Rows).set_row_count(self.count)
        self.query_one(Rows).focus()

    @on(VirtualList.Chosen)
    @on(VirtualList.Highlighted)
    def note(self, message):
        self.told.append((type(message).__name__, message.index))


@asynccontextmanager
async def shown(count, size=(30, 13)):
    app = ListApp(count)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app, pilot, app.query_one(Rows)


def seen(rows):
    height = rows.scrollable_content_region.height
    return [rows.render_line(y).text for y in range(height)]


@pytest.mark.parametrize(
    ("keys", "cursor"),
    [
        ("j j k", 1),
        ("down down up", 1),
        ("G", 99),
        ("end k", 98),
        ("G g g", 0),
        ("space", 10),
        ("pagedown pagedown b", 10),
        ("ctrl+d", 5),
        ("ctrl+d ctrl+d ctrl+u", 5),
        ("k", 0),
        ("G j", 99),
    ],
)
async def test_keys_move_the_cursor_and_stop_at_the_ends(keys, cursor):
    async with shown(100) as (_, pilot, rows):
        await pilot.press(*keys.split())
        assert rows.cursor == cursor
        assert any(line.startswith(f"▌第{cursor}行") for line in seen(rows))


async def test_only_what_is_seen_is_drawn():
    async with shown(475_000) as (_, pilot, rows):
        await pilot.press("G")
        assert len(set(rows.drawn)) < 40
        assert 474_999 in rows.drawn


async def test_half_a_million_rows_are_shown_as_fast_as_a_dozen():
    async def seconds(count: int) -> float:
        async with shown(12) as (_, pilot, rows):
            start = time.process_time()
            rows.set_row_count(count, cursor=count - 1)
            await pilot.pause()
            return time.process_time() - start

    assert await seconds(475_000) < 5 * await seconds(12) + 0.1


async def test_every_line_fills_the_width_and_cuts_no_character_in_half():
    async with shown(100, size=(31, 13)) as (_, _, rows):
        width = rows.scrollable_content_region.width
        assert {rows.render_line(y).cell_length for y in range(13)} == {width}


async def test_the_cursor_is_told_apart_without_colours():
    async with shown(3) as (_, _, rows):
        assert [line[0] for line in seen(rows)[:3]] == ["▌", " ", " "]


async def test_the_cursor_looks_different_with_the_focus():
    async with shown(3) as (app, pilot, rows):
        focused = rows.render_line(0)
        app.query_one(Input).focus()
        await pilot.pause()
        assert rows.render_line(0) != focused


async def test_enter_chooses_the_row():
    async with shown(3) as (app, pilot, _):
        await pilot.press("j", "enter")
        assert app.told[-1] == ("Chosen", 1)


async def test_nothing_is_chosen_in_an_empty_list():
    async with shown(0) as (app, pilot, rows):
        await pilot.press("enter", "j", "G", "k", "space", "ctrl+u")
        assert rows.cursor == 0
        assert ("Chosen", 0) not in app.told


async def test_a_click_moves_the_cursor_and_a_click_on_the_cursor_chooses():
    async with shown(9) as (app, pilot, _):
        await pilot.click("#rows", offset=(3, 4))
        assert app.told[-1] == ("Highlighted", 4)
        await pilot.click("#rows", offset=(3, 4))
        assert app.told[-1] == ("Chosen", 4)


async def test_a_click_below_the_rows_does_nothing():
    async with shown(2) as (app, pilot, rows):
        await pilot.click("#rows", offset=(3, 7))
        assert rows.cursor == 0
        assert ("Chosen", 0) not in app.told


async def test_the_wheel_scrolls_and_the_next_key_comes_back_to_the_cursor():
    async with shown(100) as (_, pilot, rows):
        rows.scroll_to(y=50, animate=False, immediate=True)
        await pilot.press("j")
        assert rows.scroll_offset.y <= 1


async def test_the_cursor_can_be_kept_when_the_rows_change():
    async with shown(100) as (app, pilot, rows):
        rows.set_row_count(50, cursor=30)
        await pilot.pause()
        assert rows.cursor == 30
        assert app.told[-1] == ("Highlighted", 30)
        rows.set_row_count(10, cursor=30)
        assert rows.cursor == 9


async def test_rows_of_two_lines_are_seen_whole():
    async with shown(100) as (_, pilot, rows):
        rows.height_of_rows = 2
        rows.set_row_count(100)
        await pilot.press("space", "j")
        lines = seen(rows)
        below = next(n for n, line in enumerate(lines) if line.startswith(f"▌第{rows.cursor}行"))
        assert lines[below + 1].startswith(f"▌below {rows.cursor}")


async def test_a_smaller_screen_keeps_the_cursor_in_sight():
    async with shown(100, size=(30, 30)) as (_, pilot, rows):
        await pilot.press(*"j" * 20)
        await pilot.resize_terminal(12, 8)
        await pilot.pause()
        assert any(line.startswith("▌第20") for line in seen(rows))


async def test_rows_may_be_drawn_in_another_height_before_the_list_hears_of_its_size():
    async with shown(100) as (_, _, rows):
        seen(rows)
        rows.height_of_rows = 2
        lines = seen(rows)
        assert lines[1].startswith("▌below 0")


async def test_another_focus_draws_only_the_row_under_the_cursor():
    async with shown(100) as (app, pilot, rows):
        seen(rows)
        rows.drawn.clear()
        app.query_one(Input).focus()
        await pilot.pause()
        seen(rows)
        assert rows.drawn == [0]


async def test_another_theme_draws_every_row():
    async with shown(100) as (app, pilot, rows):
        lines = len(seen(rows))
        rows.drawn.clear()
        app.theme = "textual-light"
        await pilot.pause()
        seen(rows)
        assert sorted(rows.drawn) == list(range(lines))


async def test_only_the_rows_that_changed_are_drawn_again():
    async with shown(100) as (_, pilot, rows):
        seen(rows)
        rows.drawn.clear()
        rows.redraw_where(lambda index: index in (2, 50))
        await pilot.pause()
        seen(rows)
        assert rows.drawn == [2]
