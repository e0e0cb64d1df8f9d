"""Emphasis that closes beside Chinese, Japanese and Korean characters.

CommonMark decides by the neighbours of `**` whether it opens or closes, and counts on spaces
between words. In `**摘要：**正文` the inner neighbour is punctuation and the outer one a letter, so
by its rules the second `**` closes nothing and both stay visible. Where a neighbour is a wide
character, this rule asks only that no white space stands on the inner side. Without one it is the
rule of CommonMark 0.31, section 6.2.
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
"""CJK letters and marks, and the quotes, dash and ellipsis that they share with other scripts."""

_NEIGHBOURS_KEPT = 4096

_EXCEPT_MARKER = {"*": re.compile(r"[^*]|\Z"), "_": re.compile(r"[^_]|\Z")}


_DEEPEST = 2
"""Emphasis in emphasis; every run looks at all that is open, so this bounds its cost."""


class OpenStars:
    """Emphasis by one or two stars, as far as no two overlap."""

    def __init__(self) -> None:
        """Nothing is open."""
        self.lengths: list[int] = []
        """How many stars opened each emphasis that is in force, outermost first."""

    def toggle(self, match: re.Match[str]) -> bool:
        """Open or close emphasis; False when only CommonMark's whole algorithm can tell."""
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
    """Replace the parser's rule that finds emphasis markers."""
    parser.inline.ruler.at("emphasis", _mark)


def _mark(state: StateInline, silent: bool) -> bool:
    marker = state.src[state.pos]
    if silent or marker not in _EXCEPT_MARKER:
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


def _counted_length(length: int) -> int:
    """Return the length that CommonMark's "multiple of 3" rule is to see.

    The rule keeps `*a**b*` from breaking up. On runs of only `**` it would leave the end of
    `****a** b!**` open, which digests write for bold words inside a bold line.
    """
    return 2 if length % 2 == 0 else length


def _end_of_run(state: StateInline, marker: str) -> int:
    match = _EXCEPT_MARKER[marker].search(state.src, state.pos)
    return min(match.start() if match else state.posMax, state.posMax)


def flanking(src: str, start: int, end: int, limit: int) -> tuple[bool, bool]:
    """Say whether the markers at `src[start:end]` can open and can close emphasis."""
    space_before, mark_before, wide_before = _neighbour(src[start - 1] if start else " ")
    space_after, mark_after, wide_after = _neighbour(src[end] if end < limit else " ")
    if (wide_before or wide_after) and src[start] == "*":
        return not space_after, not space_before
    left = not space_after and (not mark_after or space_before or mark_before)
    right = not space_before and (not mark_before or space_after or mark_after)
    if src[start] == "*":
        return left, right
    return left and (not right or mark_before), right and (not left or mark_after)


@lru_cache(_NEIGHBOURS_KEPT)
def _neighbour(character: str) -> tuple[bool, bool, bool]:
    """Say whether a character is white space, a mark, and wide.

    Marks are punctuation and symbols, as CommonMark 0.31 counts them.
    """
    is_mark = unicodedata.category(character)[0] in "PS"
    return character.isspace(), is_mark, bool(_WIDE.match(character))
