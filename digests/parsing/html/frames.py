"""The containers that are open while HTML is read, and the blocks that they become."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from digests.model.blocks import Code, ListBlock, Look, Paragraph, Quote, Run, Subheading, Table
from digests.parsing.inline.line_breaks import HARD_BREAK, text_of
from digests.parsing.parts import BodyBlock

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from digests.model.blocks import Block, Runs

_MOST_EMPTY_CELLS = 10_000
"""Cells that rows of different lengths may need to become a table."""


@dataclass(slots=True)
class Row:
    """A row of a table, a list of blocks for each cell."""

    is_header: bool
    cells: list[list[BodyBlock]] = field(default_factory=list)


@dataclass(slots=True)
class Frame:
    """An open list, entry, quote, table or cell."""

    kind: str
    is_closed: bool
    """Whether its closing tag follows."""

    line: int
    parts: list[BodyBlock] = field(default_factory=list)
    """What is inside; for a table what is above it."""

    start: int | None = None
    term: list[BodyBlock] | None = None
    """For an entry of `<dl>`: what is described; None until the description begins."""

    entries: list[list[BodyBlock]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    in_head: bool = False
    """For a table: whether its rows belong to its header."""


def list_part(frame: Frame) -> BodyBlock | None:
    """Return a list as one block; None when it is empty."""
    entries = [entry for entry in frame.entries if entry]
    if not entries:
        return None
    blocks = tuple(tuple(part.block for part in entry) for entry in entries)
    lines = tuple(entry[0].line for entry in entries)
    return BodyBlock(ListBlock(blocks, frame.start), frame.line, is_html=True, entry_lines=lines)


def described(term: list[BodyBlock], description: list[BodyBlock]) -> list[BodyBlock]:
    """Return an entry of `<dl>` as Markdown would have it: `**term**: description`."""
    runs = bold(flat(part.block for part in term))
    if not runs or not description:
        return [replace(part, block=_bold_block(part.block)) for part in term] + description
    first = description[0].block
    if not isinstance(first, Paragraph):
        return [replace(term[0], block=Paragraph(runs)), *description]
    colon = "" if text_of(runs).rstrip().endswith((":", "：")) else ":"
    joined = Paragraph((*runs, Run(f"{colon} "), *first.runs))
    return [replace(term[0], block=joined), *description[1:]]


def _bold_block(block: Block) -> Block:
    return Paragraph(bold(block.runs)) if isinstance(block, Paragraph) else block


def bold(runs: Runs) -> Runs:
    """Return `runs` in bold; images stay as they are."""
    return tuple(run if run.image else replace(run, look=run.look | Look.BOLD) for run in runs)


def table_parts(frame: Frame) -> list[BodyBlock]:
    """Return what is above a table, and the table.

    A table that only arranges a page is what is in its cells, in reading order: it has headings or
    tables in cells, or more than paragraphs in its only row or column.
    """
    rows = [row for row in frame.rows if any(row.cells)]
    parts = [part for row in rows for cell in row.cells for part in cell]
    if not rows or _arranges(rows, parts):
        return frame.parts + parts
    cells = [tuple(flat(part.block for part in cell) for cell in row.cells) for row in rows]
    if len(rows) == 1 and not rows[0].is_header and all(map(_is_link, cells[0])):
        bar = flat(part.block for part in parts)
        return [*frame.parts, BodyBlock(Paragraph(bar), frame.line, is_html=True)]
    width = max(map(len, cells))
    whole = [row + ((),) * (width - len(row)) for row in cells]
    header = whole.pop(0) if rows[0].is_header else ((),) * width
    return [*frame.parts, BodyBlock(Table(header, tuple(whole)), frame.line, is_html=True)]


def _arranges(rows: list[Row], parts: list[BodyBlock]) -> bool:
    widths = [len(row.cells) for row in rows]
    empty = max(widths) * len(rows) - sum(widths)
    has_more = any(not isinstance(part.block, Paragraph) for part in parts)
    is_line = len(rows) == 1 or max(widths) == 1
    has_outer = any(isinstance(part.block, Subheading | Table) for part in parts)
    return has_outer or (has_more and is_line) or empty > _MOST_EMPTY_CELLS


def _is_link(cell: Runs) -> bool:
    """Whether all words of a cell are linked; an empty cell has none that are not."""
    return all(run.url or run.image or not run.text.strip(" \t\n\v|·•") for run in cell)


def flat(blocks: Iterable[Block]) -> Runs:
    """Return the runs of `blocks` as one paragraph, with a line for each block and entry."""
    runs: list[Run] = []
    for line in _flat_lines(blocks):
        if line and runs:
            runs.append(Run(HARD_BREAK))
        runs.extend(line)
    return tuple(runs)


def _flat_lines(blocks: Iterable[Block]) -> Iterator[Runs]:
    for block in blocks:
        match block:
            case Paragraph(runs) | Subheading(runs):
                yield runs
            case ListBlock(entries):
                for entry in entries:
                    yield from _flat_lines(entry)
            case Quote(inner):
                yield from _flat_lines(inner)
            case Code(text):
                yield (Run(text.replace("\n", HARD_BREAK), Look.CODE),) if text else ()
            case Table(header, rows):
                for row in (header, *rows):
                    yield from row
            case _:
                pass
