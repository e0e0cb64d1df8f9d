"""Saved searches, their mute rules, and the marks of hits."""

from __future__ import annotations

import pytest

from digests import SavedSearch, SavedSearches
from tests.factories import digest, write
from tests.tui.running_reader import running
from tests.tui.searching_user import query, save, search, search_screen
from tui.dialogs.saved_searches import SavedSearchesScreen
from tui.item_commands.links import HitLinks
from tui.keys.command_groups import is_available
from tui.search.hit_list import HitList


@pytest.fixture
def saved(tmp_path):
    return SavedSearches(tmp_path / "searches.toml")


async def test_a_name_that_another_search_has_is_asked_for_again(two_days, saved):
    saved.save(SavedSearch("tarn", "heron"))
    async with running(two_days, saved=saved) as reader:
        await search(reader, "tarn")
        await reader.press("ctrl+k", "enter")
        await reader.write(" 2")
        await reader.press("enter")
    assert saved.all() == (SavedSearch("tarn", "heron"), SavedSearch("tarn 2", "tarn"))


async def test_saving_a_search_again_keeps_its_mute_rule(two_days, saved):
    saved.save(SavedSearch("tarn", "tarn", "dim"))
    async with running(two_days, saved=saved) as reader:
        await save(reader, "tarn")
    assert saved.all() == (SavedSearch("tarn", "tarn", "dim"),)


async def test_a_broken_file_is_told_and_stays(two_days, saved):
    saved.path.write_text("[[search]\n", encoding="utf-8")
    async with running(two_days, saved=saved) as reader:
        await save(reader, "tarn")
        assert any("searches.toml, line 1" in notice for notice in reader.notices)
    assert saved.path.read_text(encoding="utf-8") == "[[search]\n"


async def test_saved_searches_are_offered_before_anything_is_asked(two_days, saved):
    saved.save(SavedSearch("Lakes", "tarn"))
    async with running(two_days, saved=saved) as reader:
        await reader.press("/")
        assert "▌ Lakes  tarn" in reader.rows("#start")
        await reader.press("enter")
        assert query(reader) == "tarn"


async def test_a_misspelt_search_is_listed_as_such(two_days, saved):
    saved.save(SavedSearch("Wrong", "(tarn"))
    async with running(two_days, saved=saved) as reader:
        await reader.press("g", "s")
        await reader.until(lambda: reader.rows("#queries"))
        assert "misspelt" in reader.rows("#queries")[0]


async def test_the_mute_of_a_search_goes_round(two_days, saved):
    saved.save(SavedSearch("Lakes", "tarn"))
    async with running(two_days, saved=saved) as reader:
        await reader.press("g", "s")
        assert isinstance(reader.app.screen, SavedSearchesScreen)
        await reader.until(lambda: reader.rows("#queries"))
        for mute in ("dim", "hide", "read", ""):
            await reader.press("m")
            await reader.until_idle()
            assert saved.all() == (SavedSearch("Lakes", "tarn", mute),)


async def test_what_is_new_is_marked_as_read_by_a_rule_and_undo_takes_it_back(two_days, saved):
    saved.save(SavedSearch("Lakes", "tarn", "read"))
    async with running(two_days, saved=saved) as reader:
        await reader.until_idle()
        write(two_days.folders[0] / "2026-08-04.md", digest("Tarn again", "Heron again"))
        two_days.refresh()
        await reader.until(lambda: any("by mute rules" in notice for notice in reader.notices))
        assert any(notice.startswith("1 item marked read by") for notice in reader.notices)
        assert two_days.search("is:read", limit=5).hits[0].title.text == "Tarn again"
        await reader.press("ctrl+z")
        await reader.until(lambda: not two_days.search("is:read").total)


async def test_hits_have_signs_for_unread_and_starred(two_days):
    async with running(two_days) as reader:
        await search(reader, "tarn")
        await reader.until(lambda: reader.rows("#hits")[0].startswith("▌o "))
        await reader.press("tab", "m")
        await reader.until(lambda: not reader.rows("#hits")[0].startswith("▌o "))
        await reader.press("s")
        await reader.until(lambda: reader.rows("#hits")[1].startswith("▌* "))
        assert two_days.search("tarn is:read is:starred").total == 1


async def test_selected_hits_are_marked_together(two_days):
    async with running(two_days) as reader:
        await search(reader, "tarn OR quillon OR 石桥")
        await reader.press("tab")
        await reader.press("v", "v")
        await reader.until(lambda: len(search_screen(reader).chosen_ids) == 2)
        assert reader.rows("#hits")[0].startswith("x ")
        await reader.press("s")
        await reader.until(lambda: two_days.search("is:starred").total == 2)
        await reader.press("V")
        await reader.until(lambda: not any(row.startswith("x ") for row in reader.rows("#hits")))


async def test_links_of_the_hit_before_are_not_offered(two_days):
    async with running(two_days) as reader:
        await search(reader, "tarn OR quillon")
        screen, hits = search_screen(reader), reader.app.screen.query_one("#hits", HitList)
        links = next(group for group in screen.command_groups if isinstance(group, HitLinks))
        await reader.until(lambda: is_available(links, "open_link"))
        hits.cursor = 1
        assert not is_available(links, "open_link")
        await reader.until(lambda: is_available(links, "open_link"))
