"""Tables with aligned columns, or as paragraphs where the columns would be too narrow."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Span

from digests import Look, Paragraph, Run
from tui.text import styles
from tui.text.runs import StyledText, moved, spans_on
from tui.text.wrapping import safe_width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digests import Block, Runs, Table
    from tui.text.runs import Typesetter

_GAP = 2
"""Cells between two columns."""

_NARROWEST = 10
"""Cells of the narrowest column that is still readable."""


def aligned_rows(table: Table, typesetter: Typesetter, width: int) -> list[StyledText]:
    """Return the lines of the header, a rule and the lines of the rows.

    If the columns do not fit into `width`, the text of the wide ones is wrapped, and an empty line
    separates rows. Returns an empty list if the columns would be too narrow to read.
    """
    header = [typesetter.runs(cell, styles.BOLD) for cell in table.header]
    rows = [[typesetter.runs(cell) for cell in row] for row in table.rows]
    columns = zip_longest(header, *rows, fillvalue=StyledText(""))
    natural = [max(_widest_line(cell) for cell in column) for column in columns]
    widths = _fitting(natural, width - _GAP * (len(natural) - 1))
    if not widths:
        return []
    total = sum(widths) + _GAP * (len(widths) - 1)
    rule = StyledText("─" * total, (Span(0, total, styles.FAINT),))
    row_lines = [list(_row(row, widths)) for row in rows]
    gap = [StyledText("")] if any(len(lines) > 1 for lines in row_lines) else []
    below = [line for lines in row_lines for line in (*gap, *lines)]
    return [*_row(header, widths), rule, *below[len(gap) :]]


def _widest_line(cell: StyledText) -> int:
    return max(cell_len(line) for line in cell.text.split("\n"))


def _fitting(natural: Sequence[int], room: int) -> list[int]:
    """Return widths that add up to at most `room`; all columns above a common limit are cut to it.

    Returns an empty list if even the narrowest columns do not fit.
    """
    if sum(natural) <= room:
        return list(natural)
    limits = range(_NARROWEST, room + 1)
    fitting = [limit for limit in limits if sum(min(n, limit) for n in natural) <= room]
    return [min(n, fitting[-1]) for n in natural] if fitting else []


def rows_as_paragraphs(table: Table) -> list[Block]:
    """Return a paragraph for each row, with a line `header: value` for each of its cells."""
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


def _row(cells: Sequence[StyledText], widths: Sequence[int]) -> Iterator[StyledText]:
    """Yield the lines of a row, each cell wrapped to its width."""
    columns = [_lines(cell, width) for cell, width in zip(cells, widths, strict=False)]
    for pieces in zip_longest(*columns, fillvalue=StyledText("")):
        text = ""
        spans: list[Span] = []
        for piece, width in zip(pieces, widths, strict=False):
            spans += moved(piece.spans, len(text))
            text += piece.text + " " * (width - cell_len(piece.text) + _GAP)
        yield StyledText(text.rstrip(), tuple(spans))


def _lines(cell: StyledText, width: int) -> list[StyledText]:
    lines = wrap(cell.text, safe_width(width))
    spans = spans_on(lines, cell.spans)
    return [
        StyledText(cell.text[start:end], tuple(line_spans))
        for (start, end), line_spans in zip(lines, spans, strict=True)
    ]
