from __future__ import annotations

import datetime

import pytest
from rich.cells import cell_len

from digests import HighlightedText, Hit
from tui.search.hit_rows import location_of, title_and_snippet


def hit(
    title: str = "青鸟-3 开源了",
    snippet: str = "权重公布了。",
    *,
    marked: str = "",
    date: str = "2026-08-03",
    section: tuple[str, ...] = (),
) -> Hit:
    def highlighted(text: str) -> HighlightedText:
        at = text.find(marked) if marked else -1
        return HighlightedText(text, ((at, at + len(marked)),) if at >= 0 else ())

    return Hit(
        item_id="a.b",
        issue_id="a",
        publication="lantern",
        issue_title="The twelfth letter",
        date=datetime.date.fromisoformat(date) if date else None,
        section=section,
        title=highlighted(title),
        snippet=highlighted(snippet),
        links=(),
        score=1.0,
    )


def place_of(found: Hit, width: int) -> str:
    return location_of(found, width - 3)


def test_a_hit_says_in_which_issue_and_section_it_stands() -> None:
    found = hit(section=("Models", "Open ones"))
    assert place_of(found, 80) == "lantern · 2026-08-03 · Models › Open ones"


def test_an_issue_without_a_date_is_named_by_its_title() -> None:
    assert place_of(hit(date=""), 80) == "lantern · The twelfth letter"


def test_where_there_is_no_room_for_all_sections_the_inner_ones_stay() -> None:
    found = hit(section=("A very long name of a part", "Its chapter", "Models"))
    assert place_of(found, 56) == "lantern · 2026-08-03 · … › Its chapter › Models"
    assert place_of(found, 36) == "lantern · 2026-08-03 · … › Models"


@pytest.mark.parametrize("width", [4, 11, 30])
def test_a_place_fits_any_width(width: int) -> None:
    found = hit(date="", section=("深水区", "长长的小节标题" * 4))
    assert cell_len(place_of(found, width)) <= width - 2


def test_a_snippet_that_begins_like_the_title_goes_on_where_the_title_ends() -> None:
    text = "The company published the weights of its new model today, and how it was trained"
    title, snippet = title_and_snippet(hit(f"{text[:60]}…", text, marked="model"), 30)
    assert title.plain == "The company published the wei…"
    assert snippet.plain.startswith("…ghts of its new model")
    marked = [snippet.plain[span.start : span.end] for span in snippet.spans]
    assert marked == ["model"]


def test_a_snippet_is_empty_when_the_title_says_it_all() -> None:
    title, snippet = title_and_snippet(hit("All of it.", "All of it."), 30)
    assert (title.plain, snippet.plain) == ("All of it.", "")


def test_a_title_of_its_own_leaves_the_snippet_as_it_is() -> None:
    title, snippet = title_and_snippet(hit(marked="公布"), 30)
    assert (title.plain, snippet.plain) == ("青鸟-3 开源了", "权重公布了。")
