"""What may have been meant when nothing was found: near terms that the library has.

A Latin word is corrected to the most frequent term one edit away, or else two edits away among the
terms with the same first letter. In a Chinese word the character that fits no neighbour is
replaced by the one that fits best. Suggestions are only ever offered.
"""

from __future__ import annotations

import dataclasses
from itertools import islice
from typing import TYPE_CHECKING

from digests.search.analysis import is_cjk, words
from digests.search.index.arrays import np
from digests.search.index.fields import TEXT_FIELDS
from digests.search.query.model import All, AnyOf, Query, Word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digests.search.index.snapshot import Snapshot
    from digests.search.query.model import Part

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_DIGITS = "0123456789"
_SHORTEST = 4
"""Shorter words have too many neighbours to mean one of them."""
_MOST_TRIED = 150
"""Characters that are tried in one place."""
_COMMON = 1 / 20_000
"""The part of all items that a correction is in at least: what is rarer may be a slip too."""


def suggestion(snapshot: Snapshot, query: Query) -> str:
    """Return a query that differs from `query` in words that the library lacks, or nothing."""
    if query.part is None:
        return ""
    part = _corrected(snapshot, query.part)
    return "" if part == query.part else str(dataclasses.replace(query, part=part))


def _corrected(snapshot: Snapshot, part: Part) -> Part:
    match part:
        case Word():
            return dataclasses.replace(part, text=_near(snapshot, part))
        case All() | AnyOf():
            return type(part)(tuple(_corrected(snapshot, inner) for inner in part.parts))
    return part


def _near(snapshot: Snapshot, word: Word) -> str:
    found = list(words(word.text))
    name = TEXT_FIELDS[word.field]
    if len(found) != 1:
        return word.text
    if is_cjk(found[0]):
        return _near_run(snapshot, name, found[0])
    if len(found[0]) < _SHORTEST or _count(snapshot, name, found[0]):
        return word.text
    return _near_word(snapshot, name, found[0]) or word.text


def _near_word(snapshot: Snapshot, name: str, word: str) -> str:
    counted = {term: _count(snapshot, name, term) for term in set(_one_edit(word))}
    best = max(counted, key=lambda term: (counted[term], term))
    return best if counted[best] >= _enough(snapshot) else _two_edits(snapshot, name, word)


def _enough(snapshot: Snapshot) -> int:
    return max(1, round(snapshot.items * _COMMON))


def _count(snapshot: Snapshot, name: str, term: str) -> int:
    """Return in how many items, or issues, a term is."""
    encoded = term.encode("utf-8", "surrogatepass")
    total = 0
    for part in snapshot.parts:
        terms = part.files.terms
        number = terms.find(name, encoded)
        total += 0 if number is None else int(terms.counts(number, number + 1)[0])
    return total


def _one_edit(word: str) -> Iterator[str]:
    """Yield what a slip of one key makes: a letter left out, too much, wrong, or two swapped.

    A digit is only put into a word that has one: `heronn` is not meant to be `heron4`.
    """
    letters = _LETTERS + (_DIGITS if any(map(str.isdigit, word)) else "")
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        yield from (before + letter + after for letter in letters)
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in letters if letter != after[0])
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]


def _two_edits(snapshot: Snapshot, name: str, word: str) -> str:
    best, fewest = "", 3
    for term, _ in _frequent_terms(snapshot, name, word[0]):
        if abs(len(term) - len(word)) < fewest and not is_cjk(term):
            distance = _distance(word, term, fewest)
            if distance < fewest:
                best, fewest = term, distance
    return best


def _frequent_terms(snapshot: Snapshot, name: str, start: str) -> list[tuple[str, int]]:
    """Return the terms that begin so and are not rare, the most frequent first."""
    encoded = start.encode("utf-8", "surrogatepass")
    counted: dict[str, int] = {}
    for part in snapshot.parts:
        terms = part.files.terms
        first, end = terms.starting_with(name, encoded)
        counts = terms.counts(first, end)
        for place in np.flatnonzero(counts >= _enough(snapshot)).tolist():
            term = terms.term(first + place).decode("utf-8", "surrogatepass")
            counted[term] = counted.get(term, 0) + int(counts[place])
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


def _distance(one: str, other: str, limit: int) -> int:
    """Return how many letters must be put in, taken out or replaced, or `limit` if not fewer."""
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        last, row[0] = row[0], at
        for place, candidate in enumerate(other, 1):
            last, row[place] = (
                row[place],
                min(row[place] + 1, row[place - 1] + 1, last + (letter != candidate)),
            )
        if min(row) >= limit:
            return limit
    return row[-1]


def _near_run(snapshot: Snapshot, name: str, run: str) -> str:
    """Return `run` with one character replaced so that the library has all its pairs, or `run`."""
    pairs = [run[at : at + 2] for at in range(len(run) - 1)]
    missing = [at for at, pair in enumerate(pairs) if not _count(snapshot, name, pair)]
    if not missing or len(missing) > 2:
        return run
    # A wrong character spoils the pair that it ends and the one that it begins.
    places = {missing[-1], missing[0] + 1} - {0}
    fixed = [found for at in places for found in _replaced(snapshot, name, run, at)]
    frequency, best = max(((_rarest_pair(snapshot, name, f), f) for f in fixed), default=(0, run))
    return best if frequency else run


def _replaced(snapshot: Snapshot, name: str, run: str, at: int) -> Iterator[str]:
    """Yield `run` with its character at `at` replaced by those that often follow the one before."""
    following = (term for term, _ in _frequent_terms(snapshot, name, run[at - 1]))
    pairs = (term for term in following if len(term) == 2)
    for pair in islice(pairs, _MOST_TRIED):
        yield run[:at] + pair[1] + run[at + 1 :]


def _rarest_pair(snapshot: Snapshot, name: str, run: str) -> int:
    """Return how often the rarest pair of a run occurs."""
    return min(_count(snapshot, name, run[at : at + 2]) for at in range(len(run) - 1))
