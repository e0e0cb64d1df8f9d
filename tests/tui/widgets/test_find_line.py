"""Finding in the text that is read, by key."""

from __future__ import annotations

from rich.cells import cell_len

from tests.factories import item
from tests.tui.text_screen import seen, showing
from tui.widgets.find_line import FindLine

LONG = item("A long story", "\n".join(f"Sentence {n} of 大模型 number {n % 3}." for n in range(60)))


def found_on(view):
    """The words of each line that are marked, and those where the reader is."""
    lines = [view.drawn_line(n) for n in range(len(view.text.lines))]
    marked = [
        (line.plain[span.start : span.end], "reverse" in str(span.style))
        for line in lines
        for span in line.spans
        if "accent-muted" in str(span.style) or "reverse" in str(span.style)
    ]
    return [words for words, _ in marked], [words for words, is_here in marked if is_here]


async def test_places_are_marked_while_the_words_are_written():
    async with showing(LONG) as (_, view, pilot):
        await pilot.press("/", *"number 2")
        await pilot.pause()
        every, here = found_on(view)
        assert (len(every), here) == (20, ["number 2"])
        assert view.border_subtitle == "/number 2  1/20"
        assert pilot.app.focused is pilot.app.screen.query_one(FindLine)


async def test_enter_goes_back_to_the_text_where_n_goes_round():
    async with showing(LONG) as (_, view, pilot):
        await pilot.press("/", *"number 2", "enter", "n", "n", "N", "N", "N")
        await pilot.pause()
        assert pilot.app.focused is view
        assert view.border_subtitle == "/number 2  20/20"
        assert any("Sentence 59" in line for line in seen(view))


async def test_a_count_goes_as_many_places():
    async with showing(LONG) as (_, view, pilot):
        await pilot.press("/", *"number 2", "enter", "5", "n")
        await pilot.pause()
        assert view.border_subtitle == "/number 2  6/20"


async def test_escape_while_writing_goes_back_to_where_the_reader_was():
    async with showing(LONG) as (_, view, pilot):
        await pilot.press("space")
        before = view.scroll_offset.y
        await pilot.press("/", *"sentence 50")
        await pilot.pause()
        assert view.scroll_offset.y != before
        await pilot.press("escape")
        await pilot.pause()
        assert view.scroll_offset.y == before
        assert (found_on(view), view.border_subtitle) == (([], []), "")
        assert pilot.app.focused is view


async def test_escape_in_the_text_takes_the_marks_away():
    async with showing(LONG) as (_, view, pilot):
        await pilot.press("/", *"of", "enter", "escape")
        await pilot.pause()
        assert (found_on(view), view.border_subtitle) == (([], []), "")


async def test_words_that_are_nowhere_leave_nothing_behind():
    async with showing(LONG) as (_, view, pilot):
        await pilot.press("/", *"heron")
        await pilot.pause()
        assert view.border_subtitle == "/heron  not found"
        await pilot.press("enter")
        await pilot.pause()
        assert view.border_subtitle == ""


async def test_another_width_keeps_what_was_found():
    async with showing(LONG) as (_, view, pilot):
        await pilot.press("/", *"number 2", "enter", "n")
        await pilot.resize_terminal(30, 20)
        await pilot.pause()
        assert view.border_subtitle == "/number 2  2/20"


async def test_the_line_lies_in_the_last_row_of_the_text():
    async with showing(LONG, size=(50, 20)) as (_, view, pilot):
        await pilot.press("/")
        await pilot.pause()
        line = pilot.app.screen.query_one(FindLine)
        assert line.region.bottom == view.content_region.bottom
        assert (line.region.x, line.region.width) == (
            view.content_region.x,
            view.content_region.width,
        )
        await pilot.resize_terminal(70, 30)
        await pilot.pause()
        assert line.region.bottom == view.content_region.bottom


async def test_long_words_do_not_widen_the_frame():
    async with showing(LONG) as (_, view, pilot):
        await pilot.press("/")
        view.screen.query_one(FindLine).insert_text_at_cursor("x" * 80)
        await pilot.pause()
        assert cell_len(str(view.border_subtitle)) < 50
