"""One form for the many ways to write a character.

NFKC and case folding make one of full-width and plain letters, ligatures, circled numbers and
capitals. Beyond them, folding

- drops accents of Latin and Greek letters, and all loose marks above letters, as readers type
  `tulu` for `Tülu`. `ё` becomes `е`; other Cyrillic letters and kana keep their marks, which make
  other letters of them: `й`, `が`;
- drops what has no width: soft hyphens, joiners, marks of direction, variation selectors, and the
  skin tones of emoji;
- makes Chinese characters simplified, one by one;
- makes `，` a mark that separates no thousands: `3，000` in a Chinese sentence is two numbers.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from digests.search.analysis.characters import compiled
from digests.search.analysis.simplified import TRADITIONAL, to_simplified

if TYPE_CHECKING:
    import re

_FORMAT = (
    "\u00ad\u034f\u061c\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U0001f3fb-\U0001f3ff\U000e0000-\U000e0fff"
)
"""For use inside a character class: what is dropped wherever it stands."""

_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
"""For use inside a character class: accents that are dropped where no letter has them built in."""

_FOLLOWING = f"{_MARKS}\u1160-\u11ff\u3099\u309a\u3131-\u318e\uff9e-\uffdc"
"""For use inside a character class: what may become one character with the one before."""

_CHANGED = (
    "\u00a8-\u023f\u02d8-\u02dd\u0300-\u0390\u03aa-\u03b0\u03ca-\u03d4\u0401\u0451\u0483-\u0487"
    "\u0587-\u10ff\u1160-\u11ff\u1300-\u1fff\u200b-\u200f\u2017\u2024-\u202e\u2033-\u2037\u203c\u203e"
    "\u2047-\u2049\u2057\u205f-\u206f\u20a8\u20d0-\u2189\u219a\u219b\u21ae\u21cd-\u21cf"
    "\u2204-\u220c\u2224-\u2230\u2241-\u2249\u2260-\u2289\u22ac-\u22af\u22e0-\u22ed\u2460-\u24ff"
    "\u2a0c-\u2adc\u2cef-\u2cf1\u2d7f\u2de0-\u2fdf\u302a-\u302f\u3099-\u309f\u30ff\u3131-\u318e"
    "\u3200-\u33ff\ua66f-\ua960\ua97d-\uabff\uf900-\ufeff\uff9e-\uffff"
    "\U00010000-\U0001efff\U0001f100-\U0001f190\U0001f200-\U0001f248\U0001f3fb-\U0001f3ff"
    f"\U0002f800-\U0002fa1f\U000e0000-\U000e0fff{TRADITIONAL}"
)
"""For use inside a character class: all characters that need more than `_plain`.

Those that need it and others near them. A character that is not here becomes one character,
whatever stands beside it.
"""

_MOST_FOLLOWING = 30
"""Enough for any writing; longer chains of marks take more than linear time to put in order."""

_CLUSTERS = (
    f"[{_CHANGED}][{_FOLLOWING}{_FORMAT}]{{0,{_MOST_FOLLOWING}}}"
    f"|[\\s\\S][{_FOLLOWING}{_FORMAT}]{{1,{_MOST_FOLLOWING}}}"
)

_PUNCTUATION = tuple(zip("，：；？！（）\u3000", "、:;?!() ", strict=True))
"""What most Chinese texts have: NFKC takes ten times as long for a text with anything to change."""

_COMMAS = dict.fromkeys(map(ord, "，︐﹐"), "、")
_LETTERS = str.maketrans(
    dict(zip("øłđðħıё，", "olddhiе、", strict=True)) | {"æ": "ae", "œ": "oe", "þ": "th"}
)


class FoldedText(NamedTuple):
    """A text after folding, which may have made it longer or shorter."""

    text: str

    pieces: tuple[list[int], list[int]] | None
    """Where pieces begin in the folded text and in the original; None: as in the original.

    In the first and each second piece after it, characters stand for one character each. Between
    them are pieces that stand for characters of the original only as a whole.
    """

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the original of the folded characters from `start` to before `end`.

        There is at least one character.
        """
        if self.pieces is None:
            return start, end
        folded, original = self.pieces
        first = bisect_right(folded, start) - 1
        last = bisect_right(folded, end - 1) - 1
        return (
            original[first] if first % 2 else original[first] + start - folded[first],
            original[last + 1] if last % 2 else original[last] + end - folded[last],
        )


def fold(text: str) -> FoldedText:
    """Return `text` folded, and which of its characters each folded one stands for."""
    if text.isascii():
        return FoldedText(text.lower(), None)
    changed = compiled(f"[{_CHANGED}]")
    if changed.search(text) is None:
        return FoldedText(_plain(text), None)
    if len(changed.findall(text)) > len(text) // 10:
        text = text.translate(to_simplified())  # quicker than one by one
    if compiled(f"[{_FOLLOWING}]").search(text) is not None:
        changed = compiled(_CLUSTERS)
    return _in_pieces(text, changed)


def folded_text(text: str) -> str:
    """Return `fold(text).text`."""
    return text.lower() if text.isascii() else fold(text).text


def _in_pieces(text: str, changed: re.Pattern[str]) -> FoldedText:
    pieces: list[str] = []
    folded_at: list[int] = [0]
    original_at: list[int] = [0]
    at = done = 0
    for match in changed.finditer(text):
        start, end = match.span()
        plain, cluster = _plain(text[done:start]), _FOLDINGS[match[0]]
        at += start - done
        folded_at += at, at + len(cluster)
        original_at += start, end
        pieces += plain, cluster
        at += len(cluster)
        done = end
    pieces.append(_plain(text[done:]))
    is_same = folded_at == original_at
    return FoldedText("".join(pieces), None if is_same else (folded_at, original_at))


def _plain(text: str) -> str:
    """Fold characters that become one character each, whatever their neighbours."""
    if text.isascii():
        return text.lower()
    for wide, plain in _PUNCTUATION:
        text = text.replace(wide, plain)
    return unicodedata.normalize("NFKC", text).casefold()


class _Foldings(dict[str, str]):
    """Caches the folded form of a character with what follows and belongs to it."""

    def __missing__(self, cluster: str) -> str:
        folded = compiled(f"[{_FORMAT}]+").sub("", cluster.translate(_COMMAS))
        folded = unicodedata.normalize("NFKC", folded).casefold()
        folded = "".join(map(_without_accents, unicodedata.normalize("NFKC", folded)))
        folded = compiled(f"[{_MARKS}]+").sub("", folded)
        folded = folded.translate(_LETTERS).translate(to_simplified())
        folded = unicodedata.normalize("NFKC", folded)
        if len(self) < 50_000:
            self[cluster] = folded
        return folded


_FOLDINGS = _Foldings()


def _without_accents(letter: str) -> str:
    """Return a Latin or Greek letter without its accents, any other character as it is."""
    if letter < "\u0400" or "\u1e00" <= letter < "\u2000":
        return unicodedata.normalize("NFD", letter)[0]
    return letter
