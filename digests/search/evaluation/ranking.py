"""Scoring the items that match a query, and picking the first of them.

Only items that match are scored. A word of a query counts once however it is written: its impact
in an item is that of its best way, its rarity that of all its ways together.

    score = (sum over the words of  idf * impact) * prior of the issue (priors.py)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digests.search.index.arrays import np
from digests.search.index.bm25f import LEVELS, PREFIX_SCORE, idf
from digests.search.index.fields import ISSUE_FIELDS, TEXT_FIELDS
from digests.search.query.model import Order, positive_words
from digests.search.query.spellings import spelling

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from digests.search.evaluation.matching import TermItems
    from digests.search.index.item_sets import ItemSet
    from digests.search.index.snapshot import Postings
    from digests.search.query.model import Clause, Phrase, Word
    from digests.search.query.spellings import Placed, Way

    Numbers = NDArray[np.intp]
    Scores = NDArray[np.float32]

_MUCH_LONGER = 32
"""From this ratio on, numbers are looked up one by one in the longer list."""


def scores(terms: TermItems, part: Clause | None, matched: ItemSet) -> Scores:
    """Return the score of each of the `matched` items, in their order, for the words of `part`."""
    numbers = matched.numbers
    total = np.zeros(len(numbers), np.float32)
    for word in dict.fromkeys(positive_words(part)):
        if TEXT_FIELDS[word.field] not in ISSUE_FIELDS:
            rarity, impacts = word_impacts(terms, word, numbers)
            total += rarity * impacts
    return total


def word_impacts(
    terms: TermItems, word: Word | Phrase, numbers: Numbers
) -> tuple[np.float32, Scores]:
    """Return the idf of a word, and its impact in each of `numbers`, from 0 to 1."""
    ways = spelling(word).ways
    name = TEXT_FIELDS[word.field]
    impacts = np.zeros(len(numbers), np.float32)
    found = None
    for way in ways:
        with_way = terms.with_way(way, name)
        found = with_way if found is None else found | with_way
        if len(with_way):
            np.maximum(impacts, _way_impacts(terms, way, with_way, numbers), out=impacts)
    assert found is not None, "a spelling has at least one way"
    return np.float32(idf(terms.snapshot.items, len(found))), impacts


def _way_impacts(terms: TermItems, way: Way, with_way: ItemSet, numbers: Numbers) -> Scores:
    """Return the mean impact of the terms of a way, 0 in items that do not have it."""
    total = np.zeros(len(numbers), np.float32)
    for term in way:
        total += term_impacts(terms, term, numbers)
    total *= np.float32(1 / len(way))
    if len(way) > 1:
        total *= with_way.has(numbers)
    return total


def term_impacts(terms: TermItems, term: Placed, numbers: Numbers) -> Scores:
    """Return the impact of a term in each of `numbers`, from 0 to 1."""
    if not term.is_prefix:
        impacts = _at(terms.postings(term), numbers, terms.snapshot.items)
        of_one: Scores = np.divide(impacts, LEVELS, dtype=np.float32)
        return of_one
    # More for the word itself than for those that begin with it.
    itself = _at(terms.postings(term._replace(is_prefix=False)), numbers, terms.snapshot.items)
    begins = terms.items(term).has(numbers) * np.float32(PREFIX_SCORE)
    return np.maximum(itself * np.float32(1 / LEVELS), begins)


def _at(postings: Postings, numbers: Numbers, items: int) -> NDArray[np.uint8]:
    """Return the impact of a term in each of `numbers`, 0 where it does not occur."""
    own, impacts = postings.numbers, postings.impacts
    if len(own) == len(numbers) and np.array_equal(own, numbers):
        return impacts
    if not len(own):
        return np.zeros(len(numbers), np.uint8)
    if len(numbers) * _MUCH_LONGER < len(own):
        indexes = np.searchsorted(own, numbers)
        indexes[indexes == len(own)] = 0
        return np.where(own[indexes] == numbers, impacts[indexes], np.uint8(0))
    spread = np.zeros(items, np.uint8)
    spread[own] = impacts
    return spread[numbers]


def best(
    numbers: Numbers, scored: Scores, days: NDArray[np.int32], order: Order, count: int
) -> NDArray[np.intp]:
    """Return the indexes in `numbers` of the first `count` items in `order`.

    `BEST`: best first, and newest first among equals. `NEW`: newest first, and best first within a
    day. `scored` and `days` belong to `numbers`.
    """
    first, second = (days, scored) if order is Order.NEW else (scored, days)
    indexes = np.arange(len(numbers))
    if count < len(numbers):
        lowest = np.partition(first, len(first) - count)[len(first) - count]
        indexes = np.flatnonzero(first >= lowest)
    sort = np.lexsort((numbers[indexes], -second[indexes], -first[indexes]))
    return indexes[sort[:count]]
