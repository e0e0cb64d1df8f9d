"""One form for the many ways to write a character."""

from __future__ import annotations

import unicodedata
from itertools import accumulate
from typing import NamedTuple

from digests.search.analysis.characters import compiled

_COMBINING = (
    "\u0300-\u036f\u1160-\u11ff\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f"
)
_CLUSTERS = f"[\\s\\S][{_COMBINING}]*"
_HAS_COMBINING = f"[{_COMBINING}]"

_UNUSUAL = (
    "[^\0-\u02ff\u0400-\u0482\u2000-\u20cf\u2100-\u2bff\u3000-\u3098\u309b-\u9fff"
    "\ufe0f\uff00-\uff9d\U0001f300-\U0001faff]"
)
"""Characters whose folding may depend on neighbours; a text without them is folded at once."""


class FoldedText(NamedTuple):
    """A text after NFKC and lower case, which may have made it longer or shorter."""

    text: str

    offsets: tuple[int, ...] | None
    """For each folded character, and for the end, its offset in the original; None: the same."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the original of the folded characters from `start` to before `end`."""
        if self.offsets is None:
            return start, end
        # A character that folds into several belongs to a span as a whole or not at all.
        last = self.offsets[end - 1]
        return self.offsets[start], next(o for o in self.offsets[end - 1 :] if o > last)


class _Foldings(dict[str, str]):
    """Caches the folded form of a character with its combining marks, if any."""

    def __missing__(self, cluster: str) -> str:
        folded = unicodedata.normalize("NFKC", cluster).lower()
        # Lowercasing may decompose a character, as it does the Turkish capital I with a dot.
        folded = unicodedata.normalize("NFKC", folded)
        if len(self) < 50_000:
            self[cluster] = folded
        return folded


_FOLDINGS = _Foldings()


def fold(text: str) -> FoldedText:
    """Return `text` in NFKC and lower case, with the offsets of its characters in `text`."""
    if text.isascii():
        return FoldedText(text.lower(), None)
    if compiled(_UNUSUAL).search(text) is None:
        at_once = _folded(text)
        if len(at_once) == len(text):  # folding such characters never makes a text shorter
            return FoldedText(at_once, None)
    clusters = compiled(_CLUSTERS).findall(text) if compiled(_HAS_COMBINING).search(text) else text
    pieces = [_FOLDINGS[cluster] for cluster in clusters]
    folded = "".join(pieces)
    if len(pieces) == len(text) == len(folded):
        return FoldedText(folded, None)
    starts = accumulate(map(len, clusters), initial=0)
    offsets = [start for start, piece in zip(starts, pieces, strict=False) for _ in piece]
    return FoldedText(folded, (*offsets, len(text)))


def folded_text(text: str) -> str:
    """Return `fold(text).text`, faster because no offsets are needed."""
    if text.isascii():
        return text.lower()
    return _folded(text) if compiled(_UNUSUAL).search(text) is None else fold(text).text


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower())
