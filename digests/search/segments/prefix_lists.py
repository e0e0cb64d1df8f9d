"""The items of prefixes that so many words share that merging their lists would be slow.

Thousands of words begin with `o`. Prefixes of up to three characters have posting lists of their
own, like terms, if those of their words are long in total; the others are merged when they are
searched for. A single Chinese character is a prefix too, of the pairs that begin with it.
"""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from digests.search.index.arrays import np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.uint32]

LONGEST_PREFIX = 3
"""In characters."""

MANY = 20_000
"""Pairs of term and item from which on a prefix has a list; merging that many takes 0.3 ms."""


class Prefix(NamedTuple):
    """A prefix that gets a list."""

    text: str
    first: int
    """The number of its first term."""
    end: int
    """The number after that of its last term."""


def frequent_prefixes(terms: Sequence[str], starts: NDArray[np.int64]) -> list[Prefix]:
    """Return the prefixes, sorted, whose terms have at least `MANY` pairs.

    Args:
        terms: sorted.
        starts: where the list of each begins, and the end of the last one.
    """
    frequent = [
        prefix
        for length in range(1, LONGEST_PREFIX + 1)
        for prefix in _prefixes(terms, length)
        if starts[prefix.end] - starts[prefix.first] >= MANY
    ]
    return sorted(frequent)


def _prefixes(terms: Sequence[str], length: int) -> Iterator[Prefix]:
    edges = [0]
    texts = []
    for text, group in groupby(terms, key=lambda term: term[:length]):
        edges.append(edges[-1] + sum(1 for _ in group))
        texts.append(text)
    for text, (first, end) in zip(texts, pairwise(edges), strict=True):
        if len(text) == length:
            yield Prefix(text, first, end)


def _distinct(numbers: Numbers, size: int) -> Numbers:
    """Return `numbers`, all below `size`, ascending and without repetitions."""
    flags = np.zeros(size, bool)
    flags[numbers] = True
    return np.flatnonzero(flags).astype(np.uint32)


def prefix_lists(
    prefixes: Sequence[Prefix], numbers_of: Callable[[Prefix], Numbers], size: int
) -> Iterator[tuple[list[bytes], NDArray[np.int64], Numbers]]:
    """Yield each prefix with its list, as arguments of `TermListWriter.add`.

    They are yielded one at a time because all together would not fit into memory.
    """
    for prefix in prefixes:
        items = _distinct(numbers_of(prefix), size)
        yield [prefix.text.encode("utf-8", "surrogatepass")], np.array([0, len(items)]), items
