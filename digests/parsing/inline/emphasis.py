"""Emphasis and strikethrough that close next to Chinese, Japanese and Korean characters.

CommonMark decides by the neighbours of `**` whether it opens or closes, and relies on spaces
between words. In `**摘要：**正文` the inner neighbour is punctuation and the outer one a letter, so
by its rules the second `**` closes nothing and both stay visible. If a neighbour is a wide
character, the rule here only requires that there is no white space on the inner side; otherwise it
is that of CommonMark 0.31, section 6.2.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from markdown_it.rules_inline.state_inline import Delimiter

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

_WIDE = re.compile(
    "[\u1100-\u11ff\u2e80-\u303f\u3040-\u30ff\u3100-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f"
    "\uff00-\uffef\u201c\u201d\u2018\u2019\u2026\u2014\u00b7\U00020000-\U0003ffff]"
)
"""CJK letters and punctuation, and the quotes, dash and ellipsis shared with other scripts."""

_NEIGHBOURS_KEPT = 4096

_EXCEPT_MARKER = {mark: re.compile(rf"[^{mark}]|\Z") for mark in "*_~"}


_DEEPEST = 2
"""Levels of nested emphasis; every run inspects all open levels, so this bounds the cost."""


class OpenStars:
    """The open emphasis while a text is read, if it is by one or two stars and never overlaps."""

    def __init__(self) -> None:
        """Begin with no emphasis open."""
        self.lengths: list[int] = []
        """How many stars opened each emphasis that is in force, outermost first."""

    def toggle(self, match: re.Match[str]) -> bool:
        """Open or close emphasis; False when it takes CommonMark's full algorithm to decide."""
        start, end = match.span()
        opens, closes = flanking(match.string, start, end, len(match.string))
        stars = end - start
        if closes and self.lengths and self.lengths[-1] == stars:
            self.lengths.pop()
        elif opens and len(self.lengths) < _DEEPEST and stars not in self.lengths:
            self.lengths.append(stars)
        else:
            return False
        return True


def use_cjk_emphasis(parser: MarkdownIt) -> None:
    """Replace the parser's rules that find markers of emphasis and strikethrough."""
    parser.inline.ruler.at("emphasis", _scan_markers)
    parser.inline.ruler.at("strikethrough", _scan_tildes)


def _scan_markers(state: StateInline, silent: bool) -> bool:
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    end = _end_of_run(state, marker)
    opens, closes = flanking(state.src, state.pos, min(end, state.posMax), state.posMax)
    length = end - state.pos
    for _ in range(length):
        state.push("text", "", 0).content = marker
        token = len(state.tokens) - 1
        counted = _counted_length(length)
        state.delimiters.append(Delimiter(ord(marker), counted, token, -1, opens, closes))
    state.pos = end
    return True


def _scan_tildes(state: StateInline, silent: bool) -> bool:
    """Find `~~`; of an odd number of tildes the first is text."""
    if silent or state.src[state.pos] != "~":
        return False
    end = _end_of_run(state, "~")
    length = end - state.pos
    if length < 2:
        return False
    opens, closes = flanking(state.src, state.pos, end, state.posMax)
    if length % 2:
        state.push("text", "", 0).content = "~"
    for _ in range(length // 2):
        state.push("text", "", 0).content = "~~"
        state.delimiters.append(Delimiter(ord("~"), 0, len(state.tokens) - 1, -1, opens, closes))
    state.pos = end
    return True


def _counted_length(length: int) -> int:
    """Return the length to which CommonMark's "multiple of 3" rule is applied.

    The rule keeps `*a**b*` whole. For runs of only `**` it would leave the end of `****a** b!**`
    open, which digests use for bold words inside a bold line.
    """
    return 2 if length % 2 == 0 else length


def _end_of_run(state: StateInline, marker: str) -> int:
    match = _EXCEPT_MARKER[marker].search(state.src, state.pos)
    return min(match.start() if match else state.posMax, state.posMax)


def flanking(src: str, start: int, end: int, limit: int) -> tuple[bool, bool]:
    """Return whether the markers at `src[start:end]` can open, and whether they can close.

    `limit` is where the text that counts ends.
    """
    space_before, punctuation_before, wide_before = _neighbour(src[start - 1] if start else " ")
    space_after, punctuation_after, wide_after = _neighbour(src[end] if end < limit else " ")
    if (wide_before or wide_after) and src[start] != "_":
        return not space_after, not space_before
    left = not space_after and (not punctuation_after or space_before or punctuation_before)
    right = not space_before and (not punctuation_before or space_after or punctuation_after)
    if src[start] != "_":
        return left, right
    return left and (not right or punctuation_before), right and (not left or punctuation_after)


@lru_cache(_NEIGHBOURS_KEPT)
def _neighbour(character: str) -> tuple[bool, bool, bool]:
    """Return whether a character is white space, is punctuation, and is wide.

    Symbols are punctuation, as in CommonMark 0.31.
    """
    is_punctuation = unicodedata.category(character)[0] in "PS"
    return character.isspace(), is_punctuation, bool(_WIDE.match(character))
