"""Collecting spans into lines, lines into paragraphs, and these into lists, quotes and tables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from digests.html.flow import Divider, Lines, Span, is_bold, restyled, text_of
from digests.html.frames import FRAMES, OF_GRIDS, Frame, close_frame
from digests.html.lines import (
    begins_with_gap,
    collapsed,
    ends_with_gap,
    has_text,
    is_marker,
    joined,
    trimmed,
    visible,
    without_source_breaks,
)

if TYPE_CHECKING:
    from digests.html.flow import Block, Line, Style

_DEEPEST = 30
"""Lists, quotes and tables inside one another; deeper ones are paragraphs."""


class Builder:
    """Takes texts and the beginnings and ends of elements, in order, and makes blocks."""

    def __init__(self) -> None:
        """Begin with nothing open."""
        self._frames = [Frame("page")]
        self._opened: list[bool] = []
        """For each open element that asked for a frame: whether it got one."""
        self._lines: list[Line] = []
        self._line: list[Span] = []
        self._level = 0
        self._controls = 0
        self._cards: list[tuple[Frame, int]] = []

    @property
    def is_in_grid(self) -> bool:
        """Whether the innermost open frame is part of a table of data."""
        return self._frames[-1].kind in OF_GRIDS

    def finish(self) -> tuple[Block, ...]:
        """Close what is open, and return all blocks."""
        self.end_paragraph()
        self._flush()
        while len(self._frames) > 1:
            self._close_frame()
        return tuple(self._frames[0].blocks)

    def text(self, text: str, style: Style) -> None:
        """Add a text of the page."""
        shown = visible(text)
        if style.keeps_space:
            for number, line in enumerate(shown.replace("\r\n", "\n").split("\n")):
                if number:
                    self._line_break()
                self.span(Span(line.replace("\xa0", " "), style))
            return
        shown = collapsed(shown)
        if begins_with_gap(shown) and (not self._line or ends_with_gap(self._line[-1].text)):
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
        self._lines.append(without_source_breaks(self._line))
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
        if len(lines) == 1 and not self._level and is_marker(lines[0]):
            self._lines = []
            self._line = [*lines[0], Span(" ", lines[0][-1].style)]
            return
        self._flush()

    def _flush(self) -> None:
        """End the paragraph, whatever is in it."""
        if self._line:
            self._line_break()
        lines = tuple(filter(None, map(trimmed, self._lines)))
        self._lines = []
        if not lines:
            return
        if self._level:
            lines = (joined(lines),)
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
        elif kind in FRAMES:
            is_open = self._takes(kind)
            self._opened.append(is_open)
            if is_open:
                self._flush()
                self._frames.append(Frame(kind, start, rows=[[]] if kind == "row" else []))

    def _takes(self, kind: str) -> bool:
        around = self._frames[-1].kind
        if kind in {"entry", "term", "description"}:
            return around in {"bullets", "numbers"}
        if around == "code" or (around in OF_GRIDS and kind not in OF_GRIDS):
            return False
        return len(self._frames) < _DEEPEST

    def close(self, kind: str) -> None:
        """End an element that `open` or `end_paragraph` began."""
        if not kind:
            return
        if kind in FRAMES:
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
        close_frame(frame, self._frames[-1], self._take_code)

    def _take_code(self) -> str:
        text = "\n".join(map(text_of, self._lines))
        self._lines = []
        return text

    def _settle_card(self, frame: Frame, first: int) -> None:
        """Leave the link of a card on its headings, or else on its first bold or first line."""
        blocks = frame.blocks[first:]
        texts = [b for b in blocks if isinstance(b, Lines) and any(map(has_text, b.lines))]
        if sum(len(block.lines) for block in texts) <= 1:
            return
        highest = min((block.level for block in texts if block.level), default=0)
        titles = [line for block in texts if highest == block.level > 0 for line in block.lines]
        lines = [line for block in texts for line in block.lines if has_text(line)]
        titles = titles or [line for line in lines if is_bold(line)][:1] or lines[:1]
        kept = set(map(id, titles))
        frame.blocks[first:] = [
            replace(b, lines=tuple(_of_card(ln, is_title=id(ln) in kept) for ln in b.lines))
            if isinstance(b, Lines)
            else b
            for b in blocks
        ]


def _of_card(line: Line, *, is_title: bool) -> Line:
    """Return a line of a card: the title is bold and keeps its link, the others do not."""
    return restyled(line, bold=True) if is_title else restyled(line, href="")
