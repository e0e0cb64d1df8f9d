"""Which tables hold data, and which only lay out a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

_BLOCKS = (
    "table, h1, h2, h3, h4, h5, h6, p + p, ul, ol, blockquote, hr, pre, dl, img + br, button, form"
)
"""What stands in the cells of layouts, not of data."""

_LONGEST_CELL = 100
"""Characters: longer cells, in a table without a header, are prose."""

_FEWEST_ROWS = 2
_FEWEST_COLUMNS = 2
_MOST_MISSING = 0.25
"""Of the cells of a table without a header: the share that may be empty."""


def is_data_table(table: LexborNode) -> bool:
    """Return whether the rows and columns of a table mean something.

    A table with a header row does, unless its cells hold what only pages hold. One without does if
    it has at least two rows and columns of short cells, and nothing that sets widths.
    """
    if (table.attributes.get("role") or "").lower() in {"presentation", "none"}:
        return False
    rows = [list(_cells(row)) for row in _rows(table)]
    columns = {len(row) for row in rows}
    if len(rows) < _FEWEST_ROWS or max(columns, default=0) < _FEWEST_COLUMNS:
        return False
    if any(part.mem_id != table.mem_id for part in table.css(_BLOCKS)):
        return False
    if all(cell.tag == "th" for cell in rows[0]) and len(rows[0]) >= _FEWEST_COLUMNS:
        return not all(cell.tag == "th" for row in rows for cell in row)
    return len(columns) == 1 and _is_plain_data(table, rows)


def _is_plain_data(table: LexborNode, rows: list[list[LexborNode]]) -> bool:
    cells = [cell for row in rows for cell in row]
    texts = [(cell.text() or "").strip() for cell in cells]
    if texts.count("") > _MOST_MISSING * len(texts) or max(map(len, texts)) > _LONGEST_CELL:
        return False
    if any(cell.css_first("img, br, div") is not None for cell in cells):
        return False
    lays_out = any("width" in part.attributes for part in (table, *cells))
    is_marker_column = all(len((row[0].text() or "").strip()) <= 2 for row in rows)
    return not lays_out and not is_marker_column


def _rows(table: LexborNode) -> Iterator[LexborNode]:
    for part in table.iter():
        if part.tag == "tr":
            yield part
        elif part.tag in {"thead", "tbody", "tfoot"}:
            yield from (row for row in part.iter() if row.tag == "tr")


def _cells(row: LexborNode) -> Iterator[LexborNode]:
    return (cell for cell in row.iter() if cell.tag in {"td", "th"})
