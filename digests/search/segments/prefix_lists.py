"""The items of beginnings that so many words share that joining their lists would be slow.

`o` begins thousands of words. Beginnings of up to three characters have lists of their own, like
terms, when the lists of their words are long together. All others are joined when they are asked
for. A single Chinese character is the beginning of the pairs it stands in.
"""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from digests.search.index.arrays import np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.uint32]

LONGEST_START = 3
"""In characters."""

MANY = 20_000
"""Pairs of term and item from which on a beginning has a list; joining so many takes 0.3 ms."""


class Start(NamedTuple):
    """A beginning that deserves a list."""

    text: str
    first: int
    """The number of its first term."""
    end: int
    """The number after that of its last."""


def long_starts(terms: Sequence[str], starts: NDArray[np.int64]) -> list[Start]:
    """Return the beginnings, sorted, whose terms have many pairs.

    Args:
        terms: sorted.
        starts: where the list of each begins, and the end of the last one.
    """
    found = [
        start
        for length in range(1, LONGEST_START + 1)
        for start in _starts(terms, length)
        if starts[start.end] - starts[start.first] >= MANY
    ]
    return sorted(found)


def _starts(terms: Sequence[str], length: int) -> Iterator[Start]:
    edges = [0]
    texts = []
    for text, group in groupby(terms, key=lambda term: term[:length]):
        edges.append(edges[-1] + sum(1 for _ in group))
        texts.append(text)
    for text, (first, end) in zip(texts, pairwise(edges), strict=True):
        if len(text) == length:
            yield Start(text, first, end)


def distinct(numbers: Numbers, size: int) -> Numbers:
    """Return `numbers`, all below `size`, ascending and each once."""
    found = np.zeros(size, bool)
    found[numbers] = True
    return np.flatnonzero(found).astype(np.uint32)


def joined(
    lists: Sequence[Start], numbers_of: Callable[[Start], Numbers], size: int
) -> Iterator[tuple[list[bytes], NDArray[np.int64], Numbers]]:
    """Yield beginnings with their lists, one at a time, as a term writer takes them.

    All of them together would not fit into memory.
    """
    for start in lists:
        found = distinct(numbers_of(start), size)
        yield [start.text.encode("utf-8", "surrogatepass")], np.array([0, len(found)]), found
