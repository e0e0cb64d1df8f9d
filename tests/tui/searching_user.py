"""What a user of the search screen sees and does, in few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input, Static

from tui.search.hit_list import HitList
from tui.search.query_line import CandidateList
from tui.search.screen import SearchScreen

if TYPE_CHECKING:
    from tests.tui.running_reader import RunningReader


def search_screen(reader: RunningReader) -> SearchScreen:
    found = reader.app.screen
    assert isinstance(found, SearchScreen)
    return found


def hit_list(reader: RunningReader) -> HitList:
    return reader.app.screen.query_one(HitList)


def titles(reader: RunningReader) -> list[str]:
    return [hit.title.text for hit in hit_list(reader).hits]


def query(reader: RunningReader) -> str:
    return reader.app.screen.query_one("SearchLine > Input", Input).value


def remark(reader: RunningReader) -> str:
    return str(reader.app.screen.query_one("SearchLine > Static", Static).content)


def candidates(reader: RunningReader) -> str:
    return reader.app.screen.query_one(CandidateList).render().plain


async def search(reader: RunningReader, words: str, *, until: str = "") -> None:
    """Open the search and write; wait for a hit, or for one whose title holds `until`."""
    await reader.press("/")
    await reader.write(words)
    await reader.until(lambda: any(until in title for title in titles(reader)))
    await reader.until_idle()
    await reader.pilot.pause()


async def show_facets(reader: RunningReader) -> None:
    """Go to the facets and wait for them."""
    await reader.press("ctrl+g")
    await reader.until(lambda: reader.rows("#facets"))


async def save(reader: RunningReader, words: str) -> None:
    """Search, save the search under its own words, and come back to the reader."""
    await search(reader, words)
    await reader.press("ctrl+k", "enter", "escape")
