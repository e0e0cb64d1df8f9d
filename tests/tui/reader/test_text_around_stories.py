"""Text that belongs to no story can be read, on the rows of the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digests import Library
from tests.factories import write
from tests.tui.maple_letter import AROUND, LETTER
from tests.tui.running_reader import running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def maple(tmp_path: Path) -> Iterator[Library]:
    folder = tmp_path / "maple-letter"
    write(folder / "2026-08-03.md", LETTER)
    with Library.open([folder], tmp_path / "cache") as library:
        library.refresh()
        yield library


@pytest.mark.parametrize("row", AROUND)
async def test_text_around_stories_stands_on_the_row_of_its_heading(maple, row):
    async with running(maple) as reader:
        await reader.press("enter")
        while row not in reader.place:
            await reader.press("j")
        for words in AROUND[row]:
            await reader.until_text(words)


async def test_every_word_of_an_issue_is_on_some_row(maple):
    async with running(maple) as reader:
        await reader.press("enter")
        seen, place = "", ""
        while place != reader.place:
            place = reader.place
            await reader.until_idle()
            seen += reader.text
            await reader.press("j")
        lines = (line.strip("> #-") for line in LETTER.split("---")[2].splitlines())
        words = {word for line in lines for word in line.split() if word.isalpha()}
        assert words - set(seen.replace(".", " ").replace(",", " ").split()) == set()
