"""Which items of two issues are worth comparing, by how much they share of what is rare.

All pairs of two issues are too many to compare one by one. Each issue keeps a list of which items
have which rare terms, and how telling each is; where lists of two issues meet, the amounts add up.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Final
from zlib import crc32

import numpy as np

from digests.stories.comparison.weighting import excess

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from digests.stories.comparison.frequencies import Frequencies

_MOST_ITEMS: Final = 60
"""Of one issue: terms of more items are the subject of the issue."""

_ENOUGH: Final = 3.0
_ENOUGH_AT_HOME: Final = 6.0
_LARGE_SHARE: Final = 0.5
_LITTLE: Final = 2.0
"""Items are compared when the sum of what is rare in both is _ENOUGH, or _ENOUGH_AT_HOME in one
publication, which has one style; or _LARGE_SHARE of what the shorter one has, if that is not too
_LITTLE."""


@dataclass(frozen=True, slots=True)
class RareTerms:
    """The rare terms of an issue's items, sorted by term."""

    terms: NDArray[np.uint32]
    """Checksums, each once, ascending."""
    starts: NDArray[np.int64]
    counts: NDArray[np.int64]
    """Of each term: where its items begin in `items`, and how many these are."""
    items: NDArray[np.int64]
    """Indexes of items in the issue."""
    amounts: NDArray[np.float64]
    """How telling each term is, in the order of `terms`."""
    sums: NDArray[np.float64]
    """Of the amounts of each item of the issue."""


def rare_terms(
    holders: Mapping[str, Sequence[int]], items: int, frequencies: Frequencies
) -> RareTerms:
    """Return the rare terms of an issue.

    Args:
        holders: the indexes of the items that have a term, ascending.
        items: how many the issue has.
        frequencies: to tell what is rare.
    """
    few = {term: own for term, own in holders.items() if len(own) <= _MOST_ITEMS}
    rarities = frequencies.rarities(few)
    every = [excess(term, rarities[term], len(own)) for term, own in few.items()]
    rows = [
        (crc32(term.encode()), amount, own)
        for (term, own), amount in zip(few.items(), every, strict=True)
        if amount > 0
    ]
    rows.sort(key=itemgetter(0))
    counts = np.array([len(own) for _, _, own in rows], np.int64)
    indexes = np.array([index for _, _, own in rows for index in own], np.int64)
    amounts = np.array([amount for _, amount, _ in rows], np.float64)
    return RareTerms(
        np.array([term for term, _, _ in rows], np.uint32),
        np.cumsum(counts) - counts,
        counts,
        indexes,
        amounts,
        np.bincount(indexes, np.repeat(amounts, counts), minlength=items).astype(np.float64),
    )


def candidates(
    ours: RareTerms, theirs: RareTerms, *, is_home: bool = False
) -> Iterator[tuple[int, int]]:
    """Yield pairs of items, one of each issue, that share enough to be compared.

    `is_home` says that both issues are of one publication.
    """
    _, here, there = np.intersect1d(ours.terms, theirs.terms, return_indices=True)
    pairs = ours.counts[here] * theirs.counts[there]
    if not pairs.size:
        return
    term = np.repeat(np.arange(pairs.size), pairs)
    within = np.arange(term.size) - np.repeat(np.cumsum(pairs) - pairs, pairs)
    width = theirs.counts[there][term]
    one = ours.items[ours.starts[here][term] + within // width]
    other = theirs.items[theirs.starts[there][term] + within % width]
    shared = np.minimum(ours.amounts[here], theirs.amounts[there])[term]
    keys, index = np.unique(one * theirs.sums.size + other, return_inverse=True)
    amounts = np.bincount(index, weights=shared)
    ones, others = np.divmod(keys, theirs.sums.size)
    possible = np.maximum(np.minimum(ours.sums[ones], theirs.sums[others]), 2 * _LITTLE)
    enough = _ENOUGH_AT_HOME if is_home else _ENOUGH
    chosen = (amounts >= enough) | (amounts >= _LARGE_SHARE * possible)
    yield from zip(ones[chosen].tolist(), others[chosen].tolist(), strict=True)
