"""How common terms are in news about AI at large, for libraries too small to show it.

The counts come with the program, in `background.bin`. `benchmarks/background_table.py` makes the
file from archives of digests, and says what they stand for. It has no words: a term is known by
its 32-bit checksum, so about one unknown term in fifty thousand is taken for a known one.

The file is little-endian: how many terms there are, in four bytes; how many of them have each of
the 65,536 values of the checksum's upper half, a byte for each; then, in the order of their
checksums, the lower half of each in two bytes, and how many Chinese and how many English items have
it, as indexes into COUNTS, a byte for each.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Collection

FILE: Final = Path(__file__).with_name("background.bin")

ITEMS: Final = 1_000_000
"""Of each language: the background states counts among so many."""

STEPS: Final = 12.5
"""From a count to its double."""

COUNTS: Final = (0, *(round(2 ** (step / STEPS)) for step in range(255)))
"""The counts that a byte can state."""

_BITS: Final = 16
_HALVES: Final = 1 << _BITS
_LOWER_HALF: Final = _HALVES - 1


@dataclass(frozen=True, slots=True)
class Background:
    """How many items of each language have each term, to within three per cent."""

    chinese_items: int
    english_items: int

    _table: tuple[array[int], array[int], bytes, bytes]
    """By the upper half of a checksum, the index of the first term that has it, or a later one; by
    index, the lower half and the two counts."""

    def counts(self, terms: Collection[str]) -> dict[str, tuple[int, int]]:
        """Return how many Chinese and how many English items have each term that is known."""
        starts, lower_halves, chinese, english = self._table
        found = {}
        for term, checksum in zip(terms, map(crc32, map(str.encode, terms)), strict=True):
            upper, lower = checksum >> _BITS, checksum & _LOWER_HALF
            end = starts[upper + 1]
            index = bisect_left(lower_halves, lower, starts[upper], end)
            if index < end and lower_halves[index] == lower:
                found[term] = COUNTS[chinese[index]], COUNTS[english[index]]
        return found


@lru_cache(maxsize=1)
def background() -> Background:
    """Return the background that the program comes with, read when it is first asked for."""
    return unpacked(FILE.read_bytes())


def unpacked(packed: bytes) -> Background:
    """Return the background in the bytes of a file."""
    terms = int.from_bytes(packed[:4], "little")
    sizes, rest = packed[4 : 4 + _HALVES], packed[4 + _HALVES :]
    lower_halves = array("H", rest[: 2 * terms])
    if sys.byteorder == "big":
        lower_halves.byteswap()
    starts = array("I", accumulate(sizes, initial=0))
    chinese, english = rest[2 * terms : 3 * terms], rest[3 * terms :]
    return Background(ITEMS, ITEMS, (starts, lower_halves, chinese, english))
