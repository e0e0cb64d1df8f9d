"""Finding words in a text that is broken into lines.

Letters are compared without case and in their compatibility form, so `gpt` finds `ＧＰＴ`. A place
may go on in the next line, because it is the width of the pane that has broken it there.
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
"""Line, first character and the one after the last, counted from 0."""

Place: TypeAlias = tuple[Part, ...]
"""Where something was found: a part for each line that it touches."""

MOST_PLACES = 9_999
"""More are not told apart by anybody."""

_BREAK = r"\n[\s▎↪•◦▪]*+"
"""Between two lines: the break and what stands left of the next one."""

_SPACE = rf"(?:[^\S\n]++(?:{_BREAK})?+|{_BREAK})"
"""What a space in the words finds. Nothing is tried twice, so hostile text costs no more."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where words stand in a text, and at which of these places the reader is."""

    words: str
    places: tuple[Place, ...] = ()
    current: int = 0
    """Counted from 0."""

    @property
    def line(self) -> int:
        """The line on which the current place begins; 0 when there is none."""
        return self.places[self.current][0][0] if self.places else 0

    @property
    def counter(self) -> str:
        """Which place of how many, such as `4/14`."""
        return f"{self.current + 1:,}/{len(self.places):,}" if self.places else "not found"

    def stepped(self, by: int) -> Found:
        """Return the same with the reader at another place; behind the last comes the first."""
        return replace(self, current=(self.current + by) % max(len(self.places), 1))

    def on_line(self, line: int) -> list[tuple[int, int, bool]]:
        """Return the parts on a line: first character, end, whether it is the current place."""
        first = bisect_left(self.places, line, key=lambda place: place[-1][0])
        found = []
        for index in range(first, len(self.places)):
            place = self.places[index]
            if place[0][0] > line:
                break
            found += [(start, end, index == self.current) for at, start, end in place if at == line]
        return found


class FoldedLines:
    """The lines of a text, prepared for finding; made once for a text and asked many times."""

    def __init__(self, lines: Sequence[str]) -> None:
        """Fold `lines`."""
        folded = [_fold(line) for line in lines]
        self._places = [places for _, places in folded]
        texts = [text for text, _ in folded]
        self._text = "\n".join(texts)
        self._starts = [0, *accumulate(len(text) + 1 for text in texts)][: len(texts)]

    def find(self, words: str) -> tuple[Place, ...]:
        """Return the first `MOST_PLACES` places of `words`; none for blank words."""
        pattern = _pattern(words)
        if pattern is None:
            return ()
        matches = islice(pattern.finditer(self._text), MOST_PLACES)
        found = (tuple(self._parts(*match.span())) for match in matches)
        return tuple(place for place in found if place)

    def look_for(self, words: str, from_line: int) -> Found:
        """Find `words`, and go to the first place at or below `from_line`, or else the first."""
        places = self.find(words)
        below = bisect_left(places, from_line, key=lambda place: place[0][0])
        return Found(words, places, below if below < len(places) else 0)

    def _parts(self, start: int, end: int) -> Iterator[Part]:
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, end - 1) - 1
        for line in range(first, last + 1):
            places, begin = self._places[line], self._starts[line]
            left = max(start - begin, 0)
            right = min(end - begin, len(places) - 1)
            if line > first:
                left = self._behind_margin(line)
            if left < right:
                yield line, places[left], places[right]

    def _behind_margin(self, line: int) -> int:
        start = self._starts[line]
        match = re.compile(_BREAK).match(self._text, start - 1)
        return match.end() - start if match else 0


def _pattern(words: str) -> re.Pattern[str] | None:
    """Between any two characters there may be a break."""
    parts = [_fold(part)[0] for part in words.split()]
    if not parts:
        return None
    inside = rf"(?:{_BREAK})?"
    return re.compile(_SPACE.join(inside.join(map(re.escape, part)) for part in parts))


def _fold(text: str) -> tuple[str, Sequence[int]]:
    """Return the folded text, and for each of its characters and its end the place in `text`."""
    if text.isascii():
        return text.lower(), range(len(text) + 1)
    folded = [_folded(character) for character in text]
    places = [place for place, letters in enumerate(folded) for _ in letters]
    return "".join(folded), [*places, len(text)]


@lru_cache(maxsize=8192)
def _folded(character: str) -> str:
    return unicodedata.normalize("NFKC", character).casefold()
