"""Collecting spans into lines, lines into paragraphs, and these into lists, quotes and tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from digests.html.flow import (
    Divider,
    Grid,
    Lines,
    Listed,
    Listing,
    Quotation,
    Span,
    is_bold,
    text_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from digests.html.flow import Block, Line, Style

_DEEPEST = 30
"""Lists, quotes and tables inside one another; deeper ones are paragraphs."""

_SPACE = re.compile(r"[ \t\n\r\f\v\xa0\u2002-\u200a\u202f\u205f]+")
_SOURCE_BREAK = "\r"
"""A line end of the source, which is a space unless it is between two CJK characters (see
https://www.w3.org/TR/css-text-3/#line-break-transform)."""

_GAPS = (" ", _SOURCE_BREAK)
_CJK_BREAK = re.compile(
    r"(?<=[\u2e80-\u9fff\uff00-\uff60\uf900-\ufaff])\r(?=[\u2e80-\u9fff\uff00-\uff60\uf900-\ufaff])"
)

_NOTHING = dict.fromkeys(map(ord, "\u00ad\u034f\u061c\u180e\u200b\u200c\u2060\ufeff"))
"""What is written to fill preheaders, or to allow a line to end in a word."""

_MARKER = re.compile(
    r"\s*(?:[•·●▪◦‣∙・○◆◇■□▶►➤➢–—*-]|\d{1,2}\s*[.、．)）:]?|[(（]?[一二三四五六七八九十]{1,3}[)）、.．]?)\s*"
)
"""A bullet or a number in a block of its own belongs to the text below it."""


@dataclass(slots=True)
class _Frame:
    """A list, entry, quote, table, row or cell that is open."""

    kind: str
    start: int = 1
    blocks: list[Block] = field(default_factory=list)
    entries: list[tuple[Block, ...]] = field(default_factory=list)
    rows: list[list[Line]] = field(default_factory=list)
    terms: list[Block] = field(default_factory=list)


class Builder:
    """Takes texts and the beginnings and ends of elements, in order, and makes blocks."""

    def __init__(self) -> None:
        """Begin with nothing open."""
        self._frames = [_Frame("page")]
        self._opened: list[bool] = []
        """For each open element that asked for a frame: whether it got one."""
        self._lines: list[Line] = []
        self._line: list[Span] = []
        self._level = 0
        self._controls = 0
        self._cards: list[tuple[_Frame, int]] = []

    @property
    def is_in_grid(self) -> bool:
        """Whether the innermost open frame is part of a table of data."""
        return self._frames[-1].kind in _OF_GRIDS

    def finish(self) -> tuple[Block, ...]:
        """Close what is open, and return all blocks."""
        self.end_paragraph()
        self._flush()
        while len(self._frames) > 1:
            self._close_frame()
        return tuple(self._frames[0].blocks)

    def text(self, text: str, style: Style) -> None:
        """Add a text of the page."""
        shown = text.translate(_NOTHING)
        if style.keeps_space:
            for number, line in enumerate(shown.replace("\r\n", "\n").split("\n")):
                if number:
                    self._line_break()
                self.span(Span(line.replace("\xa0", " "), style))
            return
        shown = _SPACE.sub(lambda run: _SOURCE_BREAK if "\n" in run[0] else " ", shown)
        if shown[:1] in _GAPS and (not self._line or self._line[-1].text[-1:] in _GAPS):
            shown = shown[1:]
        self.span(Span(shown, style))

    def span(self, span: Span) -> None:
        """Add a span."""
        if not span.text and not span.image:
            return
        last = self._line[-1] if self._line else None
        if last and not span.image and not last.image and last.style == span.style:
            self._line[-1] = replace(last, text=last.text + span.text)
        else:
            self._line.append(span)

    def end_line(self) -> None:
        """Break the line; a second break ends the paragraph."""
        if any(span.image or span.text.strip() for span in self._line):
            self._line_break()
        else:
            self.end_paragraph()

    def _line_break(self) -> None:
        self._lines.append(_without_source_breaks(self._line))
        self._line = []

    def divider(self) -> None:
        """Add a horizontal rule."""
        self.end_paragraph()
        self._flush()
        self._frames[-1].blocks.append(Divider())

    def end_paragraph(self) -> None:
        """End the paragraph, unless it is nothing but the marker of what follows."""
        if self._line:
            self._line_break()
        lines = [line for line in self._lines if any(s.image or s.text.strip() for s in line)]
        if self._frames[-1].kind == "code":
            return
        if len(lines) == 1 and not self._level and _is_marker(lines[0]):
            self._lines = []
            self._line = [*lines[0], Span(" ", lines[0][-1].style)]
            return
        self._flush()

    def _flush(self) -> None:
        """End the paragraph, whatever is in it."""
        if self._line:
            self._line_break()
        lines = tuple(filter(None, map(_trimmed, self._lines)))
        self._lines = []
        if not lines:
            return
        if self._level:
            lines = (_joined(lines),)
        self._frames[-1].blocks.append(Lines(lines, self._level, self._controls > 0))

    def open(self, kind: str, start: int = 1) -> None:
        """Begin an element; `start` is the first number of a list."""
        self.end_paragraph()
        if kind[0] == "h" and kind[1:].isdigit():
            self._level = int(kind[1:])
        elif kind == "control":
            self._controls += 1
        elif kind == "card":
            self._cards.append((self._frames[-1], len(self._frames[-1].blocks)))
        elif kind in _FRAMES:
            is_open = self._takes(kind)
            self._opened.append(is_open)
            if is_open:
                self._flush()
                self._frames.append(_Frame(kind, start, rows=[[]] if kind == "row" else []))

    def _takes(self, kind: str) -> bool:
        around = self._frames[-1].kind
        if kind in {"entry", "term", "description"}:
            return around in {"bullets", "numbers"}
        if around == "code" or (around in _OF_GRIDS and kind not in _OF_GRIDS):
            return False
        return len(self._frames) < _DEEPEST

    def close(self, kind: str) -> None:
        """End an element that `open` or `end_paragraph` began."""
        if not kind:
            return
        if kind in _FRAMES:
            if self._opened.pop():
                self.end_paragraph()
                if kind != "code":
                    self._flush()
                self._close_frame()
            else:
                self.end_paragraph()
            return
        self.end_paragraph()
        if kind[0] == "h":
            self._level = 0
        elif kind == "control":
            self._controls -= 1
        elif kind == "card":
            self._settle_card(*self._cards.pop())

    def _close_frame(self) -> None:
        frame = self._frames.pop()
        _CLOSE[frame.kind](self._frames[-1], frame, self._take_code)

    def _take_code(self) -> str:
        text = "\n".join(map(text_of, self._lines))
        self._lines = []
        return text

    def _settle_card(self, frame: _Frame, first: int) -> None:
        """Leave the link of a card on its headings, or else on its first bold or first line."""
        blocks = frame.blocks[first:]
        texts = [b for b in blocks if isinstance(b, Lines) and any(map(_has_text, b.lines))]
        if sum(len(block.lines) for block in texts) <= 1:
            return
        titles: list[Line] = [line for block in texts if block.level for line in block.lines]
        lines = [line for block in texts for line in block.lines if _has_text(line)]
        titles = titles or [line for line in lines if is_bold(line)][:1] or lines[:1]
        kept = set(map(id, titles))
        frame.blocks[first:] = [
            replace(b, lines=tuple(ln if id(ln) in kept else _unlinked(ln) for ln in b.lines))
            if isinstance(b, Lines)
            else b
            for b in blocks
        ]


def _close_list(around: _Frame, frame: _Frame, _code: Callable[[], str]) -> None:
    if frame.terms:
        frame.entries.append(tuple(frame.terms))
    if frame.blocks:  # beside the entries
        frame.entries.append(tuple(frame.blocks))
    if frame.entries:
        start = frame.start if frame.kind == "numbers" else None
        around.blocks.append(Listing(tuple(frame.entries), start))


def _close_entry(around: _Frame, frame: _Frame, _code: Callable[[], str]) -> None:
    if frame.blocks:
        around.entries.append(tuple(frame.blocks))


def _close_term(around: _Frame, frame: _Frame, _code: Callable[[], str]) -> None:
    around.terms += [_emboldened(block) for block in frame.blocks]


def _close_description(around: _Frame, frame: _Frame, _code: Callable[[], str]) -> None:
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


def _close_quote(around: _Frame, frame: _Frame, _code: Callable[[], str]) -> None:
    if frame.blocks:
        around.blocks.append(Quotation(tuple(frame.blocks)))


def _close_code(around: _Frame, frame: _Frame, code: Callable[[], str]) -> None:
    around.blocks.extend(frame.blocks)
    if (text := code()).strip():
        around.blocks.append(Listed(text.strip("\n")))


def _close_cell(around: _Frame, frame: _Frame, _code: Callable[[], str]) -> None:
    line: list[Span] = []
    for block in frame.blocks:
        for inner in block.lines if isinstance(block, Lines) else ():
            line += [Span("\n"), *inner] if line else inner
    if around.rows:
        around.rows[-1].append(tuple(line))


def _close_row(around: _Frame, frame: _Frame, _code: Callable[[], str]) -> None:
    around.blocks.extend(frame.blocks)
    around.rows.append([cell for row in frame.rows for cell in row])


def _close_grid(around: _Frame, frame: _Frame, _code: Callable[[], str]) -> None:
    around.blocks.extend(frame.blocks)  # a caption
    rows = [row for row in frame.rows if any(row)]
    width = max(map(len, rows), default=0)
    if rows:
        around.blocks.append(Grid(tuple((*row, *[()] * (width - len(row))) for row in rows)))


def _close_cards(around: _Frame, frame: _Frame, _code: Callable[[], str]) -> None:
    around.blocks.extend(frame.blocks)


_CLOSE: dict[str, Callable[[_Frame, _Frame, Callable[[], str]], None]] = {
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
_FRAMES = frozenset(_CLOSE)
_OF_GRIDS = frozenset({"grid", "row", "cell"})


def _without_source_breaks(line: list[Span]) -> Line:
    """Return a line in which the line ends of its source are spaces or nothing."""
    if not any(_SOURCE_BREAK in span.text for span in line):
        return tuple(line)
    ends = {match.start() for match in _CJK_BREAK.finditer("".join(span.text for span in line))}
    spans, at = [], 0
    for span in line:
        kept = "".join(c for n, c in enumerate(span.text, at) if n not in ends)
        spans.append(replace(span, text=kept.replace(_SOURCE_BREAK, " ")))
        at += len(span.text)
    return tuple(spans)


def _is_marker(line: Line) -> bool:
    has_image = any(span.image for span in line)
    return not has_image and _MARKER.fullmatch(text_of(line)) is not None


def _has_text(line: Line) -> bool:
    return bool(text_of(line).strip())


def _trimmed(line: Line) -> Line:
    spans = list(line)
    while spans and not spans[0].image and not spans[0].text.strip():
        spans.pop(0)
    while spans and not spans[-1].image and not spans[-1].text.strip():
        spans.pop()
    if spans and not spans[0].image:
        spans[0] = replace(spans[0], text=spans[0].text.lstrip())
    if spans and not spans[-1].image:
        spans[-1] = replace(spans[-1], text=spans[-1].text.rstrip())
    return tuple(spans)


def _joined(lines: tuple[Line, ...]) -> Line:
    joined: list[Span] = []
    for line in lines:
        joined += [Span(" ", joined[-1].style), *line] if joined else line
    return tuple(joined)


def _unlinked(line: Line) -> Line:
    return tuple(replace(span, style=replace(span.style, href="")) for span in line)


def _emboldened(block: Block) -> Block:
    if not isinstance(block, Lines):
        return block
    lines = (tuple(replace(s, style=replace(s.style, bold=True)) for s in ln) for ln in block.lines)
    return replace(block, lines=tuple(lines))
