"""Correcting a query that finds little: similar terms that the library has.

A Latin word is corrected to a term one edit away, or else to the closest term, within two edits,
that has the same first letter. In a Chinese word one character is replaced. A word that the library
has is only corrected when what may be meant is far more frequent. Suggestions are only offered,
never applied.
"""

from __future__ import annotations

import dataclasses
from functools import reduce
from typing import TYPE_CHECKING

from digests.search.analysis import folded_text, is_cjk, parts, words
from digests.search.evaluation.similar_runs import similar_runs
from digests.search.evaluation.similar_words import SHORTEST, similar_name, similar_words, swapped
from digests.search.evaluation.term_counts import TermCounts
from digests.search.index.fields import ISSUE_FIELDS, TEXT_FIELDS, WEIGHTED_FIELD
from digests.search.query.model import All, AnyOf, Query, Word

if TYPE_CHECKING:
    from digests.search.index.snapshot import Snapshot
    from digests.search.query.model import Clause

_VERY_COMMON = 1 / 1_000
"""The share of items that have a term for which two edits are accepted."""


def suggestion(snapshot: Snapshot, query: Query) -> str:
    """Return `query` with what seem to be slips corrected, or an empty string.

    Phrases and what is excluded are left as they are.
    """
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
    """Return the text of a word with each of its folded words corrected, if there is a slip."""
    name = TEXT_FIELDS[word.field]
    counts = TermCounts(snapshot, name if name in ISSUE_FIELDS else WEIGHTED_FIELD)
    text, end = folded_text(word.text), 0
    result = ""
    for own in words(word.text):
        start = text.index(own, end)
        meant = _meant(counts, own, is_prefix=word.is_prefix)
        result, end = result + text[end:start] + meant, start + len(own)
    result += text[end:]
    return word.text if result == text else result


def _meant(counts: TermCounts, word: str, *, is_prefix: bool) -> str:
    if is_cjk(word):
        return next((one.term for one in similar_runs(counts, word)), word)
    names = parts(word)
    if len(names) > 1:
        changed = zip(names, similar_name(counts, names), strict=True)
        return reduce(lambda text, pair: text.replace(*pair, 1), changed, word)
    if is_prefix and counts.has_longer(word):
        return word
    similar = swapped(counts, word) if len(word) < SHORTEST else similar_words(counts, word)
    if similar:
        return similar[0].term
    is_unknown = word.isalpha() and len(word) >= SHORTEST and not counts.of(word)
    return _two_edits(counts, word) or word if is_unknown else word


def _two_edits(counts: TermCounts, word: str) -> str:
    """Return the closest of the very common terms with the first letter of `word`, if any."""
    common = counts.common_with(word[0], max(1, round(counts.snapshot.items * _VERY_COMMON)))
    best, fewest = "", 3
    for term in sorted(common, key=lambda term: (-common[term], term)):
        if abs(len(term) - len(word)) < fewest and not is_cjk(term):
            distance = _distance(word, term, fewest)
            if distance < fewest:
                best, fewest = term, distance
    return best


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
