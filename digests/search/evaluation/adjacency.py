"""Which items have terms side by side, by their positions.

A term that stands at position p, as the third of a phrase whose first two terms take two positions
each, asks for the phrase to begin at p - 4. So the positions of each term are moved to where the
phrase would begin, and item and position become one number; the phrase is where all terms agree.
"""

from __future__ import annotations

from functools import reduce
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from digests.search.index.arrays import np
from digests.search.index.item_sets import ItemSet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from digests.search.index.snapshot import Postings

_SHIFT = 16
_POSITION = (1 << _SHIFT) - 1


class PlacedPostings(NamedTuple):
    """A term of a phrase."""

    items: ItemSet
    """That have it."""
    postings: Postings
    width: int
    """How many positions it takes."""


class Range(NamedTuple):
    """Where in its item a phrase must be."""

    starts: NDArray[np.uint16]
    """Of each item of the library, the first position that counts."""
    ends: NDArray[np.uint16]
    """The position after the last."""


def side_by_side(terms: Sequence[PlacedPostings], within: Range | None = None) -> ItemSet:
    """Return the items that have `terms` next to one another in this order, `within` a range."""
    candidates = reduce(ItemSet.__and__, sorted((term.items for term in terms), key=len))
    offsets = list(accumulate((term.width for term in terms), initial=0))
    by_frequency = sorted(range(len(terms)), key=lambda n: len(terms[n].items))
    keys: NDArray[np.intp] | None = None
    for number in by_frequency:
        own = _keys(terms[number].postings, candidates, offsets[number])
        keys = own if keys is None else keys[np.isin(keys, own)]
        if not len(keys):
            break
        candidates = _items_of(keys, candidates.size)
    if keys is None or not len(keys):
        return ItemSet.none(candidates.size)
    if within is not None:
        keys = _inside(keys, within, offsets[-1])
    return _items_of(keys, candidates.size)


def _keys(postings: Postings, candidates: ItemSet, offset: int) -> NDArray[np.intp]:
    """Return where a phrase would begin: items and positions, as numbers."""
    chosen = np.flatnonzero(candidates.has(postings.numbers))
    own, positions = postings.occurrences().taken(chosen).placed()
    keys: NDArray[np.intp] = postings.numbers[chosen][own] << _SHIFT
    return keys | ((positions - offset) & _POSITION)


def _items_of(keys: NDArray[np.intp], size: int) -> ItemSet:
    items = keys >> _SHIFT
    steps = np.diff(items, prepend=-1)
    if (steps < 0).any():  # several terms with one prefix
        items.sort()
        steps = np.diff(items, prepend=-1)
    return ItemSet(size, numbers=items[steps > 0])


def _inside(keys: NDArray[np.intp], within: Range, width: int) -> NDArray[np.intp]:
    items, positions = keys >> _SHIFT, keys & _POSITION
    is_inside = (positions >= within.starts[items]) & (positions + width <= within.ends[items])
    inside: NDArray[np.intp] = keys[is_inside]
    return inside
