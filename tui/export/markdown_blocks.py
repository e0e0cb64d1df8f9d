"""Blocks of a body as Markdown: the way back from what the parser has read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from digests import Code, ListBlock, Paragraph, Quote, Rule, Subheading, Table
from tui.export.markdown_runs import runs_markdown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digests import Block, Runs
    from tui.export.markdown_runs import Resolve

_FENCE = re.compile("^`{3,}", re.MULTILINE)


def blocks_markdown(blocks: Sequence[Block], resolve: Resolve, heading: int = 3) -> str:
    """Return blocks as Markdown.

    Args:
        blocks: In reading order.
        resolve: Makes an address whole.
        heading: The level of subheadings.
    """
    return "\n".join(_lines(blocks, resolve, heading))


def quoted(markdown: str) -> str:
    """Return Markdown as a quote."""
    return "\n".join(f"> {line}".rstrip() for line in markdown.split("\n"))


def _lines(blocks: Sequence[Block], resolve: Resolve, heading: int) -> Iterator[str]:
    before: Block | None = None
    for block in blocks:
        lines = list(_block_lines(block, resolve, heading))
        if not any(lines):
            continue
        if before is not None:
            yield ""
        if isinstance(block, ListBlock) and isinstance(before, ListBlock):
            yield from ("<!-- -->", "")  # or the two would be read as one list
        yield from lines
        before = block


def _block_lines(block: Block, resolve: Resolve, heading: int) -> Iterator[str]:
    match block:
        case Paragraph(runs):
            yield from runs_markdown(runs, resolve).split("\n")
        case Subheading(runs):
            yield f"{'#' * heading} {_one_line(runs, resolve)}"
        case ListBlock():
            yield from _list_lines(block, resolve, heading)
        case Quote(blocks):
            yield quoted(blocks_markdown(blocks, resolve, heading))
        case Code():
            yield from _code_lines(block)
        case Table():
            yield from _table_lines(block, resolve)
        case Rule():
            yield "***"  # dashes could be read as entries of a list
        case _:
            assert_never(block)


def _list_lines(block: ListBlock, resolve: Resolve, heading: int) -> Iterator[str]:
    for position, entry in enumerate(block.entries):
        mark = "- " if block.start is None else f"{block.start + position}. "
        first, *rest = blocks_markdown(entry, resolve, heading).split("\n")
        if first:
            yield mark + first
        yield from (" " * len(mark) + line if line else "" for line in rest)


def _code_lines(code: Code) -> Iterator[str]:
    longest = max(map(len, _FENCE.findall(code.text)), default=2)
    fence = "`" * max(longest + 1, 3)
    yield fence + code.language.replace("`", "").strip()
    yield from code.text.split("\n")
    yield fence


def _table_lines(table: Table, resolve: Resolve) -> Iterator[str]:
    yield _row([_one_line(cell, resolve) for cell in table.header])
    yield _row(["---"] * len(table.header))
    for row in table.rows:
        yield _row([_one_line(cell, resolve) for cell in row])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _one_line(runs: Runs, resolve: Resolve) -> str:
    return " ".join(runs_markdown(runs, resolve).split())
