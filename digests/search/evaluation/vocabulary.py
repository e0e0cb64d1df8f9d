"""What may follow a field in a query: the values that occur, and how many items have each."""

from __future__ import annotations

import weakref
from functools import cached_property
from itertools import chain, islice
from typing import TYPE_CHECKING

from digests.model.text import subject_key
from digests.search.evaluation.facets import NarrowingCounts, days, months
from digests.search.index.arrays import np
from digests.search.index.item_sets import ItemSet
from digests.search.query.model import DateField, ExactField, TextField

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from digests.search.hits import Counts
    from digests.search.index.snapshot import Snapshot

FIXED_VALUES: dict[str, tuple[str, ...]] = {
    ExactField.STATE: ("unread", "starred", "read"),
    ExactField.HAS: ("link",),
    "sort": ("new", "best"),
    "last": ("1d", "7d", "30d", "3m", "1y"),
}
"""What may follow these fields whatever the library holds."""


class Vocabulary:
    """The values of the fields of one snapshot, remembered; for one thread at a time."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Nothing is counted before it is asked for, and the snapshot is not kept open."""
        self._snapshot: Snapshot = weakref.proxy(snapshot)
        self.narrowing = NarrowingCounts(snapshot)
        """How many items a query finds when it is narrowed to a value."""

    def values(self, field: str, start: str, limit: int) -> Counts:
        """Return values of `field` that begin like `start`, then others that hold it.

        Among both those that stand in most items come first, or the newest months. A field without
        words, or whose values cannot be counted, has none.
        """
        if field == TextField.SECTION:
            return like(self._sections, start, limit)
        found = like(self._counts.get(field, ()), start, limit)
        if field == ExactField.SITE:
            return self.narrowing.of_sites(found, self._items)
        return self.narrowing.by_issue(field, found, self._of_issue)

    @cached_property
    def _counts(self) -> dict[str, tuple[tuple[str, int, str], ...]]:
        """For each field: its values with their items, and what is compared."""
        snapshot, of_issue = self._snapshot, self._of_issue
        counted: dict[str, Counts] = dict(snapshot.values.by_issue(of_issue))
        counted[ExactField.SITE] = snapshot.values.sites(self._items.numbers)
        counted |= dict.fromkeys(DateField, months(days(snapshot, of_issue)))
        return {field: with_keys(values) for field, values in counted.items()}

    @cached_property
    def _sections(self) -> tuple[tuple[str, int, str], ...]:
        """The same of sections, which are many and seldom asked for."""
        return with_keys(self._snapshot.values.sections(self._items.numbers))

    @cached_property
    def _items(self) -> ItemSet:
        """All items but the removed ones."""
        everything, removed = ItemSet.all(self._snapshot.items), self._snapshot.removed
        return everything - removed if removed is not None else everything

    @cached_property
    def _of_issue(self) -> NDArray[np.int64]:
        """How many items of each issue there are."""
        issues = self._snapshot.issue_of_item[self._items.numbers]
        return np.bincount(issues, minlength=self._snapshot.issues)


def with_keys(values: Counts) -> tuple[tuple[str, int, str], ...]:
    """Add to each value what `like` compares: case, spaces and hyphens do not count."""
    return tuple((value, count, subject_key(value)) for value, count in values)


def like(values: tuple[tuple[str, int, str], ...], start: str, limit: int) -> Counts:
    """Return the first `limit` values that begin like `start`, then others that hold it."""
    wanted = subject_key(start)
    first = ((value, count) for value, count, key in values if key.startswith(wanted))
    others = ((value, count) for value, count, key in values if key.find(wanted) > 0)
    return tuple(islice(chain(first, others), limit))
