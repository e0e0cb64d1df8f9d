"""In the saved searches, and where a query is chosen."""

from __future__ import annotations

from tests.tui.command_example import example
from tests.tui.searching_user import query, save, search
from tui.dialogs.saved_searches import SavedSearchesScreen


async def saved_rows(reader, *words):
    """Save searches, and show them."""
    for word in words:
        await save(reader, word)
    await reader.press("g", "s")
    await reader.until(lambda: len(reader.rows("#queries")) == len(words))


@example("reader.saved-searches")
async def a_saved_search_is_opened_from_the_reader(reader):
    await saved_rows(reader, "tarn")
    assert "1 hit" in reader.rows("#queries")[0]
    await reader.press("enter")
    await reader.until(lambda: query(reader) == "tarn")


@example("saved.rename")
async def a_saved_search_gets_another_name(reader):
    await saved_rows(reader, "tarn")
    await reader.press("r")
    await reader.write(" of the lake")
    await reader.press("enter")
    await reader.until(lambda: "tarn of the lake" in reader.rows("#queries")[0])


@example("saved.mute")
async def what_a_saved_search_finds_is_dimmed(reader):
    await saved_rows(reader, "tarn")
    await reader.press("m")
    await reader.until(lambda: "dims · 1 hit" in reader.rows("#queries")[0])


@example("saved.forget")
async def a_saved_search_is_forgotten_after_a_question(reader):
    await saved_rows(reader, "tarn", "heron")
    await reader.press("j", "d", "y")
    await reader.until(lambda: len(reader.rows("#queries")) == 1)
    assert "tarn" in reader.rows("#queries")[0]


@example("choice.close")
async def escape_leaves_without_a_query(reader):
    await saved_rows(reader, "tarn")
    assert isinstance(reader.app.screen, SavedSearchesScreen)
    await reader.press("escape")
    assert not isinstance(reader.app.screen, SavedSearchesScreen)


@example("choice.close")
async def the_search_stays_as_it_was(reader):
    await search(reader, "tarn")
    await reader.press("escape", "/")
    await reader.write("heron")
    await reader.press("ctrl+r", "q")
    assert query(reader) == "heron"
