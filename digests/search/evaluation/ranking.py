"""Which items come first: scores for those that were found, and the best of them.

Only items that the whole query asks for are scored. For each word its weights are laid out over
all items, one byte each, and picked up at the items that were found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digests.search.evaluation.matching import goes_on
from digests.search.index.arrays import np
from digests.search.index.bm25f import LEVELS, START_SCORE, idf
from digests.search.index.fields import TEXT_FIELDS, WEIGHTED_FIELD
from digests.search.query.model import Order, wanted
from digests.search.query.spellings import spellings

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from digests.search.evaluation.matching import TermItems
    from digests.search.index.item_sets import ItemSet
    from digests.search.index.snapshot import WeightedItems
    from digests.search.query.model import Part

    Numbers = NDArray[np.intp]
    Scores = NDArray[np.float32]

_LEVELS = 16
"""Scores are told apart in so many levels below the best one: among equals the newest is first."""

_SCORED_FIELDS = (WEIGHTED_FIELD, "title", "section")
_LAST_DAY = (1 << 20) - 1
"""The year 2871: keys have 20 bits for the day."""

_FEW = 32
"""Numbers are looked up one by one in a list that is this many times longer."""


def scores(term_items: TermItems, part: Part | None, found: ItemSet) -> Scores:
    """Return the score of each item that was found for the words of `part`."""
    numbers = found.numbers
    total = np.zeros(len(numbers), np.float32)
    terms, starts = _words(part)
    for term in terms:
        weighted = term_items.weighted(term)
        if len(weighted.numbers):
            items = term_items.snapshot.items
            step = np.float32(idf(items, len(weighted.numbers)) / LEVELS)
            total += step * _weights_at(weighted, numbers, items)
    for start in starts:
        with_start = term_items.starting_with(WEIGHTED_FIELD, start)
        is_in = True if with_start is found else with_start.has(numbers)
        total += np.float32(START_SCORE) * is_in
    return total


def _words(part: Part | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the terms that count, each once, and the beginnings."""
    terms: dict[str, None] = {}
    starts: dict[str, None] = {}
    for word in wanted(part):
        if TEXT_FIELDS[word.field] in _SCORED_FIELDS:
            for spelled in spellings(word):
                ends = [spelled.terms[-1], *filter(None, [spelled.alternative])]
                terms |= dict.fromkeys((*spelled.terms, *ends))
                starts |= dict.fromkeys(term for term in ends if goes_on(spelled, term))
    return tuple(terms), tuple(starts)


def _weights_at(found: WeightedItems, numbers: Numbers, items: int) -> NDArray[np.uint8]:
    """Return the weight of a term in each of `numbers`, 0 where it does not occur."""
    if len(found.numbers) == len(numbers) and np.array_equal(found.numbers, numbers):
        return found.weights
    if len(numbers) * _FEW < len(found.numbers):
        places = np.searchsorted(found.numbers, numbers)
        places[places == len(found.numbers)] = 0
        return np.where(found.numbers[places] == numbers, found.weights[places], 0)
    spread = np.zeros(items, np.uint8)
    spread[found.numbers] = found.weights
    return spread[numbers]


def best(
    numbers: Numbers, scored: Scores, days: NDArray[np.int32], order: Order, count: int
) -> NDArray[np.intp]:
    """Return the places in `numbers` of the first `count` items in their order.

    Best first, and newest first among those whose scores are close; or newest first, and best
    first within a day. `days` are those of all items of the library.
    """
    highest = scored.max(initial=0)
    rank = (scored * np.float32(_LEVELS / highest if highest else 0)).astype(np.uint8)
    places = np.arange(len(rank)) if order is Order.NEW else _highest(rank, count)
    day = np.minimum(days[numbers[places]], _LAST_DAY).astype(np.uint32)
    ranks = rank[places].astype(np.uint32)
    keys = (day << 5) | ranks if order is Order.NEW else (ranks << 20) | day
    if count < len(keys):
        lowest = np.partition(keys, len(keys) - count)[len(keys) - count]
        kept = np.flatnonzero(keys >= lowest)
        places, keys = places[kept], keys[kept]
    sort = np.lexsort((numbers[places], -scored[places], ~keys))
    return places[sort[:count]]


def _highest(rank: NDArray[np.uint8], count: int) -> NDArray[np.intp]:
    """Return the places of the highest ranks: of as few ranks as have `count` items together."""
    enough = 0
    for lowest in range(_LEVELS, 0, -1):
        enough += int(np.count_nonzero(rank == lowest))
        if enough >= count:
            return np.flatnonzero(rank >= lowest)
    return np.arange(len(rank))
