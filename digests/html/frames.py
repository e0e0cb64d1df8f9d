"""What is open while a page is read, and what becomes of it at its end."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from digests.html.flow import Grid, Lines, Listed, Listing, Quotation, Span, restyled

if TYPE_CHECKING:
    from collections.abc import Callable

    from digests.html.flow import Block, Line


@dataclass(slots=True)
class Frame:
    """A list, entry, quote, table, row or cell that is open."""

    kind: str
    start: int = 1
    blocks: list[Block] = field(default_factory=list)
    entries: list[tuple[Block, ...]] = field(default_factory=list)
    rows: list[list[Line]] = field(default_factory=list)
    terms: list[Block] = field(default_factory=list)


def close_frame(frame: Frame, around: Frame, code: Callable[[], str]) -> None:
    """Add what a frame has collected to the one around it; `code` returns the text of a code."""
    _CLOSE[frame.kind](around, frame, code)


def _close_list(around: Frame, frame: Frame, _code: Callable[[], str]) -> None:
    if frame.terms:
        frame.entries.append(tuple(frame.terms))
    if frame.blocks:  # beside the entries
        frame.entries.append(tuple(frame.blocks))
    if frame.entries:
        start = frame.start if frame.kind == "numbers" else None
        around.blocks.append(Listing(tuple(frame.entries), start))


def _close_entry(around: Frame, frame: Frame, _code: Callable[[], str]) -> None:
    if frame.blocks:
        around.entries.append(tuple(frame.blocks))


def _close_term(around: Frame, frame: Frame, _code: Callable[[], str]) -> None:
    around.terms += [_emboldened(block) for block in frame.blocks]


def _close_description(around: Frame, frame: Frame, _code: Callable[[], str]) -> None:
    if not around.terms and around.entries:  # a further description of the same term
        around.entries[-1] += tuple(frame.blocks)
        return
    blocks = _described(around.terms, frame.blocks)
    around.terms = []
    if blocks:
        around.entries.append(tuple(blocks))


def _described(terms: list[Block], blocks: list[Block]) -> list[Block]:
    """Join a term to its description by a colon, where both are one line."""
    if len(terms) == 1 and blocks:
        term, first = terms[0], blocks[0]
        if isinstance(term, Lines) and isinstance(first, Lines) and len(term.lines) == 1:
            plain = first.lines[0][0].style
            line = (*term.lines[0], Span(": ", plain), *first.lines[0])
            return [Lines((line, *first.lines[1:])), *blocks[1:]]
    return [*terms, *blocks]


def _close_quote(around: Frame, frame: Frame, _code: Callable[[], str]) -> None:
    if frame.blocks:
        around.blocks.append(Quotation(tuple(frame.blocks)))


def _close_code(around: Frame, frame: Frame, code: Callable[[], str]) -> None:
    around.blocks.extend(frame.blocks)
    if (text := code()).strip():
        around.blocks.append(Listed(text.strip("\n")))


def _close_cell(around: Frame, frame: Frame, _code: Callable[[], str]) -> None:
    line: list[Span] = []
    for block in frame.blocks:
        for inner in block.lines if isinstance(block, Lines) else ():
            line += [Span("\n"), *inner] if line else inner
    if around.rows:
        around.rows[-1].append(tuple(line))


def _close_row(around: Frame, frame: Frame, _code: Callable[[], str]) -> None:
    around.blocks.extend(frame.blocks)
    around.rows.append([cell for row in frame.rows for cell in row])


def _close_grid(around: Frame, frame: Frame, _code: Callable[[], str]) -> None:
    around.blocks.extend(frame.blocks)  # a caption
    rows = [row for row in frame.rows if any(row)]
    width = max(map(len, rows), default=0)
    if rows:
        around.blocks.append(Grid(tuple((*row, *[()] * (width - len(row))) for row in rows)))


def _close_cards(around: Frame, frame: Frame, _code: Callable[[], str]) -> None:
    around.blocks.extend(frame.blocks)


_CLOSE: dict[str, Callable[[Frame, Frame, Callable[[], str]], None]] = {
    "bullets": _close_list,
    "numbers": _close_list,
    "cards": _close_cards,
    "entry": _close_entry,
    "term": _close_term,
    "description": _close_description,
    "quote": _close_quote,
    "code": _close_code,
    "grid": _close_grid,
    "row": _close_row,
    "cell": _close_cell,
}
FRAMES = frozenset(_CLOSE)
OF_GRIDS = frozenset({"grid", "row", "cell"})


def _emboldened(block: Block) -> Block:
    if not isinstance(block, Lines):
        return block
    return replace(block, lines=tuple(restyled(line, bold=True) for line in block.lines))
