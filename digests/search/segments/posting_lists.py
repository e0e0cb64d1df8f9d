"""Lists of item numbers as arrays: written and read for many terms at once.

A list has the numbers of the items with a term, ascending. The term table has for each list its
length, its first number, its kind, and its offset in the array of its kind:

    SINGLE  one number, which is in the table; nothing else is written
    1 2 4   the gaps to the second and each later number, as integers of that many bytes,
            in the array `gaps1`, `gaps2` or `gaps4`
    BITS    one bit for each item of the segment, the first in the highest bit of the first byte,
            in the array `bits`; for terms whose gaps would take more bytes

The kind of a list is the smallest that fits all its gaps. Lists of neighbouring terms are adjacent
in each array, so that many are read by three slices, which makes prefixes and merges fast.
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
    Indexes = NDArray[np.intp]

SINGLE = 0
BITS = 8
GAP_TYPES = {1: np.uint8, 2: np.uint16, 4: np.uint32}


class EncodedLists(NamedTuple):
    """Some lists as they are written."""

    kinds: NDArray[np.uint8]
    firsts: Numbers
    offsets: NDArray[np.int64]
    """Of each list, relative to the first of these lists in the array of its kind."""
    gaps: dict[int, NDArray[Any]]
    """The gaps of the lists of each width."""
    bits: NDArray[np.uint8]


def encode(starts: NDArray[np.int64], numbers: Numbers, items: int) -> EncodedLists:
    """Encode lists.

    Args:
        starts: where each list begins in `numbers`, and the end of the last one.
        numbers: of all lists, concatenated; ascending and distinct within each.
        items: the number of items of the segment.
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
    offsets = np.zeros(len(counts), np.int64)
    written: dict[int, NDArray[Any]] = {}
    for width, gap_type in GAP_TYPES.items():
        chosen = kinds == width
        offsets[chosen] = _starts_of(counts[chosen] - 1)
        written[width] = gaps[kind_of_gap == width].astype(gap_type)
    dense = np.flatnonzero(kinds == BITS)
    row = _bytes_of_bits(items)
    offsets[dense] = np.arange(len(dense)) * row
    bits = [_packed(numbers[starts[n] : starts[n + 1]], items) for n in dense]
    return EncodedLists(
        kinds, firsts, offsets, written, np.concatenate(bits) if bits else np.empty(0, np.uint8)
    )


def _kinds(counts: NDArray[np.int64], widest: Numbers, items: int) -> NDArray[np.uint8]:
    kinds = np.where(widest < 1 << 8, 1, np.where(widest < 1 << 16, 2, 4)).astype(np.uint8)
    kinds[(counts - 1) * kinds > _bytes_of_bits(items)] = BITS
    kinds[counts == 1] = SINGLE
    return kinds


def _bytes_of_bits(items: int) -> int:
    return (items + 7) // 8


def _packed(numbers: Numbers, items: int) -> NDArray[np.uint8]:
    flags = np.zeros(items, bool)
    flags[numbers] = True
    return np.packbits(flags)


def _starts_of(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the offsets of adjacent stretches with these lengths."""
    return np.cumsum(counts) - counts


@dataclass(frozen=True, slots=True)
class PostingLists:
    """Reads the lists of a segment."""

    items: int
    """Upper bound of the numbers in the lists: the items, or issues, of the segment."""
    kinds: NDArray[np.uint8]
    firsts: Numbers
    offsets: NDArray[np.uint32]
    ends: NDArray[np.uint32]
    """Where each list ends when all are concatenated, after a 0."""
    array: Callable[[str], NDArray[Any]]
    """Returns the arrays of gaps and bits by name."""

    def count(self, number: int) -> int:
        """Return the length of list `number`."""
        return int(self.ends[number + 1]) - int(self.ends[number])

    def one(self, number: int) -> Indexes:
        """Return the item numbers of list `number`. Raises DamagedFileError.

        They have NumPy's index type, because indexing with narrower integers converts them each
        time.
        """
        kind, count, first = int(self.kinds[number]), self.count(number), self.firsts[number]
        if kind == BITS:
            return self._unpacked(number)
        numbers = np.empty(count, np.intp)
        numbers[0] = first
        if kind != SINGLE:
            offset = int(self.offsets[number])
            numbers[1:] = self.array(f"gaps{kind}")[offset : offset + count - 1]
            np.cumsum(numbers, out=numbers)
        if numbers[-1] >= self.items:
            raise DamagedFileError("a list of items leaves the segment")
        return numbers

    def many(self, start: int, stop: int) -> tuple[NDArray[np.int64], Numbers]:
        """Return lists `start` to before `stop`: where each begins, and all numbers.

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
                first = int(self.offsets[start + chosen[0]])
                last = int(self.offsets[start + chosen[-1]] + counts[chosen[-1]] - 1)
                gaps[kind_of_gap == width] = self.array(f"gaps{width}")[first:last]
        numbers = np.cumsum(gaps, dtype=np.uint32)
        # Unsigned numbers wrap around, so the sums of earlier lists cancel out even past 2**32.
        numbers += np.repeat(self.firsts[start:stop] - numbers[starts], counts)
        for dense in np.flatnonzero(kinds == BITS):
            begin = starts[dense]
            numbers[begin : begin + counts[dense]] = self._unpacked(start + int(dense))
        if len(numbers) and numbers.max() >= self.items:
            raise DamagedFileError("a list of items leaves the segment")
        return starts, numbers

    def _unpacked(self, number: int) -> Indexes:
        offset, row = int(self.offsets[number]), _bytes_of_bits(self.items)
        packed = self.array("bits")[offset : offset + row]
        numbers = np.flatnonzero(np.unpackbits(packed, count=self.items).view(bool))
        if len(numbers) != self.count(number):
            raise DamagedFileError("a list of items has another length")
        return numbers
