"""On the search screen: in the two issues of Monday and Sunday."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from textual.widgets import Input

from tests.tui.command_example import example
from tests.tui.searching_user import candidates, hit_list, query, search, titles
from tui.dialogs.ask_line import AskLine
from tui.dialogs.query_choice import EarlierSearches
from tui.dialogs.saved_searches import SavedSearchesScreen
from tui.search.screen import SearchScreen

SMALL = (60, 12)
"""So small that not all hits are seen."""
EVERYTHING = "lang:zh OR lang:en"


@example("search.next-hit")
async def the_arrow_goes_down_while_one_writes(reader):
    await search(reader, EVERYTHING)
    await reader.press("down", "down")
    assert hit_list(reader).cursor == 2


@example("search.previous-hit")
async def the_arrow_goes_up_while_one_writes(reader):
    await search(reader, EVERYTHING)
    await reader.press("down", "down", "up")
    assert hit_list(reader).cursor == 1


@example("search.page-down", size=SMALL)
async def page_down_goes_down_while_one_writes(reader):
    await search(reader, EVERYTHING)
    await reader.press("pagedown")
    assert 0 < hit_list(reader).cursor < hit_list(reader).row_count - 1


@example("search.page-up", size=SMALL)
async def page_up_goes_up_while_one_writes(reader):
    await search(reader, EVERYTHING)
    await reader.press("pagedown", "pagedown", "pageup")
    assert 0 < hit_list(reader).cursor < hit_list(reader).row_count - 1


@example("search.go-to-hit")
async def enter_reads_the_hit_in_its_issue(reader):
    await search(reader, "tarn")
    await reader.press("enter")
    await reader.until_place("Tarn")


@example("search.complete")
async def tab_writes_the_field_and_then_its_value(reader):
    await reader.press("/")
    await reader.write("la")
    await reader.until(lambda: "lang:" in candidates(reader))
    await reader.press("tab")
    await reader.until(lambda: query(reader) == "lang:")
    await reader.write("z")
    await reader.until(lambda: "zh 3" in candidates(reader))
    await reader.press("tab")
    assert query(reader) == "lang:zh"


@example("search.complete-back")
async def shift_tab_takes_the_candidate_before(reader):
    await reader.press("/")
    await reader.write("sort:")
    await reader.until(lambda: "best" in candidates(reader))
    await reader.press("tab", "tab")
    assert query(reader) == "sort:best"
    await reader.press("shift+tab")
    assert query(reader) == "sort:new"


@example("search.facets")
async def the_facets_appear_and_get_the_focus(reader):
    await search(reader, EVERYTHING)
    await reader.press("ctrl+g")
    assert reader.focused == "facets"
    await reader.until(lambda: any("lantern-daily" in row for row in reader.rows("#facets")))


@example("search.sort")
async def the_newest_come_first_and_the_query_says_so(reader):
    await search(reader, "starts OR is OR title OR 石桥")
    await reader.press("ctrl+s")
    assert query(reader) == "sort:new (starts OR is OR title OR 石桥)"
    await reader.until(lambda: titles(reader)[:1] == ["石桥供货"])


@example("search.history")
async def earlier_searches_are_offered(reader):
    await search(reader, "tarn")
    await reader.press("escape", "/", "ctrl+r")
    assert isinstance(reader.app.screen, EarlierSearches)
    await reader.press("enter")
    assert query(reader) == "tarn"


@example("search.save")
async def a_search_is_saved_under_a_name(reader):
    await search(reader, "tarn")
    await reader.press("tab", "S")
    await reader.write(" news")
    await reader.press("enter")
    assert reader.notices == ["saved as tarn news"]


@example("search.saved")
async def the_saved_searches_are_shown(reader):
    await search(reader, "tarn")
    await reader.press("tab", "g", "s")
    assert isinstance(reader.app.screen, SavedSearchesScreen)


@example("search.query")
async def a_slash_goes_back_to_the_query(reader):
    await search(reader, "tarn")
    await reader.press("tab")
    assert reader.focused == "hits"
    await reader.press("/")
    await reader.write(" x")
    assert query(reader) == "tarn x"


@example("search.close")
async def escape_leaves_the_search(reader):
    await reader.press("/")
    assert isinstance(reader.app.screen, SearchScreen)
    await reader.press("escape")
    assert not isinstance(reader.app.screen, SearchScreen)


@example("search.export")
async def all_hits_are_written_into_a_file(reader):
    await search(reader, EVERYTHING)
    await reader.press("ctrl+e")
    await reader.until(lambda: isinstance(reader.app.screen, AskLine))
    file = Path(reader.app.screen.query_one(Input).value)
    await reader.press("ctrl+u")
    with TemporaryDirectory() as folder:
        path = Path(folder) / file.name
        await reader.write(str(path))
        await reader.press("enter")
        await reader.until(path.exists)
        text = path.read_text(encoding="utf-8")
    assert "青鸟-3 开源了" in text
    assert "Quillon" in text


@example("search.timeline")
async def shift_t_asks_for_the_words_of_the_query(reader):
    await search(reader, "tarn lang:en")
    await reader.press("tab", "T")
    assert reader.app.screen.query_one(Input).value == "tarn"
