"""Lists of item numbers as arrays: written and read for many terms at once.

A list holds the numbers of the items with a term, ascending. A term table says of each list how
many numbers it has, the first of them, its kind, and where it begins in the array of its kind:

    SINGLE  one number, which is in the table; nothing else is written
    1 2 4   the gaps to the second and to each later number, as integers of that many bytes,
            in the array `gaps1`, `gaps2` or `gaps4`
    BITS    one bit for each item of the segment, the first in the highest bit of the first byte,
            in the array `bits`; for terms that would need more bytes for their gaps

The kind of a list is the smallest that fits all its gaps. Lists of neighbouring terms lie side by
side in each array, so that many are read by three slices: that is what makes beginnings of words
and merges fast.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from digests.search.index.arrays import np
from digests.search.segments.array_file import DamagedFileError

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Numbers = NDArray[np.uint32]
    Places = NDArray[np.intp]

SINGLE = 0
BITS = 8
GAP_TYPES = {1: np.uint8, 2: np.uint16, 4: np.uint32}


class EncodedLists(NamedTuple):
    """Some lists as they are written."""

    kinds: NDArray[np.uint8]
    firsts: Numbers
    places: NDArray[np.int64]
    """Where each list begins among these lists, in the array of its kind."""
    gaps: dict[int, NDArray[Any]]
    """The gaps of the lists of each width."""
    bits: NDArray[np.uint8]


def encode(starts: NDArray[np.int64], numbers: Numbers, items: int) -> EncodedLists:
    """Return lists as they are written.

    Args:
        starts: where each list begins in `numbers`, and the end of the last one.
        numbers: of all lists, one after another; ascending and different within each.
        items: how many items the segment has.
    """
    counts = np.diff(starts)
    firsts = numbers[starts[:-1]]
    gaps = np.diff(numbers, prepend=np.uint32(0))
    gaps[starts[:-1]] = 0
    kinds = _kinds(counts, np.maximum.reduceat(gaps, starts[:-1]), items)
    later = np.ones(len(numbers), bool)
    later[starts[:-1]] = False
    kind_of_gap = np.repeat(kinds, counts)
    kind_of_gap[~later] = SINGLE
    places = np.zeros(len(counts), np.int64)
    written: dict[int, NDArray[Any]] = {}
    for width, gap_type in GAP_TYPES.items():
        chosen = kinds == width
        places[chosen] = _sums(counts[chosen] - 1)
        written[width] = gaps[kind_of_gap == width].astype(gap_type)
    dense = np.flatnonzero(kinds == BITS)
    row = _bytes_of_bits(items)
    places[dense] = np.arange(len(dense)) * row
    bits = [_packed(numbers[starts[n] : starts[n + 1]], items) for n in dense]
    return EncodedLists(
        kinds, firsts, places, written, np.concatenate(bits) if bits else np.empty(0, np.uint8)
    )


def _kinds(counts: NDArray[np.int64], widest: Numbers, items: int) -> NDArray[np.uint8]:
    kinds = np.where(widest < 1 << 8, 1, np.where(widest < 1 << 16, 2, 4)).astype(np.uint8)
    kinds[(counts - 1) * kinds > _bytes_of_bits(items)] = BITS
    kinds[counts == 1] = SINGLE
    return kinds


def _bytes_of_bits(items: int) -> int:
    return (items + 7) // 8


def _packed(numbers: Numbers, items: int) -> NDArray[np.uint8]:
    found = np.zeros(items, bool)
    found[numbers] = True
    return np.packbits(found)


def _sums(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return where each of some neighbours begins."""
    return np.cumsum(counts) - counts


@dataclass(frozen=True, slots=True)
class PostingLists:
    """Reads the lists of a segment."""

    items: int
    kinds: NDArray[np.uint8]
    firsts: Numbers
    places: NDArray[np.uint32]
    ends: NDArray[np.uint32]
    """How many numbers all lists up to each one hold; one more than there are lists."""
    array: Callable[[str], NDArray[Any]]
    """Gives the arrays that hold gaps and bits."""

    def count(self, number: int) -> int:
        """Return how many items list `number` has."""
        return int(self.ends[number + 1]) - int(self.ends[number])

    def one(self, number: int) -> Places:
        """Return the item numbers of one list. Raises DamagedFileError.

        They are as wide as indexes are, because picking by narrower ones converts them each time.
        """
        kind, count, first = int(self.kinds[number]), self.count(number), self.firsts[number]
        if kind == BITS:
            return self._unpacked(number)
        found = np.empty(count, np.intp)
        found[0] = first
        if kind != SINGLE:
            place = int(self.places[number])
            found[1:] = self.array(f"gaps{kind}")[place : place + count - 1]
            np.cumsum(found, out=found)
        if found[-1] >= self.items:
            raise DamagedFileError("a list of items leaves the segment")
        return found

    def many(self, start: int, stop: int) -> tuple[NDArray[np.int64], Numbers]:
        """Return the lists from `start` to before `stop`: where each begins, and all numbers.

        Raises DamagedFileError.
        """
        ends = self.ends[start : stop + 1].astype(np.int64)
        starts, counts = ends[:-1] - ends[0], np.diff(ends)
        kinds = self.kinds[start:stop]
        gaps = np.zeros(ends[-1] - ends[0], np.uint32)
        kind_of_gap = np.repeat(kinds, counts)
        kind_of_gap[starts] = SINGLE
        for width in GAP_TYPES:
            chosen = np.flatnonzero(kinds == width)
            if len(chosen):
                first = int(self.places[start + chosen[0]])
                last = int(self.places[start + chosen[-1]] + counts[chosen[-1]] - 1)
                gaps[kind_of_gap == width] = self.array(f"gaps{width}")[first:last]
        numbers = np.cumsum(gaps, dtype=np.uint32)
        # Unsigned numbers wrap around, so the sums of earlier lists cancel out even past 2**32.
        numbers += np.repeat(self.firsts[start:stop] - numbers[starts], counts)
        for dense in np.flatnonzero(kinds == BITS):
            place = starts[dense]
            numbers[place : place + counts[dense]] = self._unpacked(start + int(dense))
        if len(numbers) and numbers.max() >= self.items:
            raise DamagedFileError("a list of items leaves the segment")
        return starts, numbers

    def _unpacked(self, number: int) -> Places:
        place, row = int(self.places[number]), _bytes_of_bits(self.items)
        packed = self.array("bits")[place : place + row]
        found = np.flatnonzero(np.unpackbits(packed, count=self.items).view(bool))
        if len(found) != self.count(number):
            raise DamagedFileError("a list of items has another length")
        return found
