"""Where a block of HTML or Markdown belongs: into a list, a quote, a table, or the top level."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from digests.model.blocks import Paragraph, Quote
from digests.parsing.html.frames import Frame, Row, described, flat, list_part, table_parts
from digests.parsing.inline.html_tags import read_tag
from digests.parsing.parts import BodyBlock

if TYPE_CHECKING:
    from collections.abc import Callable

    from digests.parsing.html.pieces import Piece

_DEEPEST = 40
"""Open containers, entries and cells: blocks are walked by recursion."""

_CELLS = frozenset({"cell"})
_PARTS_OF_LISTS = frozenset({"cell", "quote"})


class Containers:
    """The containers that are open, and the blocks of those that are closed."""

    def __init__(self) -> None:
        """Begin with nothing open."""
        self._parts: list[BodyBlock] = []
        self._frames: list[Frame] = []
        self._line = 0
        self._navigations = 0

    @property
    def are_open(self) -> bool:
        """Whether a list, table or quote is open."""
        return bool(self._frames)

    def take(self, piece: Piece, line: int) -> None:
        """Open or close what a tag on a line opens or closes."""
        self._line = line
        if piece.name == "nav":
            self._navigations = max(0, self._navigations + (-1 if piece.closes else 1))
        elif read := (_CLOSE if piece.closes else _OPEN).get(piece.name):
            read(self, piece)

    def finish(self) -> list[BodyBlock]:
        """Close what is open, and return all blocks at the top level."""
        self._close_down_to(0)
        return self._parts

    def add(self, part: BodyBlock) -> None:
        """Put a block where it stands: into what is open, or at the top level."""
        frame = self._frames[-1] if self._frames else None
        if frame is None:
            self._parts.append(part)
        elif frame.kind != "list":
            frame.parts.append(part)
        elif frame.entries:
            frame.entries[-1].append(part)
        else:
            frame.entries.append([part])

    def _push(self, kind: str, *, is_closed: bool) -> Frame:
        frame = Frame(kind, is_closed, self._line)
        self._frames.append(frame)
        return frame

    def _innermost(self, kind: str, within: frozenset[str] = frozenset()) -> int:
        """Return the index of the innermost frame of a kind, or -1; `within` ends the search."""
        for index in range(len(self._frames) - 1, -1, -1):
            if self._frames[index].kind == kind:
                return index
            if self._frames[index].kind in within:
                break
        return -1

    def _close_down_to(self, count: int) -> None:
        while len(self._frames) > count:
            self._close(self._frames.pop())

    def end_block(self) -> None:
        """Close what has no closing tag, and what is inside it, where a block of HTML ends."""
        self._navigations = 0
        is_closed = [frame.is_closed for frame in self._frames]
        if False in is_closed:
            self._close_down_to(is_closed.index(False))

    def _close(self, frame: Frame) -> None:
        match frame.kind:
            case "entry":
                parts = described(frame.term, frame.parts) if frame.term else frame.parts
                self._frames[-1].entries.append(parts)
            case "cell":
                self._frames[-1].rows[-1].cells.append(frame.parts)
            case "list" if (part := list_part(frame)) is not None:
                if self._navigations:
                    part = replace(part, block=Paragraph(flat([part.block])), entry_lines=())
                self.add(part)
            case "quote" if frame.parts:
                quote = Quote(tuple(part.block for part in frame.parts))
                self.add(BodyBlock(quote, frame.line, is_html=True))
            case "table":
                for part in table_parts(frame):
                    self.add(part)
            case _:
                pass

    def _open_list(self, piece: Piece) -> None:
        if len(self._frames) < _DEEPEST:
            list_above = self._frames[-1] if self._frames else None
            if list_above and list_above.kind == "list" and list_above.entries:
                # a list directly inside a list belongs to the entry above it
                entry = self._push("entry", is_closed=list_above.is_closed)
                entry.parts = list_above.entries.pop()
            frame = self._push("list", is_closed=piece.is_closed)
            if piece.name == "ol":
                tag = read_tag(piece.source)
                start = tag.attributes.get("start", "") if tag else ""
                frame.start = int(start) if re.fullmatch(r"[0-9]{1,9}", start) else 1

    def _open_entry(self, _piece: Piece) -> None:
        index = self._innermost("list", _PARTS_OF_LISTS)
        if index < 0:
            if len(self._frames) >= _DEEPEST:
                return
            self._push("list", is_closed=False)
            index = len(self._frames) - 1
        self._close_down_to(index + 1)
        self._push("entry", is_closed=self._frames[index].is_closed)

    def _open_term(self, piece: Piece) -> None:
        entry = self._frames[-1] if self._frames else None
        if entry is None or entry.kind != "entry" or entry.term is not None or not entry.parts:
            self._open_entry(piece)

    def _open_description(self, piece: Piece) -> None:
        index = self._innermost("entry", _PARTS_OF_LISTS)
        if index < 0:
            self._open_entry(piece)
            return
        self._close_down_to(index + 1)
        entry = self._frames[-1]
        if entry.term is None:
            entry.term, entry.parts = entry.parts, []

    def _open_quote(self, piece: Piece) -> None:
        if len(self._frames) < _DEEPEST:
            self._push("quote", is_closed=piece.is_closed)

    def _open_table(self, piece: Piece) -> None:
        if len(self._frames) < _DEEPEST:
            self._push("table", is_closed=piece.is_closed)

    def _table(self) -> Frame | None:
        """Return the table that is open, with no cell open in it; None without one."""
        index = self._innermost("table")
        if index < 0:
            return None
        self._close_down_to(index + 1)
        return self._frames[index]

    def _open_row(self, _piece: Piece) -> None:
        table = self._table()
        if table is None and len(self._frames) < _DEEPEST:
            table = self._push("table", is_closed=False)
        if table is not None:
            table.rows.append(Row(table.in_head))

    def _open_cell(self, piece: Piece) -> None:
        table = self._table()
        if table is None or not table.rows:
            self._open_row(piece)
            table = self._table()
        if table is not None:
            row = table.rows[-1]
            is_first = len(table.rows) == 1
            row.is_header = table.in_head or (
                is_first and piece.name == "th" and (row.is_header or not row.cells)
            )
            self._push("cell", is_closed=table.is_closed)

    def _open_rows(self, piece: Piece) -> None:
        if (table := self._table()) is not None:
            table.in_head = piece.name == "thead" and not table.rows

    def _close_list(self, _piece: Piece) -> None:
        self._close_innermost("list", _PARTS_OF_LISTS)

    def _close_entry(self, _piece: Piece) -> None:
        if self._innermost("entry", _PARTS_OF_LISTS) > self._innermost("list", _PARTS_OF_LISTS):
            self._close_innermost("entry", _PARTS_OF_LISTS)

    def _close_quote(self, _piece: Piece) -> None:
        self._close_innermost("quote", _CELLS)

    def _close_cell(self, _piece: Piece) -> None:
        self._table()

    def _close_table(self, _piece: Piece) -> None:
        self._close_innermost("table", frozenset())

    def _close_innermost(self, kind: str, within: frozenset[str]) -> None:
        index = self._innermost(kind, within)
        if index >= 0:
            self._close_down_to(index)


_OPEN: dict[str, Callable[[Containers, Piece], None]] = {
    **dict.fromkeys(("ul", "ol", "menu", "dl"), Containers._open_list),
    "li": Containers._open_entry,
    "dt": Containers._open_term,
    "dd": Containers._open_description,
    "blockquote": Containers._open_quote,
    "table": Containers._open_table,
    **dict.fromkeys(("thead", "tbody", "tfoot", "caption"), Containers._open_rows),
    "tr": Containers._open_row,
    "td": Containers._open_cell,
    "th": Containers._open_cell,
}
_CLOSE: dict[str, Callable[[Containers, Piece], None]] = {
    **dict.fromkeys(("ul", "ol", "menu", "dl"), Containers._close_list),
    "li": Containers._close_entry,
    "blockquote": Containers._close_quote,
    **dict.fromkeys(("td", "th", "tr", "thead", "tbody", "tfoot"), Containers._close_cell),
    "table": Containers._close_table,
}
