"""Scoring the items that match a query, and picking the first of them.

Only items that match the whole query are scored. The weights of each word are laid out over all
items, one byte each, and picked at the matching items.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digests.search.evaluation.matching import is_prefix
from digests.search.index.arrays import np
from digests.search.index.bm25f import LEVELS, PREFIX_SCORE, idf
from digests.search.index.fields import TEXT_FIELDS, WEIGHTED_FIELD
from digests.search.query.model import Order, positive_words
from digests.search.query.spellings import spellings

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from digests.search.evaluation.matching import TermItems
    from digests.search.index.item_sets import ItemSet
    from digests.search.index.snapshot import WeightedItems
    from digests.search.query.model import Clause

    Numbers = NDArray[np.intp]
    Scores = NDArray[np.float32]

_LEVELS = 16
"""Scores are rounded to this many levels below the best one; within a level the newest is first."""

_SCORED_FIELDS = (WEIGHTED_FIELD, "title", "section")
_LAST_DAY = (1 << 20) - 1
"""In the year 2871: sort keys have 20 bits for the day."""

_MUCH_LONGER = 32
"""From this ratio on, numbers are looked up one by one in the longer list."""


def scores(term_items: TermItems, part: Clause | None, matched: ItemSet) -> Scores:
    """Return the score of each of the `matched` items, in their order, for the words of `part`."""
    numbers = matched.numbers
    total = np.zeros(len(numbers), np.float32)
    terms, prefixes = _scored_terms(part)
    for term in terms:
        weighted = term_items.weighted(term)
        if len(weighted.numbers):
            items = term_items.snapshot.items
            step = np.float32(idf(items, len(weighted.numbers)) / LEVELS)
            total += step * _weights_at(weighted, numbers, items)
    for prefix in prefixes:
        with_prefix = term_items.starting_with(WEIGHTED_FIELD, prefix)
        is_in = True if with_prefix is matched else with_prefix.has(numbers)
        total += np.float32(PREFIX_SCORE) * is_in
    return total


def _scored_terms(part: Clause | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the terms that count, each once, and the prefixes."""
    terms: dict[str, None] = {}
    prefixes: dict[str, None] = {}
    for word in positive_words(part):
        if TEXT_FIELDS[word.field] in _SCORED_FIELDS:
            for spelling in spellings(word):
                ends = [spelling.terms[-1], *filter(None, [spelling.alternative])]
                terms |= dict.fromkeys((*spelling.terms, *ends))
                prefixes |= dict.fromkeys(term for term in ends if is_prefix(spelling, term))
    return tuple(terms), tuple(prefixes)


def _weights_at(weighted: WeightedItems, numbers: Numbers, items: int) -> NDArray[np.uint8]:
    """Return the weight of a term in each of `numbers`, 0 where it does not occur."""
    if len(weighted.numbers) == len(numbers) and np.array_equal(weighted.numbers, numbers):
        return weighted.weights
    if len(numbers) * _MUCH_LONGER < len(weighted.numbers):
        indexes = np.searchsorted(weighted.numbers, numbers)
        indexes[indexes == len(weighted.numbers)] = 0
        return np.where(weighted.numbers[indexes] == numbers, weighted.weights[indexes], 0)
    spread = np.zeros(items, np.uint8)
    spread[weighted.numbers] = weighted.weights
    return spread[numbers]


def best(
    numbers: Numbers, scored: Scores, days: NDArray[np.int32], order: Order, count: int
) -> NDArray[np.intp]:
    """Return the indexes in `numbers` of the first `count` items in `order`.

    `BEST`: best first, and newest first among those whose scores are close. `NEW`: newest first,
    and best first within a day. `scored` belongs to `numbers`, `days` to all items of the library.
    """
    highest = scored.max(initial=0)
    rank = (scored * np.float32(_LEVELS / highest if highest else 0)).astype(np.uint8)
    indexes = np.arange(len(rank)) if order is Order.NEW else _highest(rank, count)
    day = np.minimum(days[numbers[indexes]], _LAST_DAY).astype(np.uint32)
    ranks = rank[indexes].astype(np.uint32)
    keys = (day << 5) | ranks if order is Order.NEW else (ranks << 20) | day
    if count < len(keys):
        lowest = np.partition(keys, len(keys) - count)[len(keys) - count]
        kept = np.flatnonzero(keys >= lowest)
        indexes, keys = indexes[kept], keys[kept]
    sort = np.lexsort((numbers[indexes], -scored[indexes], ~keys))
    return indexes[sort[:count]]


def _highest(rank: NDArray[np.uint8], count: int) -> NDArray[np.intp]:
    """Return the indexes of the highest ranks: of as few as have `count` items together."""
    total = 0
    for lowest in range(_LEVELS, 0, -1):
        total += int(np.count_nonzero(rank == lowest))
        if total >= count:
            return np.flatnonzero(rank >= lowest)
    return np.arange(len(rank))
