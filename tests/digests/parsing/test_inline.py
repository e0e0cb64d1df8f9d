"""The inside of a paragraph: its looks, links and images."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from digests.model.blocks import Look
from digests.parsing.inline.reader import InlineReader
from digests.parsing.inline.wiki_links import escape_bars
from digests.parsing.markdown import markdown_parser
from tests.blocks import TextBlock, blocks_of

if TYPE_CHECKING:
    from digests import Run

BLOCKS: list[Any] = [
    pytest.param(block, id=block.name.replace(" ", "-")) for block in blocks_of("inline.txt")
]


def described(run: Run) -> str:
    """Return `LOOK: TEXT -> ADDRESS` of a run that is not plain text, else nothing."""
    if run.image:
        return f"image: {run.image}"
    look = f"{run.look.name.lower()}: " if run.look is not Look.PLAIN and run.look.name else ""
    address = f" -> {run.url}" if run.url else ""
    return f"{look}{run.text}{address}" if look or address else ""


@pytest.mark.parametrize("block", BLOCKS)
def test_looks_and_links(block: TextBlock):
    runs = InlineReader(markdown_parser(), {"footnotes": {}}).runs(block.text)
    assert tuple(filter(None, map(described, runs))) == block.expected


def test_bars_of_wiki_links_are_escaped_in_rows_only():
    row = "| [[a|b]] | [[c\\|d]] | e |"
    assert escape_bars(row) == "| [[a\\|b]] | [[c\\|d]] | e |"
    prose = "So [[a|b]] is, and `[[ x || y ]]`."
    assert escape_bars(prose) == prose
