"""Facets beside the hits."""

from __future__ import annotations

import pytest

from digests import Library
from tests.factories import digest, write
from tests.tui.running_reader import running
from tests.tui.searching_user import query, search, show_facets, titles

OWLS = 60


@pytest.fixture
def many_owls(tmp_path):
    folder = tmp_path / "owls"
    write(folder / "2026-08-01.md", digest(*(f"Owl {number}" for number in range(OWLS))))
    with Library.open([folder], tmp_path / "owls-cache") as library:
        library.refresh()
        yield library


def row_with(reader, words):
    return next(row for row in reader.rows("#facets") if words in row)


def is_seen(reader, selector):
    return reader.app.screen.query_one(selector).display


async def go_to(reader, words):
    while words not in next(row for row in reader.rows("#facets") if row.startswith("▌")):
        await reader.press("j")


async def test_on_a_wide_screen_facets_appear_by_themselves(two_days):
    async with running(two_days, size=(160, 40)) as reader:
        await search(reader, "example OR 石桥 OR tarn")
        await reader.until(lambda: reader.rows("#facets"))
        assert is_seen(reader, "#facets")
        assert is_seen(reader, "#preview")


async def test_on_a_narrow_screen_they_are_seen_while_they_have_the_focus(two_days):
    async with running(two_days, size=(80, 24)) as reader:
        await search(reader, "tarn")
        assert not is_seen(reader, "#facets")
        await show_facets(reader)
        assert is_seen(reader, "#facets")
        await reader.press("ctrl+g")
        assert reader.focused == "hits"
        assert not is_seen(reader, "#facets")


async def test_on_the_narrowest_screen_they_take_the_place_of_the_hits(two_days):
    async with running(two_days, size=(40, 12)) as reader:
        await search(reader, "tarn")
        await show_facets(reader)
        assert not is_seen(reader, "#hits")


async def test_enter_narrows_and_enter_again_takes_it_back(two_days):
    async with running(two_days) as reader:
        await search(reader, "tarn OR 石桥")
        await show_facets(reader)
        await go_to(reader, "zh")
        await reader.press("enter")
        assert query(reader) == "lang:zh (tarn OR 石桥)"
        await reader.until(lambda: titles(reader) == ["石桥供货"])
        await reader.until(lambda: "+ zh" in row_with(reader, "zh"))
        assert reader.focused == "facets"
        await reader.press("enter")
        assert query(reader) == "(tarn OR 石桥)"


async def test_counts_are_those_of_the_query(two_days):
    async with running(two_days) as reader:
        await search(reader, "tarn OR quillon OR 石桥")
        await show_facets(reader)
        assert row_with(reader, "example.org").endswith("2")


async def test_without_hits_there_are_no_facets_to_go_to(two_days):
    async with running(two_days) as reader:
        await search(reader, "tarn")
        await reader.write("zzyzx")
        await reader.until(lambda: not titles(reader))
        await reader.press("ctrl+g")
        assert reader.focused != "facets"


async def test_what_leaves_no_hit_can_be_taken_back(two_days):
    async with running(two_days) as reader:
        await search(reader, "tarn")
        await show_facets(reader)
        await go_to(reader, "lantern-daily")
        await reader.press("-")
        await reader.until(lambda: not titles(reader))
        await reader.until(lambda: "- lantern-daily" in row_with(reader, "lantern-daily"))
        assert reader.focused == "facets"
        await reader.press("-")
        await reader.until(lambda: titles(reader))


async def test_when_nothing_is_asked_any_more_the_user_writes(two_days):
    async with running(two_days) as reader:
        await search(reader, "lang:zh")
        await show_facets(reader)
        await go_to(reader, "zh")
        await reader.press("enter")
        assert query(reader) == ""
        await reader.write("tarn")
        await reader.until(lambda: titles(reader))


async def test_a_key_is_shown_once_with_what_it_does_here(two_days):
    async with running(two_days) as reader:
        await search(reader, "tarn")
        await show_facets(reader)
        assert reader.status.count("Esc") == 1


async def test_they_are_counted_once_for_a_query_not_once_for_a_page(many_owls, monkeypatch):
    counted = []
    answer = Library.search

    def search_and_note(library, words, *, facets=False, **options):
        if facets:
            counted.append(words)
        return answer(library, words, facets=facets, **options)

    monkeypatch.setattr(Library, "search", search_and_note)
    async with running(many_owls, size=(160, 40)) as reader:
        await search(reader, "owl")
        await reader.until(lambda: reader.rows("#facets"))
        while len(titles(reader)) < OWLS:
            await reader.press("pagedown")
        await reader.until_idle()
        assert counted == ["owl"]
