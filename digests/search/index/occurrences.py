"""Where the words of an item stand: what each posting of the weighted field has beside its item.

The words of an item have positions, from 0 on: titles, sections, body and what stands around them
follow one another, with one position left out in between (`whole_issue`). A posting has

    packed   one byte: the impact of the term in the item (`bm25f`) in the five high bits; then
             whether the item is long, and two bits with how often the term stands in it: once,
             twice, three times, or more often
    often    two bytes, only if it is more often: how often
    firsts   the low byte of the first position
    others   the low byte of each further position
    highs    only in a long item, of more than 256 positions: the high byte of each position

so most postings take two bytes. Beyond 65,536 positions, 100 times the length of a long article,
they count from 0 again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from digests.search.index.arrays import np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Bytes = NDArray[np.uint8]
    Shorts = NDArray[np.uint16]
    Counts = NDArray[np.int64]
    Indexes = NDArray[np.intp]

SHORT = 256
"""Positions of an item up to which one byte tells a position."""

_OFTEN = 3
_IS_LONG = 4
_IMPACT_SHIFT = 3
STREAMS = {"packed": np.uint8, "firsts": np.uint8, "others": np.uint8, "highs": np.uint8,
           "often": np.uint16}  # fmt: skip
"""The arrays of occurrences."""


class Occurrences(NamedTuple):
    """Of some postings, in their order."""

    packed: Bytes
    """Of each posting."""
    firsts: Bytes
    """Of each posting."""
    others: Bytes
    """Of all postings, one after another; `highs` and `often` too."""
    highs: Bytes
    often: Shorts

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return the arrays by their names."""
        return dict(zip(self._fields, self, strict=True))

    @property
    def counts(self) -> Counts:
        """How often each term stands in its item."""
        codes = self.packed & _OFTEN
        counts = codes.astype(np.int64) + 1
        counts[codes == _OFTEN] = self.often
        return counts

    def taken(self, chosen: Indexes) -> Occurrences:
        """Return those of the postings with the indexes `chosen`, in that order."""
        counts = self.counts
        is_often = (self.packed & _OFTEN) == _OFTEN
        long_counts = np.where(self.packed & _IS_LONG, counts, 0)
        return Occurrences(
            self.packed[chosen],
            self.firsts[chosen],
            self.others[stretches(counts - 1, chosen)],
            self.highs[stretches(long_counts, chosen)],
            self.often[stretches(is_often.astype(np.int64), chosen)],
        )

    def placed(self) -> tuple[Indexes, Counts]:
        """Return all positions, ascending for each posting, and the posting of each."""
        counts = self.counts
        postings = np.repeat(np.arange(len(counts)), counts)
        firsts = np.cumsum(counts) - counts
        positions = np.empty(len(postings), np.int64)
        is_other = np.ones(len(postings), bool)
        is_other[firsts] = False
        positions[firsts] = self.firsts
        positions[is_other] = self.others
        if len(self.highs):
            positions[(self.packed & _IS_LONG)[postings] > 0] += self.highs.astype(np.int64) << 8
        return postings, positions

    def before(self, marks: Counts) -> dict[str, Counts]:
        """Return how much of each stream belongs to the postings before each of `marks`."""
        counts = self.counts
        sizes = {
            "others": counts - 1,
            "highs": np.where(self.packed & _IS_LONG, counts, 0),
            "often": (self.packed & _OFTEN) == _OFTEN,
        }
        return {name: np.append(0, np.cumsum(own))[marks] for name, own in sizes.items()}


def impacts_of(packed: Bytes) -> Bytes:
    """Return the impact of each posting, 1 to 31."""
    return packed >> np.uint8(_IMPACT_SHIFT)


def stream_sizes(packed: Bytes, often: Shorts) -> tuple[int, int, int]:
    """Return how much of `others`, `highs` and `often` belongs to postings.

    `often` begins with what belongs to them, and may go on.
    """
    codes = packed & _OFTEN
    number = int(np.count_nonzero(codes == _OFTEN))
    counts = Occurrences(packed, packed, packed, packed, often[:number]).counts
    return int(counts.sum()) - len(counts), int(counts[(packed & _IS_LONG) > 0].sum()), number


def occurrences_of(
    impacts: Bytes, counts: Counts, positions: Shorts, is_long: NDArray[np.bool_]
) -> Occurrences:
    """Return the occurrences of postings.

    Args:
        impacts: of each, 1 to 31.
        counts: how many positions each has, at least one.
        positions: of all, one posting after another.
        is_long: whether the item of each is long.
    """
    codes = np.minimum(counts - 1, _OFTEN).astype(np.uint8)
    packed = impacts << np.uint8(_IMPACT_SHIFT) | is_long * np.uint8(_IS_LONG) | codes
    firsts = np.cumsum(counts) - counts
    is_other = np.ones(len(positions), bool)
    is_other[firsts] = False
    low = positions.astype(np.uint8)
    return Occurrences(
        packed,
        low[firsts],
        low[is_other],
        (positions[np.repeat(is_long, counts)] >> 8).astype(np.uint8),
        counts[codes == _OFTEN].astype(np.uint16),
    )


def joined(parts: Sequence[Occurrences]) -> Occurrences:
    """Concatenate the occurrences of postings; one part is not copied."""
    if len(parts) == 1:
        return parts[0]
    nothing = Occurrences(*(np.empty(0, dtype) for dtype in STREAMS.values()))
    return Occurrences(*map(np.concatenate, zip(nothing, *parts, strict=True)))


def stretches(counts: Counts, chosen: Indexes) -> Indexes:
    """Return the indexes of what belongs to some owners, one stretch of values after another.

    Args:
        counts: how many values each owner has; all values follow one another in this order.
        chosen: the owners, in any order and as often as wanted.
    """
    starts, own = (np.cumsum(counts) - counts)[chosen], counts[chosen]
    ends = np.cumsum(own)
    return np.repeat(starts - (ends - own), own) + np.arange(ends[-1] if len(ends) else 0)
