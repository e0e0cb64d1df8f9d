"""Correcting a query without hits: similar terms that the library has.

A Latin word is corrected to the most frequent term one edit away, or else to the closest term,
within two edits, that has the same first letter. In a Chinese word the character that fits no
neighbour is replaced by the one that fits best. Suggestions are only offered, never applied.
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
    from digests.search.query.model import Clause

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_DIGITS = "0123456789"
_SHORTEST = 4
"""Shorter words have too many similar terms to pick one."""
_MOST_TRIED = 150
"""Characters that are tried at one position."""
_COMMON = 1 / 20_000
"""The minimum share of items that have a correction: a rarer term may be a misspelling too."""


def suggestion(snapshot: Snapshot, query: Query) -> str:
    """Return `query` with words that the library lacks corrected, or an empty string."""
    if query.part is None:
        return ""
    part = _corrected(snapshot, query.part)
    return "" if part == query.part else str(dataclasses.replace(query, part=part))


def _corrected(snapshot: Snapshot, part: Clause) -> Clause:
    match part:
        case Word():
            return dataclasses.replace(part, text=_corrected_text(snapshot, part))
        case All() | AnyOf():
            return type(part)(tuple(_corrected(snapshot, inner) for inner in part.parts))
    return part


def _corrected_text(snapshot: Snapshot, word: Word) -> str:
    folded = list(words(word.text))
    name = TEXT_FIELDS[word.field]
    if len(folded) != 1:
        return word.text
    if is_cjk(folded[0]):
        return _similar_run(snapshot, name, folded[0])
    if len(folded[0]) < _SHORTEST or _count(snapshot, name, folded[0]):
        return word.text
    return _similar_word(snapshot, name, folded[0]) or word.text


def _similar_word(snapshot: Snapshot, name: str, word: str) -> str:
    counted = {term: _count(snapshot, name, term) for term in set(_one_edit(word))}
    best = max(counted, key=lambda term: (counted[term], term))
    return best if counted[best] >= _minimum(snapshot) else _two_edits(snapshot, name, word)


def _minimum(snapshot: Snapshot) -> int:
    return max(1, round(snapshot.items * _COMMON))


def _count(snapshot: Snapshot, name: str, term: str) -> int:
    """Return how many items, or issues, have a term in the field `name`."""
    encoded = term.encode("utf-8", "surrogatepass")
    total = 0
    for segment in snapshot.segments:
        terms = segment.files.terms
        number = terms.find(name, encoded)
        total += 0 if number is None else int(terms.counts(number, number + 1)[0])
    return total


def _one_edit(word: str) -> Iterator[str]:
    """Yield the words one edit away: a letter inserted, deleted or replaced, or two swapped.

    A digit is only put into a word that has one: `heronn` does not mean `heron4`.
    """
    letters = _LETTERS + (_DIGITS if any(map(str.isdigit, word)) else "")
    for index in range(len(word) + 1):
        before, after = word[:index], word[index:]
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


def _frequent_terms(snapshot: Snapshot, name: str, prefix: str) -> list[tuple[str, int]]:
    """Return the terms with this prefix that are not rare, the most frequent first."""
    encoded = prefix.encode("utf-8", "surrogatepass")
    counted: dict[str, int] = {}
    for segment in snapshot.segments:
        terms = segment.files.terms
        first, end = terms.starting_with(name, encoded)
        counts = terms.counts(first, end)
        for index in np.flatnonzero(counts >= _minimum(snapshot)).tolist():
            term = terms.term(first + index).decode("utf-8", "surrogatepass")
            counted[term] = counted.get(term, 0) + int(counts[index])
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


def _distance(one: str, other: str, limit: int) -> int:
    """Return the Levenshtein distance of two words, or `limit` if it is not less."""
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, 1):
        last, row[0] = row[0], number
        for column, candidate in enumerate(other, 1):
            last, row[column] = (
                row[column],
                min(row[column] + 1, row[column - 1] + 1, last + (letter != candidate)),
            )
        if min(row) >= limit:
            return limit
    return row[-1]


def _similar_run(snapshot: Snapshot, name: str, run: str) -> str:
    """Return `run` with one character replaced so that the library has all its pairs, or `run`."""
    pairs = [run[index : index + 2] for index in range(len(run) - 1)]
    missing = [index for index, pair in enumerate(pairs) if not _count(snapshot, name, pair)]
    if not missing or len(missing) > 2:
        return run
    # A wrong character spoils the pair that it ends and the one that it begins.
    suspects = {missing[-1], missing[0] + 1} - {0}
    fixed = [other for index in suspects for other in _replaced(snapshot, name, run, index)]
    frequency, best = max(((_rarest_pair(snapshot, name, f), f) for f in fixed), default=(0, run))
    return best if frequency else run


def _replaced(snapshot: Snapshot, name: str, run: str, index: int) -> Iterator[str]:
    """Yield `run` with one character replaced by those that often follow the one before it."""
    following = (term for term, _ in _frequent_terms(snapshot, name, run[index - 1]))
    pairs = (term for term in following if len(term) == 2)
    for pair in islice(pairs, _MOST_TRIED):
        yield run[:index] + pair[1] + run[index + 1 :]


def _rarest_pair(snapshot: Snapshot, name: str, run: str) -> int:
    """Return how often the rarest pair of a run occurs."""
    return min(_count(snapshot, name, run[index : index + 2]) for index in range(len(run) - 1))
