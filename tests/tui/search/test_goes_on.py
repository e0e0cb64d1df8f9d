"""Hits that come later: further pages, a search taken up again, a library that changes."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest
from textual.widgets import Static

from digests import Library
from tests.factories import digest, write
from tests.tui.running_reader import running
from tui.jobs.indexer import IndexFinished
from tui.search.hit_list import HitList
from tui.search.screen import SearchScreen
from tui.widgets.item_view import ItemView

STORIES = 130


@pytest.fixture
def many(tmp_path):
    """An issue in which a word is in 130 stories."""
    folder = tmp_path / "many"
    stories = (f"Heron story {number}" for number in range(STORIES))
    write(folder / "2026-08-01.md", digest(*stories))
    with Library.open([folder], tmp_path / "many-cache") as library:
        library.refresh()
        yield library


def hit_list(reader):
    return reader.app.screen.query_one(HitList)


def remark(reader):
    return str(reader.app.screen.query_one("SearchLine > Static", Static).content)


async def search(reader, words):
    await reader.press("/")
    await reader.write(words)
    await reader.until(lambda: hit_list(reader).row_count)
    await reader.until_idle()
    await reader.pilot.pause()


async def go_to_the_last(reader):
    """Go to the last hit that is loaded, upon which more are."""
    loaded = hit_list(reader).row_count
    await reader.press("G")
    await reader.until(lambda: hit_list(reader).row_count > loaded)


async def test_further_hits_arrive_before_the_cursor_is_at_the_last(many):
    async with running(many) as reader:
        await search(reader, "heron")
        loaded = hit_list(reader).row_count
        while hit_list(reader).cursor < loaded - 1:
            await reader.press("pagedown")
        await reader.until(lambda: hit_list(reader).row_count > loaded)
        await reader.press("tab")
        while hit_list(reader).row_count < STORIES:
            await go_to_the_last(reader)
        ids = [hit.item_id for hit in hit_list(reader).hits]
        assert len(set(ids)) == STORIES


async def test_escape_comes_back_to_a_hit_beyond_the_first_page(many):
    async with running(many) as reader:
        await search(reader, "heron")
        await reader.press("tab")
        await go_to_the_last(reader)
        await go_to_the_last(reader)
        found, place = hit_list(reader).current, hit_list(reader).place
        await reader.press("enter")
        await reader.until(lambda: reader.focused == "item")
        await reader.press("escape")
        await reader.until(lambda: hit_list(reader).row_count > place)
        assert hit_list(reader).current == found


async def test_the_status_line_says_which_hit_of_how_many(many):
    async with running(many) as reader:
        await search(reader, "heron")
        await reader.press("down", "down")
        assert "hit 3 of 130" in reader.status


async def test_what_was_indexed_since_is_found_without_asking(many):
    async with running(many) as reader:
        await search(reader, "quillon OR heron")
        await reader.press("down", "down", "down")
        found = hit_list(reader).current
        write(many.folders[0] / "2026-08-02.md", digest("Quillon and Heron"))
        many.refresh()
        await reader.until(lambda: f"{STORIES + 1} hits" in remark(reader))
        assert hit_list(reader).current.item_id == found.item_id


async def test_after_a_damaged_index_was_made_anew_the_query_is_asked_again(many, tmp_path):
    async with running(many) as reader:
        for index in (tmp_path / "many-cache").glob("index-*"):
            shutil.rmtree(index)
        await reader.press("/")
        await reader.write("heron")
        await reader.until(lambda: "is being made anew" in remark(reader))
        report = many.refresh()
        reader.app.post_message(IndexFinished(0, report.changed, 0, 0, report.items, 0))
        await reader.until(lambda: f"{STORIES} hits" in remark(reader))


async def test_a_hit_whose_file_is_gone_says_so_beside_the_hits(many):
    (many.folders[0] / "2026-08-01.md").unlink()
    async with running(many) as reader:
        await search(reader, "heron")
        preview = reader.app.screen.query_one("#preview", ItemView)
        await reader.until(lambda: "2026-08-01.md" in preview.text.content.plain)
        assert remark(reader) == f"{STORIES} hits"


async def test_a_long_explanation_of_a_mistake_is_not_cut(many):
    async with running(many, size=(60, 20)) as reader:
        await reader.press("/")
        await reader.write("after:soon")
        await reader.until(lambda: "^" in remark(reader))
        assert isinstance(reader.app.screen, SearchScreen)
        assert "2026-01-15" in remark(reader)
        assert all(len(line) <= 60 for line in remark(reader).splitlines())


async def test_hits_that_went_away_meanwhile_are_not_asked_for_for_ever(many, monkeypatch):
    asked = []
    exact = many.search

    def counted_before(query, *, limit, offset=0, should_stop=None):
        asked.append(offset)
        page = exact(query, limit=limit, offset=offset, should_stop=should_stop)
        return replace(page, total=STORIES + 400)

    monkeypatch.setattr(many, "search", counted_before)
    async with running(many) as reader:
        await search(reader, "heron")
        assert "hit 1 of 530" in reader.status
        await reader.press("tab")
        while hit_list(reader).row_count < STORIES:
            await go_to_the_last(reader)
        await reader.press("G")
        await reader.until(lambda: STORIES in asked)
        await reader.press("k", "G", "k")
        await reader.until_idle()
        assert asked.count(STORIES) == 1
