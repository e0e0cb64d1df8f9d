"""Finding words in a text that is broken into lines.

Letters are compared without case and in their compatibility form, so `gpt` finds `ＧＰＴ`. A match
may continue on the next line, because only the width of the pane breaks it there.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, islice
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Part: TypeAlias = tuple[int, int, int]
"""A line, the first character on it and the one after the last, all counted from 0."""

Place: TypeAlias = tuple[Part, ...]
"""A span for each line that the match touches."""

MOST_MATCHES = 9_999
"""Nobody steps through more."""

_BREAK = r"\n[\s▎↪•◦▪]*+"
"""Between two lines: the line break and the margin of the next line."""

_SPACE = rf"(?:[^\S\n]++(?:{_BREAK})?+|{_BREAK})"
"""What a space in the words matches; possessive, so hostile text causes no backtracking."""


@dataclass(frozen=True, slots=True)
class Found:
    """The matches of some words in a text, and which of them is the current one."""

    words: str
    matches: tuple[Place, ...] = ()
    current: int = 0
    """The index of a match."""

    @property
    def line(self) -> int:
        """The line on which the current match begins; 0 without matches."""
        return self.matches[self.current][0][0] if self.matches else 0

    @property
    def counter(self) -> str:
        """The current match and the number of matches, such as `4/14`."""
        return f"{self.current + 1:,}/{len(self.matches):,}" if self.matches else "not found"

    def stepped(self, by: int) -> Found:
        """Return the result with another current match; the first follows the last."""
        return replace(self, current=(self.current + by) % max(len(self.matches), 1))

    def on_line(self, line: int) -> list[tuple[int, int, bool]]:
        """Return the spans on a line: start, end, and whether they are of the current match."""
        first = bisect_left(self.matches, line, key=lambda match: match[-1][0])
        spans = []
        for index in range(first, len(self.matches)):
            match = self.matches[index]
            if match[0][0] > line:
                break
            is_current = index == self.current
            spans += [(start, end, is_current) for on, start, end in match if on == line]
        return spans


class FoldedLines:
    """The lines of a text, folded once so that each search is fast."""

    def __init__(self, lines: Sequence[str]) -> None:
        """Fold `lines`."""
        folded = [_fold(line) for line in lines]
        self._offsets = [offsets for _, offsets in folded]
        texts = [text for text, _ in folded]
        self._text = "\n".join(texts)
        self._starts = [0, *accumulate(len(text) + 1 for text in texts)][: len(texts)]

    def find(self, words: str) -> tuple[Place, ...]:
        """Return the first `MOST_MATCHES` matches of `words` in order; none for blank words."""
        pattern = _pattern(words)
        if pattern is None:
            return ()
        hits = islice(pattern.finditer(self._text), MOST_MATCHES)
        matches = (tuple(self._line_spans(*hit.span())) for hit in hits)
        return tuple(match for match in matches if match)

    def find_from(self, words: str, line: int) -> Found:
        """Find `words`; the current match is the first at or below `line`, else the first."""
        matches = self.find(words)
        below = bisect_left(matches, line, key=lambda match: match[0][0])
        return Found(words, matches, below if below < len(matches) else 0)

    def _line_spans(self, start: int, end: int) -> Iterator[Part]:
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, end - 1, first) - 1
        for line in range(first, last + 1):
            offsets, begin = self._offsets[line], self._starts[line]
            left = max(start - begin, 0)
            right = min(end - begin, len(offsets) - 1)
            if line > first:
                left = self._margin_width(line)
            if left < right:
                yield line, offsets[left], offsets[right]

    def _margin_width(self, line: int) -> int:
        start = self._starts[line]
        match = re.compile(_BREAK).match(self._text, start - 1)
        return match.end() - start if match else 0


def _pattern(words: str) -> re.Pattern[str] | None:
    """Return a pattern that allows a line break between any two characters."""
    parts = [_fold(part)[0] for part in words.split()]
    if not parts:
        return None
    inside = rf"(?:{_BREAK})?"
    return re.compile(_SPACE.join(inside.join(map(re.escape, part)) for part in parts))


def _fold(text: str) -> tuple[str, Sequence[int]]:
    """Return the folded text, and the offsets in `text` of its characters and of its end."""
    if text.isascii():
        return text.lower(), range(len(text) + 1)
    folded = [*map(_folded, text)]
    joined = "".join(folded)
    if len(joined) == len(text):  # no character folds to nothing
        return joined, range(len(text) + 1)
    offsets = [offset for offset, letters in enumerate(folded) for _ in letters]
    return joined, [*offsets, len(text)]


@lru_cache(maxsize=8192)
def _folded(character: str) -> str:
    return unicodedata.normalize("NFKC", character).casefold()
