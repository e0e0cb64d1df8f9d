"""Breaking text into lines that fit a width in terminal cells.

Chinese and Japanese have no spaces, so a line may break between any two of their characters,
except before closing punctuation (，。）”) and after opening punctuation （《“. Words of other
scripts stay whole unless a word is wider than the line.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from rich.cells import cell_len, split_graphemes

if TYPE_CHECKING:
    from collections.abc import Sequence

Line = tuple[int, int]
"""The start and the end of a line in the text: character offsets, end exclusive."""

_WIDEST_CHARACTER = 2

_OPENING = "（《「『【〔〈〖｛［“‘"
_CLOSING = (
    "，。、；：？！）》」』】〕〉〗｝］”’…—·％～〜ー々・"
    "゛゜ヽヾゝゞぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ｡､｣"
)
_NO_LINE_STARTS_WITH = frozenset(_CLOSING)
_NO_LINE_ENDS_WITH = frozenset(_OPENING)

_SPACE = r"[^\S\xa0\u202f]"
_BRACKET = r"[(\[{]"
_OPEN = rf"[{_OPENING}]"
_CLOSE = rf"[{_CLOSING}]"
_WIDE = (
    "\u2600-\u27bf\u2e80-\u2fff\u3001-\u4dbf\u4e00-\ua4cf\uac00-\ud7a3\uf900-\ufaff"
    "\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6\U0001f000-\U0001faff\U00020000-\U0003fffd"
)
_FLAG = "[\U0001f1e6-\U0001f1ff]{2}"
_MARKS = "[\u0300-\u036f\u20e3\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]*"
_CELL = rf"(?:{_FLAG}|(?!{_OPEN}|{_CLOSE})[{_WIDE}]){_MARKS}(?:\u200d.{_MARKS})*"
_PLAIN = rf"[^\s(\[{{{_WIDE}{_OPENING}{_CLOSING}]|[\xa0\u202f]"
_LETTERS = rf"(?:{_PLAIN}|{_BRACKET}(?!{_BRACKET}{{0,3}}{_CELL}))"
_WORD = rf"{_LETTERS}++(?:[’·]{_LETTERS}++)*+"
_REFERENCE = r"\[\d{1,3}\]"
_TAIL = rf"(?:{_SPACE}?{_CLOSE}++|[,.;:?!%)\]}}]++|[\"'](?!\w)|{_REFERENCE})*+"
_OPENINGS = rf"(?:[\"'(\[{{{_OPENING}]{_SPACE}?)"
# A straight quote between two wide characters may open or close, so it stays with both.
_CELLS = rf"{_CELL}(?:[\"']{_CELL})*+"

# Two cells each and no punctuation, so how many fit is a division. The last one is left to the
# next unit, because closing punctuation must stay with it.
_IDEOGRAPHS = "[\u3400-\u4dbf\u4e00-\u9fff]+(?=[\u3400-\u4dbf\u4e00-\u9fff])"


@cache
def _pieces() -> re.Pattern[str]:
    """Compile the pattern on first use, since that takes longer than the rest of the start.

    Every repetition is possessive, so hostile text causes no backtracking.
    """
    return re.compile(
        rf"(?P<space>{_SPACE}++)|(?P<ideographs>{_IDEOGRAPHS})"
        rf"|{_OPENINGS}*+(?:{_WORD}|{_CELLS}){_TAIL}|{_OPENINGS}++{_TAIL}|{_CLOSE}++{_TAIL}|.",
        re.DOTALL,
    )


_DISPUTED = re.compile(
    "[\u00ad\u200b\u2060\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff]"
    "|\u200d[\u2190-\u2bff\U0001f000-\U0001faff]?"
)


def display_text(text: str) -> str:
    """Return `text` without the parts of emoji whose width terminals disagree on.

    Keycaps, variation selectors, skin tones and joined emoji are removed, because one wrong cell
    moves the borders of every pane. For display only: copy and search the original text.
    """
    if text.isascii():
        return text.replace("\t", " ")
    return _DISPUTED.sub("", text).replace("\t", " ")


def safe_width(width: int) -> int:
    """Return `width`, but at least the two cells that the widest characters need."""
    return max(width, _WIDEST_CHARACTER)


def cut(text: str, width: int) -> str:
    """Return `text` in at most `width` cells, with an ellipsis if it was shortened."""
    if cell_len(text) <= width:
        return text
    if width < 1:
        return ""
    used = kept = 0
    for _, end, cells in split_graphemes(text)[0]:
        used += cells
        if used > width - 1:
            break
        kept = end
    return text[:kept] + "…"


def fit(text: str, width: int) -> str:
    """Return `text` in exactly `width` cells: cut, or padded with spaces."""
    shown = cut(text, width)
    return shown + " " * (width - cell_len(shown))


def wrap(text: str, width: int) -> list[Line]:
    """Return where the lines of `text` begin and end if each has at most `width` cells.

    Between two lines there is only the white space or newline that the break replaces. Every
    newline of the text starts a line, and an empty text has one empty line.
    """
    lines: list[Line] = []
    start = 0
    for paragraph in text.split("\n"):
        end = start + len(paragraph)
        if len(paragraph) <= _CHARACTERS_A_CELL * width and cell_len(paragraph) <= width:
            lines.append((start, end))
        else:
            lines.extend(_Breaker(text, width).lines(start, end))
        start = end + 1
    return lines


_CHARACTERS_A_CELL = 4
"""A text with more has many without a width, or is longer than a line: it is not measured first."""


class _Breaker:
    """Fills lines greedily, piece by piece."""

    def __init__(self, text: str, width: int) -> None:
        self._text = text
        self._width = max(width, 1)
        self._lines: list[Line] = []
        self._start = 0
        self._end = 0
        """End of the last visible piece of the line; spaces after it may still be dropped."""
        self._used = 0
        """Cells, spaces after the last visible piece included."""

    def lines(self, start: int, end: int) -> list[Line]:
        """Break `text[start:end]`, which must not contain a newline."""
        self._start = self._end = start
        for piece in _pieces().finditer(self._text, start, end):
            if piece.lastgroup == "ideographs":
                self._add_ideographs(*piece.span())
                continue
            unit = piece.group()
            cells = len(unit) if unit.isascii() and unit.isprintable() else cell_len(unit)
            if piece.lastgroup != "space":
                if self._used + cells > self._width:
                    cells = self._begin_line(*piece.span(), cells)
                self._end = piece.end()
            self._used += cells
        self._lines.append((self._start, self._end))
        return self._lines

    def _break_before(self, offset: int) -> None:
        if self._end > self._start:
            self._lines.append((self._start, self._end))
        self._start = self._end = offset
        self._used = 0

    def _add_ideographs(self, start: int, end: int) -> None:
        while start < end:
            if self._width - self._used < 2:
                self._break_before(start)
            count = min(end - start, max((self._width - self._used) // 2, 1))
            start += count
            self._end = start
            self._used += 2 * count

    def _begin_line(self, start: int, end: int, cells: int) -> int:
        """Begin a line with a unit, or with what is left of one that is wider than a line."""
        self._break_before(start)
        if cells > self._width:
            *whole, (last, cells) = _pieces_of(self._text[start:end], self._width)
            for first, after in zip(whole, [*whole[1:], (last, cells)], strict=True):
                self._lines.append((start + first[0], start + after[0]))
            self._start = start + last
        return cells


def _pieces_of(unit: str, width: int) -> list[tuple[int, int]]:
    """Cut a unit that is wider than a line; return (offset, cells) of each piece."""
    graphemes, _ = split_graphemes(unit)
    pieces = [(0, 0)]
    first = 0
    for index, (_, _, cells) in enumerate(graphemes):
        used = pieces[-1][1]
        if used and used + cells > width:
            first = _better_cut(unit, graphemes, first, index)
            moved = sum(grapheme[2] for grapheme in graphemes[first:index])
            pieces[-1] = (pieces[-1][0], used - moved)
            pieces.append((graphemes[first][0], moved))
        pieces[-1] = (pieces[-1][0], pieces[-1][1] + cells)
    return pieces


def _better_cut(
    unit: str, graphemes: Sequence[tuple[int, int, int]], first: int, index: int
) -> int:
    """Move a cut back from `index` until no line starts or ends with forbidden punctuation."""
    cut_at = index
    while cut_at > first + 1:
        offset = graphemes[cut_at][0]
        if unit[offset] not in _NO_LINE_STARTS_WITH and unit[offset - 1] not in _NO_LINE_ENDS_WITH:
            return cut_at
        cut_at -= 1
    return index
