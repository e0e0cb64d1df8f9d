"""How the words of a query may be spelled in a text.

A query and a text often differ in hyphens and spaces, so a word of a query stands for one or a few
ways of writing it, each a sequence of terms of the index side by side, and for one pattern that
matches it in a folded text. Matching and highlighting both use these, so they agree.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from digests.search.analysis import (
    ALPHANUMERIC,
    GAP,
    JOINERS,
    LETTER,
    MAX_SQUASHED,
    is_cjk,
    parts,
    squashed,
    words,
)
from digests.search.query.model import Phrase, Word

if TYPE_CHECKING:
    from collections.abc import Iterable

_JOINER = f"[,{JOINERS}]?"
"""What may be inside one part: punctuation that the index drops, as in `1,000` and `don't`."""


class Placed(NamedTuple):
    """A term of the index, and how many positions of a text it takes."""

    term: str
    width: int
    is_prefix: bool = False
    """True when it stands for all terms that begin with it."""


Way = tuple[Placed, ...]
"""Terms that must stand side by side, in this order."""


class Spelling(NamedTuple):
    """A word or phrase of a query, in the terms of the index and as a pattern for folded text."""

    ways: tuple[Way, ...]
    """A text that has one of them has the word. There is at least one, and none is empty."""

    pattern: str


@lru_cache(maxsize=512)
def spelling(asked: Word | Phrase) -> Spelling:
    """Return how `asked`, which has a letter or digit, may be written.

    Whatever was typed without a space stays together: `AI手机` is not found in `手机 … AI`.
    """
    written = list(words(asked.text))
    apart = [_placed(word) for word in written]
    ways = [tuple(term for way in apart for term in way)]
    if isinstance(asked, Word):
        ways += _joined_up(written, apart)
    spelled = Spelling(tuple(dict.fromkeys(ways)), GAP.join(map(_word_pattern, written)))
    return _as_prefix(spelled) if isinstance(asked, Word) and asked.is_prefix else spelled


@lru_cache(maxsize=512)
def highlight_patterns(asked: Iterable[Word | Phrase]) -> tuple[re.Pattern[str], ...]:
    """Return the patterns that match the words of `asked`, which is hashable, in a folded text."""
    patterns = (spelling(part).pattern for part in asked)
    return tuple(re.compile(pattern) for pattern in dict.fromkeys(patterns))


def _placed(word: str) -> Way:
    """Return the terms of one word as they stand in a text that writes it in parts."""
    if not is_cjk(word):
        return tuple(Placed(_term(unit), len(unit)) for unit in _units(parts(word)))
    if len(word) == 1:
        # The index has a single character as the beginning of a pair, or at the end of a run.
        return (Placed(word, 1, is_prefix=True),)
    pairs = [Placed(word[index : index + 2], 1) for index in range(len(word) - 2)]
    return (*pairs, Placed(word[-2:], 2))


def _joined_up(written: list[str], apart: list[Way]) -> list[Way]:
    """Return the ways to write a word that replace parts of it by one term: `opensource`."""
    ways = []
    for index, word in enumerate(written):
        if not is_cjk(word) and len(apart[index]) > 1 and (solid := _solid(parts(word))):
            around = [*apart[:index], (solid,), *apart[index + 1 :]]
            ways.append(tuple(term for way in around for term in way))
    if len(written) > 1 and not any(map(is_cjk, written)):
        solid = _solid([name for word in written for name in parts(word)])
        ways += [(solid,)] if solid else []
    return ways


def _solid(names: list[str]) -> Placed | None:
    """Return the parts of a name as one term; None for a name of too many."""
    if not 1 < len(names) <= MAX_SQUASHED:
        return None
    term = squashed(names)
    return Placed(term, len(parts(term)))


def _as_prefix(spelled: Spelling) -> Spelling:
    ways = tuple((*first, last._replace(is_prefix=True)) for *first, last in spelled.ways)
    pattern = spelled.pattern.removesuffix(_RIGHT)
    return Spelling(ways, pattern.removesuffix(_RIGHT_OF_DIGIT).removesuffix(_RIGHT_OF_LETTER))


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


_RIGHT = f"(?!{ALPHANUMERIC})"
_RIGHT_OF_LETTER = f"(?!{LETTER})"
_RIGHT_OF_DIGIT = rf"(?!{ALPHANUMERIC}|\.\d|,\d{{3}}(?!\d))"


def _word_pattern(word: str) -> str:
    """Return a pattern for one word, with the same boundaries as terms of the index.

    A number inside a name may follow a space, a joiner or nothing.
    """
    if is_cjk(word):
        return re.escape(word)
    units = _units(parts(word))
    last = units[-1][-1]
    if last[-1].isdigit():
        right = _RIGHT_OF_DIGIT
    elif last[0].isdigit() or not last[-1].isalpha():
        right = _RIGHT
    else:
        right = _RIGHT_OF_LETTER
    body = GAP.join(_unit_pattern(unit) for unit in units)
    first = re.escape(units[0][0][0])
    return first + _left_of(first) + body[len(first) :] + right


def _left_of(first: str) -> str:
    """Return a pattern that holds behind the first character if a word may begin with it.

    It stands behind it because a search for a character is many times as fast as one for a place.
    """
    if first.isdigit():
        return rf"(?<!\d{first})(?<!\d\.{first})(?!(?<=\d,{first})\d\d(?!\d))"
    return f"(?<!{ALPHANUMERIC}{first})"


def _unit_pattern(unit: list[str]) -> str:
    if len(unit) == 1:
        return _JOINER.join(map(re.escape, unit[0]))
    names = [name.replace(".", "") for name in unit]
    return f"(?:{_JOINER}|[ ])".join(_JOINER.join(map(re.escape, name)) for name in names)
