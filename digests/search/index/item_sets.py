"""Sets of item numbers as arrays, combined without loops.

A set has ascending numbers (best for few items) or one flag per item of the library (best for
many), and computes the other form once, when an operation needs it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digests.search.index.arrays import np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.intp]
    Flags = NDArray[np.bool_]

_MUCH_SMALLER = 32
"""From this ratio on, looking up the numbers of the smaller set is faster than flags."""


class ItemSet:
    """A set of items below `size`. Its arrays must not be changed."""

    __slots__ = ("_flags", "_numbers", "size")

    def __init__(
        self, size: int, *, numbers: Numbers | None = None, flags: Flags | None = None
    ) -> None:
        """Pass `numbers`, ascending and distinct, or `flags`, one per item, or both."""
        self.size = size
        self._numbers = numbers
        self._flags = flags

    @classmethod
    def none(cls, size: int) -> ItemSet:
        """Return the empty set of items below `size`."""
        return cls(size, numbers=np.empty(0, np.intp))

    @classmethod
    def all(cls, size: int) -> ItemSet:
        """Return the set of all items below `size`."""
        return cls(size, flags=np.ones(size, bool))

    @property
    def numbers(self) -> Numbers:
        """The items, ascending."""
        if self._numbers is None:
            self._numbers = np.flatnonzero(self.flags)
        return self._numbers

    @property
    def flags(self) -> Flags:
        """For each item below `size`, whether it is in the set."""
        if self._flags is None:
            self._flags = np.zeros(self.size, bool)
            self._flags[self.numbers] = True
        return self._flags

    def __len__(self) -> int:
        if self._numbers is None:
            return int(np.count_nonzero(self.flags))
        return len(self._numbers)

    def __contains__(self, number: int) -> bool:
        if self._flags is not None:
            return bool(self._flags[number])
        index = int(np.searchsorted(self.numbers, number))
        return index < len(self.numbers) and int(self.numbers[index]) == number

    def __and__(self, other: ItemSet) -> ItemSet:
        if self is other:
            return self
        if self._numbers is None and other._numbers is None:
            return ItemSet(self.size, flags=self.flags & other.flags)
        few, many = (
            (self, other)
            if other._numbers is None
            or (self._numbers is not None and len(self._numbers) <= len(other._numbers))
            else (other, self)
        )
        return ItemSet(self.size, numbers=few.numbers[many.has(few.numbers)])

    def __or__(self, other: ItemSet) -> ItemSet:
        if self is other or not len(other):
            return self
        if not len(self):
            return other
        flags = self.flags.copy()
        if other._flags is None:
            flags[other.numbers] = True
        else:
            flags |= other.flags
        return ItemSet(self.size, flags=flags)

    def __sub__(self, other: ItemSet) -> ItemSet:
        if self._numbers is not None:
            return ItemSet(self.size, numbers=self.numbers[~other.has(self.numbers)])
        return ItemSet(self.size, flags=self.flags & ~other.flags)

    def __invert__(self) -> ItemSet:
        return ItemSet(self.size, flags=~self.flags)

    def has(self, numbers: Numbers) -> Flags:
        """Return for each of `numbers` whether it is in the set."""
        if self._flags is None and len(numbers) * _MUCH_SMALLER < len(self.numbers):
            indexes = np.searchsorted(self.numbers, numbers)
            indexes[indexes == len(self.numbers)] = 0
            return np.equal(self.numbers[indexes], numbers)
        return self.flags[numbers]
