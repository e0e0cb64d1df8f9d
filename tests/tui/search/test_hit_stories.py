"""The stories of hits: told below the preview, with keys that lead to the other tellings."""

from __future__ import annotations

import pytest

from tests.tui.running_reader import running
from tests.tui.searching_user import search
from tests.tui.telling_user import CHINESE, ENGLISH
from tui.search.screen import SearchScreen
from tui.stories.tellings import TellingsScreen

WIDE = (150, 40)


@pytest.mark.parametrize(
    ("settings", "words"),
    [(ENGLISH, "also in 2 digests: Tide Weekly"), (CHINESE, "也见于 2 份：Tide Weekly")],
    ids=["English", "Chinese"],
)
async def test_the_preview_says_where_the_hit_is_told_too(three_digests, settings, words):
    async with running(three_digests, WIDE, settings=settings) as reader:
        await search(reader, "Tessel releases")
        await reader.until(lambda: words.split(maxsplit=1)[0] in reader.text)


async def test_keys_are_offered_only_where_they_work(three_digests):
    async with running(three_digests, WIDE, settings=ENGLISH) as reader:
        await search(reader, "Tessel releases")
        await reader.until_text("also in")
        assert "= " not in reader.text
        await reader.press("tab")
        await reader.until_text("= ")
        await reader.press("=")
        await reader.until(lambda: isinstance(reader.app.screen, TellingsScreen))
        await reader.press("escape", "/")
        await reader.until(lambda: "= " not in reader.text)
        assert "also in" in reader.text


async def test_a_key_goes_to_the_best_other_telling(three_digests):
    async with running(three_digests, WIDE, settings=ENGLISH) as reader:
        await search(reader, "Tessel releases")
        await reader.press("tab", "g", "e")
        await reader.until(lambda: not isinstance(reader.app.screen, SearchScreen))
        await reader.until_place("Heron 4.2 is here")


async def test_a_hit_that_is_told_nowhere_else_has_no_such_line(three_digests):
    async with running(three_digests, WIDE, settings=ENGLISH) as reader:
        await search(reader, "quillon")
        await reader.until_text("It asks twice")
        await reader.press("tab", "=")
        await reader.until(lambda: bool(reader.notices))
        assert "also in" not in reader.text


async def test_what_was_told_of_a_hit_does_not_come_back_over_another_text(three_digests):
    async with running(three_digests, WIDE, settings=ENGLISH) as reader:
        await search(reader, "Tessel releases")
        await reader.until_text("also in")
        await reader.write(" -tessel")
        await reader.until(lambda: not reader.text.strip())
        await reader.press("ctrl+g", "tab")
        await reader.until_idle()
        assert "also in" not in reader.text
