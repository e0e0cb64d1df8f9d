"""Hits with all words, and below a divider those with most of them."""

from __future__ import annotations

import pytest

from digests import Library, Match
from tests.factories import digest, write
from tests.tui.more_hits import find_more
from tests.tui.running_reader import running
from tests.tui.searching_user import hit_list, query, remark, titles
from tui.dialogs.ask_line import AskLine

NEAR = 60


@pytest.fixture
def birds(tmp_path):
    """Three stories of herons, and sixty of owls."""
    folder = tmp_path / "birds"
    stories = [f"Heron {number}" for number in range(3)] + [f"Owl {n}" for n in range(NEAR)]
    write(folder / "2026-08-01.md", digest(*stories))
    with Library.open([folder], tmp_path / "birds-cache") as library:
        library.refresh()
        yield library


def current(reader):
    return hit_list(reader).current


async def search(reader, words, hits=1):
    await reader.press("/")
    await reader.write(words)
    await reader.until(lambda: len(hit_list(reader).hits) >= hits)
    await reader.until_idle()
    await reader.pilot.pause()


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_a_line_parts_the_hits_with_all_words_from_the_others(birds, monkeypatch, size):
    find_more(monkeypatch, most="owl")
    async with running(birds, size) as reader:
        await search(reader, "heron")
        assert remark(reader) == "3 with all words · 60 with most"
        rows = reader.rows("#hits")
        divider = next(i for i, row in enumerate(rows) if "60 with most of the words" in row)
        assert sum("Heron" in row for row in rows[:divider]) == 3
        assert "Owl" in rows[divider + 1]


async def test_the_cursor_goes_over_the_line(birds, monkeypatch):
    find_more(monkeypatch, most="owl")
    async with running(birds) as reader:
        await search(reader, "heron")
        await reader.press("down", "down")
        assert current(reader).match is Match.ALL
        assert "hit 3 of 63" in reader.status
        await reader.press("down")
        assert current(reader).match is Match.MOST
        assert "hit 4 of 63" in reader.status
        await reader.press("up")
        assert "hit 3 of 63" in reader.status


async def test_what_has_only_most_of_the_words_looks_different(birds, monkeypatch):
    find_more(monkeypatch, most="owl")
    async with running(birds) as reader:
        await search(reader, "heron")
        rows = reader.rows("#hits")
        places = [row.strip() for row in rows if "birds · 2026-08-01" in row]
        assert not any("~" in place for place in places[:3])
        assert all("~ birds" in place for place in places[3:])


async def test_the_pages_go_on_from_one_tier_into_the_other(birds, monkeypatch):
    find_more(monkeypatch, most="owl")
    async with running(birds) as reader:
        await search(reader, "heron")
        await reader.press("tab", "G")
        await reader.until(lambda: len(hit_list(reader).hits) == NEAR + 3)
        await reader.press("G")
        assert "hit 63 of 63" in reader.status
        assert len({hit.item_id for hit in hit_list(reader).hits}) == NEAR + 3


async def test_a_number_goes_to_the_hit_of_that_number(birds, monkeypatch):
    find_more(monkeypatch, most="owl")
    async with running(birds) as reader:
        await search(reader, "heron")
        await reader.press("tab", "5", "G")
        await reader.until(lambda: "hit 5 of 63" in reader.status)


async def test_without_a_hit_with_all_words_the_line_comes_first(birds, monkeypatch):
    find_more(monkeypatch, most="owl", suggestion="heron")
    async with running(birds) as reader:
        await search(reader, "hernn")
        assert remark(reader) == (
            "0 with all words · 60 with most; did you mean: heron  (Tab takes it)"
        )
        assert "60 with most of the words" in reader.rows("#hits")[0]
        assert "hit 1 of 60" in reader.status
        await reader.press("tab")
        assert query(reader) == "heron"


async def test_enter_and_escape_come_back_to_a_hit_below_the_line(birds, monkeypatch):
    find_more(monkeypatch, most="owl")
    async with running(birds) as reader:
        await search(reader, "heron")
        await reader.press(*["down"] * 6)
        found = current(reader)
        await reader.press("enter")
        await reader.until(lambda: reader.focused == "item")
        await reader.until_text(found.title.text)
        await reader.press("escape")
        await reader.until(lambda: titles(reader))
        await reader.until_idle()
        assert current(reader) == found
        assert "hit 7 of 63" in reader.status


async def test_all_that_is_written_into_a_file_has_all_words(birds, monkeypatch):
    find_more(monkeypatch, most="owl")
    async with running(birds) as reader:
        await search(reader, "heron")
        await reader.press("ctrl+e")
        await reader.until(lambda: isinstance(reader.app.screen, AskLine))
        title = reader.app.screen.query_one("AskLine Input").border_title
        assert title == "Write 3 items into a file: .md or .json"


async def test_nothing_is_written_where_nothing_has_all_words(birds, monkeypatch):
    find_more(monkeypatch, most="owl")
    async with running(birds) as reader:
        await search(reader, "zzyzx")
        await reader.press("ctrl+e")
        await reader.until(lambda: reader.notices)
        assert reader.notices == ["no item has all of the words; select those to be written"]


async def test_how_the_query_was_read_is_said_after_the_counts(birds, monkeypatch):
    find_more(monkeypatch, remarks=("AND was read as a word",))
    async with running(birds) as reader:
        await search(reader, "heron")
        assert remark(reader) == "3 hits; AND was read as a word"


async def test_a_long_remark_is_not_cut(birds, monkeypatch):
    find_more(monkeypatch, most="owl", suggestion="heron", remarks=("AND was read as a word",))
    async with running(birds, (60, 20)) as reader:
        await search(reader, "hernn")
        lines = remark(reader).splitlines()
        assert all(len(line) <= 56 for line in lines)
        assert "AND was read as a word" in " ".join(lines)


async def test_only_what_is_seen_is_asked_for_at_first(birds, monkeypatch):
    asked = []
    find_more(monkeypatch, most="owl")
    answer = Library.search

    def search_and_note(library, query, *, limit=50, offset=0, **options):
        asked.append((offset, limit))
        return answer(library, query, limit=limit, offset=offset, **options)

    monkeypatch.setattr(Library, "search", search_and_note)
    async with running(birds, (80, 24)) as reader:
        await search(reader, "heron")
        first = len(hit_list(reader).hits)
        assert hit_list(reader).room <= first < 30
        hit_list(reader).scroll_end(animate=False)
        await reader.until(lambda: len(hit_list(reader).hits) > first)
        assert (first, 50) in asked
