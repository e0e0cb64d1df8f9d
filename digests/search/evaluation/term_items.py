"""The items of terms, each list read once for one query: matching and scoring both ask for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digests.search.index.fields import WEIGHTED_FIELD
from digests.search.index.item_sets import ItemSet

if TYPE_CHECKING:
    from digests.search.index.snapshot import Snapshot, WeightedItems


@dataclass(slots=True)
class TermItems:
    """What a snapshot knows of terms, remembered for one query."""

    snapshot: Snapshot
    _weighted: dict[str, WeightedItems] = field(default_factory=dict)
    _starting: dict[tuple[str, str], ItemSet] = field(default_factory=dict)

    def holding(self, name: str, term: str) -> ItemSet:
        """Return the items that hold `term` in the field `name`."""
        if name != WEIGHTED_FIELD:
            return self.snapshot.term(name, term)
        return ItemSet(self.snapshot.items, numbers=self.weighted(term).numbers)

    def weighted(self, term: str) -> WeightedItems:
        """Return the items that hold `term` anywhere, with its weight in each."""
        if term not in self._weighted:
            self._weighted[term] = self.snapshot.weighted(term)
        return self._weighted[term]

    def starting_with(self, name: str, start: str) -> ItemSet:
        """Return the items with a term in the field `name` that begins so."""
        if (name, start) not in self._starting:
            self._starting[name, start] = self.snapshot.starting_with(name, start)
        return self._starting[name, start]
