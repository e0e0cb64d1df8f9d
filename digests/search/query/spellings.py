"""How the words of a query may be spelled in a text.

A query and a text often differ in hyphens and spaces, so a word of a query stands for a few terms
of the index, and for one pattern that matches it in a text. Matching and highlighting both use
these, so they agree.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from digests.search.analysis import (
    ALPHANUMERIC,
    JOINERS,
    LETTER,
    MAX_SQUASHED,
    folded_text,
    is_cjk,
    parts,
    squashed,
    words,
)
from digests.search.query.model import Phrase, Word

if TYPE_CHECKING:
    from collections.abc import Iterable

_FIRST_HAN, _LAST_HAN = "\u4e00", "\u9fff"

_GAP = r"[\W_]{0,3}"
"""What may be between neighbours: `open source`, `open-source`, `“open” source`."""

_JOINER = f"[,{JOINERS}]?"
"""What may be inside one part: punctuation that the index drops, as in `1,000` and `don't`."""


class Spelling(NamedTuple):
    """One word of a query in the terms of the index, and as a pattern for folded text."""

    terms: tuple[str, ...]
    """A text must have all of them, adjacent. One term, unless the word is Chinese or compound."""

    alternative: str
    """A text that has this one term has the word too; empty when there is no such term."""

    pattern: str

    is_prefix: bool = False
    """True when the last term stands for all terms that begin with it."""

    needs_check: bool = False
    """True when a text with all terms may still lack the word, so that `pattern` decides."""


def spellings(asked: Word | Phrase) -> tuple[Spelling, ...]:
    """Return one spelling for each word of `asked`, and a single one for a phrase."""
    if isinstance(asked, Phrase):
        return (_phrase(asked.text),)
    result = [_word(word) for word in words(asked.text)]
    if asked.is_prefix:
        result[-1] = _as_prefix(result[-1])
    return tuple(result)


@lru_cache(maxsize=512)
def highlight_patterns(asked: Iterable[Word | Phrase]) -> tuple[re.Pattern[str], ...]:
    """Return the patterns that match the words of `asked`, which is hashable, in a folded text."""
    patterns = (spelling.pattern for part in asked for spelling in spellings(part))
    return tuple(re.compile(pattern) for pattern in dict.fromkeys(patterns))


def is_in(spelling: Spelling, text: str) -> bool:
    """Return whether a spelling occurs in `text`, which need not be folded."""
    pattern = spelling.pattern
    if min(pattern) >= _FIRST_HAN and max(pattern) <= _LAST_HAN and pattern in text:
        return True  # these characters fold to themselves, whatever their neighbours
    return re.compile(pattern).search(folded_text(text)) is not None


def _word(word: str) -> Spelling:
    if is_cjk(word):
        return Spelling(_pairs(word), "", re.escape(word))
    names = parts(word)
    units = _units(names)
    terms = tuple(_term(unit) for unit in units)
    alternative = squashed(names) if 1 < len(names) <= MAX_SQUASHED else ""
    if len(terms) == 1:
        alternative = ""
    return Spelling(terms, alternative, _pattern(units), needs_check=len(terms) > 1)


def _phrase(text: str) -> Spelling:
    terms: list[str] = []
    pieces: list[str] = []
    for word in words(text):
        if is_cjk(word):
            terms += _pairs(word)
            pieces.append(re.escape(word))
        else:
            units = _units(parts(word))
            terms += map(_term, units)
            pieces.append(_pattern(units))
    needs_check = len(terms) > 1
    return Spelling(tuple(dict.fromkeys(terms)), "", _GAP.join(pieces), needs_check=needs_check)


def _as_prefix(spelling: Spelling) -> Spelling:
    pattern = spelling.pattern.removesuffix(_RIGHT)
    pattern = pattern.removesuffix(_RIGHT_OF_DIGIT).removesuffix(_RIGHT_OF_LETTER)
    return Spelling(
        spelling.terms, spelling.alternative, pattern, True, needs_check=spelling.needs_check
    )


def _pairs(run: str) -> tuple[str, ...]:
    """Return the terms of a run: its pairs, or its only character."""
    pairs = (run[index : index + 2] for index in range(len(run) - 1))
    return tuple(dict.fromkeys(pairs)) or (run,)


def _units(names: list[str]) -> list[list[str]]:
    """Group the parts of a word: a number belongs to the name before it, as in `gpt-5.6`."""
    units: list[list[str]] = []
    for name in names:
        if units and name[0].isdigit() and len(units[-1]) < MAX_SQUASHED:
            units[-1].append(name)
        else:
            units.append([name])
    return units


def _term(unit: list[str]) -> str:
    return unit[0] if len(unit) == 1 else squashed(unit)


_NOT_IN_NUMBER = r"(?<!\d\.)(?!(?<=\d,)\d{3}(?!\d))"
_LEFT_OF_LETTER = f"(?<!{ALPHANUMERIC})"
_LEFT_OF_DIGIT = rf"(?<!\d){_NOT_IN_NUMBER}"
_RIGHT = f"(?!{ALPHANUMERIC})"
_RIGHT_OF_LETTER = f"(?!{LETTER})"
_RIGHT_OF_DIGIT = rf"(?!{ALPHANUMERIC}|\.\d|,\d{{3}}(?!\d))"


def _pattern(units: list[list[str]]) -> str:
    """Return a pattern for neighbouring units, with the same boundaries as terms of the index.

    A number inside a name may follow a space, a joiner or nothing.
    """
    first, last = units[0][0], units[-1][-1]
    left = _LEFT_OF_DIGIT if first[0].isdigit() else _LEFT_OF_LETTER
    if last[-1].isdigit():
        right = _RIGHT_OF_DIGIT
    elif last[0].isdigit() or not last[-1].isalpha():
        right = _RIGHT
    else:
        right = _RIGHT_OF_LETTER
    return left + _GAP.join(_unit_pattern(unit) for unit in units) + right


def _unit_pattern(unit: list[str]) -> str:
    if len(unit) == 1:
        return _JOINER.join(map(re.escape, unit[0]))
    names = [name.replace(".", "") for name in unit]
    return f"(?:{_JOINER}|[ ])".join(_JOINER.join(map(re.escape, name)) for name in names)
