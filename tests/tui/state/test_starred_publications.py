"""A publication is starred by a saved search for it, and comes first in catching up."""

from __future__ import annotations

import datetime

import pytest

from digests import SavedSearch, SavedSearches
from tests.tui.running_reader import running
from tests.tui.telling_user import ENGLISH, catch_up
from tui.state.catch_up import catch_up as catching_up
from tui.state.marks import ReadItems

STAR = SavedSearch("lantern-daily", 'in:"lantern-daily"')


@pytest.fixture
def saved(tmp_path):
    return SavedSearches(tmp_path / "searches.toml")


def titles(library, saved):
    since = datetime.date(2026, 8, 1)
    found = catching_up(library, since, ReadItems(library.marks), saved, "en")
    return [one.best.title.partition(" ")[0] for one in found.stories]


def test_what_several_digests_told_comes_first_and_then_starred_publications(three_digests, saved):
    assert titles(three_digests, saved)[0] == "Tessel"
    saved.save(SavedSearch("bridge", "in:qiao-ribao"))
    assert titles(three_digests, saved)[:2] == ["Tessel", "面包在冷处慢慢发酵"]
    saved.remove("bridge")
    saved.save(STAR)
    assert titles(three_digests, saved)[1] != "面包在冷处慢慢发酵"


async def test_a_star_is_kept_and_taken_back_with_the_same_key(three_digests, saved):
    saved.save(SavedSearch("heron", "heron"))
    async with running(three_digests, settings=ENGLISH, saved=saved) as reader:
        await reader.press("S")
        await reader.until(lambda: any("starred: lantern-daily" in n for n in reader.notices))
        assert saved.all() == (SavedSearch("heron", "heron"), STAR)
        await catch_up(reader)
        await reader.press("escape", "S")
        await reader.until(lambda: any("no longer starred" in n for n in reader.notices))
    assert saved.all() == (SavedSearch("heron", "heron"),)


async def test_other_searches_of_the_name_or_the_query_stay(three_digests, saved):
    others = (SavedSearch("lantern-daily", "lamp"), SavedSearch("quiet", STAR.query, "dim"))
    for other in others:
        saved.save(other)
    async with running(three_digests, settings=ENGLISH, saved=saved) as reader:
        await reader.press("S")
        await reader.until(lambda: len(saved.all()) == 3)
        assert saved.all() == (*others, SavedSearch(STAR.query, STAR.query))
        await reader.press("S")
        await reader.until(lambda: saved.all() == others)


async def test_a_file_with_a_mistake_is_told_and_stays(three_digests, saved):
    saved.path.write_text("[[search]\n", encoding="utf-8")
    async with running(three_digests, settings=ENGLISH, saved=saved) as reader:
        before = len(reader.notices)
        await reader.press("S")
        await reader.until(lambda: any("searches.toml" in n for n in reader.notices[before:]))
    assert saved.path.read_text(encoding="utf-8") == "[[search]\n"


async def test_a_star_without_quotation_marks_is_taken_back_too(three_digests, saved):
    saved.save(SavedSearch("lantern-daily", "in:lantern-daily"))
    async with running(three_digests, settings=ENGLISH, saved=saved) as reader:
        await reader.press("S")
        await reader.until(lambda: saved.all() == ())
