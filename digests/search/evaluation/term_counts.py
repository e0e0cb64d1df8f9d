"""How many items, or issues, have a term: what tells a usual word from a slip."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from digests.search.index.arrays import np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from digests.search.index.snapshot import Snapshot
    from digests.search.segments.term_lists import TermLists

_COMMON = 1 / 20_000
"""The share of items from which on a term is common: a rarer one may be a slip itself."""

_EXPECTED = 2
"""A term that is absent where a common one should have occurred so often is not common."""


@dataclass
class TermCounts:
    """Counts terms of one field of a snapshot, each only once; for one thread at a time."""

    snapshot: Snapshot
    name: str
    """The field of the index."""

    _counted: dict[str, int] = field(default_factory=dict)

    @cached_property
    def minimum(self) -> int:
        """The number of items from which on a term is common; 1 in a small library."""
        return max(1, round(self.snapshot.items * _COMMON))

    def of(self, term: str) -> int:
        """Return how many items have `term`, or how many issues if the field is one of issues."""
        if term not in self._counted:
            encoded = _encoded(term)
            self._counted[term] = sum(_count(lists, self.name, encoded) for lists in self._lists)
        return self._counted[term]

    def if_common(self, term: str) -> int:
        """Return the count of a common term and 0 for others, mostly from the largest segment."""
        encoded, read = _encoded(term), 0
        for lists in self._lists:
            if term in self._counted or _count(lists, self.name, encoded):
                break
            read += lists.items
            if read * self.minimum >= _EXPECTED * self.snapshot.items:
                return 0
        count = self.of(term)
        return count if count >= self.minimum else 0

    def has_longer(self, prefix: str) -> bool:
        """Return whether a term begins with `prefix` and goes on."""
        ranges = (lists.starting_with(self.name, _encoded(prefix)) for lists in self._lists)
        return any(end - first > 1 for first, end in ranges)

    def common_with(self, prefix: str, least: int = 0) -> dict[str, int]:
        """Return the common terms with a prefix, and some rarer ones, with their counts at least.

        A count leaves out segments where the term is rare; `of` counts exactly. `least` is the
        count that makes a term common, if not `minimum`.
        """
        found: Counter[bytes] = Counter()
        for lists in self._lists:
            numbers, counts = self._common(lists, prefix, least or self.minimum)
            for number, count in zip(numbers.tolist(), counts.tolist(), strict=True):
                found[lists.term(number)] += count
        return {term.decode("utf-8", "surrogatepass"): count for term, count in found.items()}

    def common_like(self, word: str) -> set[str]:
        """Return common terms that begin as `word` does, and differ in two letters side by side.

        They may differ in the length by one, or not at all; some are rare.
        """
        encoded = _encoded(word)
        found: set[bytes] = set()
        for lists in self._lists:
            numbers, _ = self._common(lists, word[0], self.minimum)
            found.update(map(lists.term, lists.alike(numbers, encoded, 2).tolist()))
        return {term.decode("utf-8", "surrogatepass") for term in found}

    def _common(
        self, lists: TermLists, prefix: str, least: int
    ) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
        """Return numbers and counts of terms in one segment that has its share of their items.

        A term that is common has its share of them in at least one segment.
        """
        first, end = lists.starting_with(self.name, _encoded(prefix))
        counts = lists.counts(first, end)
        chosen = np.flatnonzero(counts * self.snapshot.items >= least * lists.items)
        return chosen + first, counts[chosen]

    @cached_property
    def _lists(self) -> list[TermLists]:
        """Those of each segment, the largest first."""
        lists = [segment.files.terms for segment in self.snapshot.segments]
        return sorted(lists, key=lambda own: -own.items)


def _count(lists: TermLists, name: str, term: bytes) -> int:
    number = lists.find(name, term)
    return 0 if number is None else int(lists.counts(number, number + 1)[0])


def _encoded(term: str) -> bytes:
    return term.encode("utf-8", "surrogatepass")
