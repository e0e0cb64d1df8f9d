"""Tables: columns aligned where they fit, else one row below the other."""

from __future__ import annotations

from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Span

from digests import Look, Paragraph, Run
from tui.rendering import styles
from tui.rendering.runs import StyledText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digests import Block, Runs, Table
    from tui.rendering.runs import Typesetter

_GAP = 2
"""Cells between two columns."""


def aligned_rows(table: Table, typesetter: Typesetter, width: int) -> list[StyledText]:
    """Return the header, a line and the rows, or nothing when they need more than `width`."""
    header = [typesetter.runs(cell, styles.BOLD) for cell in table.header]
    rows = [[typesetter.runs(cell) for cell in row] for row in table.rows]
    columns = zip_longest(header, *rows, fillvalue=StyledText(""))
    widths = [max(cell_len(cell.text) for cell in column) for column in columns]
    across = sum(widths) + _GAP * (len(widths) - 1)
    if across > width or any("\n" in cell.text for cell in chain(header, *rows)):
        return []
    line = StyledText("─" * across, (Span(0, across, styles.FAINT),))
    return [_row(header, widths), line, *(_row(row, widths) for row in rows)]


def rows_as_paragraphs(table: Table) -> list[Block]:
    """Return a paragraph for each row, with a line `header: value` for each cell in it."""
    return [Paragraph(tuple(_labelled(table.header, row))) for row in table.rows]


def _labelled(header: Sequence[Runs], row: Sequence[Runs]) -> list[Run]:
    runs: list[Run] = []
    for label, cell in zip(header, row, strict=False):
        if not cell:
            continue
        if runs:
            runs.append(Run("\n"))
        name = "".join(run.text for run in label)
        runs += [Run(f"{name}: ", Look.BOLD), *cell] if name else cell
    return runs


def _row(cells: Sequence[StyledText], widths: Sequence[int]) -> StyledText:
    text = ""
    spans: list[Span] = []
    for cell, width in zip(cells, widths, strict=False):
        spans += [
            Span(start + len(text), end + len(text), style) for start, end, style in cell.spans
        ]
        text += cell.text + " " * (width - cell_len(cell.text) + _GAP)
    return StyledText(text.rstrip(), tuple(spans))
