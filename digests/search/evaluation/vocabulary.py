"""Values to complete a field of a query with, and how many items match each."""

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
"""The values of fields that do not depend on the library's content."""


class Vocabulary:
    """The values of the fields of one snapshot, cached; for one thread at a time."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Count nothing yet, and do not keep the snapshot open."""
        self._snapshot: Snapshot = weakref.proxy(snapshot)
        self.narrowing = NarrowingCounts(snapshot)
        """How many items match when a query is narrowed to a value."""

    def values(self, field: str, prefix: str, limit: int) -> Counts:
        """Return values of `field` that begin with `prefix`, then others that contain it.

        In both groups the most frequent come first, or the newest months. A field whose values
        cannot be counted has none.
        """
        if field == TextField.SECTION:
            return matching_values(self._sections, prefix, limit)
        values = matching_values(self._counts.get(field, ()), prefix, limit)
        if field == ExactField.SITE:
            return self.narrowing.of_sites(values, self._items)
        return self.narrowing.by_issue(field, values, self._of_issue)

    @cached_property
    def _counts(self) -> dict[str, tuple[tuple[str, int, str], ...]]:
        """For each field its values, each with its items and the key that is compared."""
        snapshot, of_issue = self._snapshot, self._of_issue
        counted: dict[str, Counts] = dict(snapshot.values.by_issue(of_issue))
        counted[ExactField.SITE] = snapshot.values.sites(self._items.numbers)
        counted |= dict.fromkeys(DateField, months(days(snapshot, of_issue)))
        return {field: with_keys(values) for field, values in counted.items()}

    @cached_property
    def _sections(self) -> tuple[tuple[str, int, str], ...]:
        """The same for sections, which are many and seldom needed."""
        return with_keys(self._snapshot.values.sections(self._items.numbers))

    @cached_property
    def _items(self) -> ItemSet:
        """All items but the removed ones, and no issues as a whole."""
        everything = ItemSet.all(self._snapshot.items) - self._snapshot.whole_issues
        removed = self._snapshot.removed
        return everything - removed if removed is not None else everything

    @cached_property
    def _of_issue(self) -> NDArray[np.int64]:
        """How many items of each issue there are."""
        issues = self._snapshot.issue_of_item[self._items.numbers]
        return np.bincount(issues, minlength=self._snapshot.issues)


def with_keys(values: Counts) -> tuple[tuple[str, int, str], ...]:
    """Add to each value its `subject_key`, by which `matching_values` compares."""
    return tuple((value, count, subject_key(value)) for value, count in values)


def matching_values(values: tuple[tuple[str, int, str], ...], prefix: str, limit: int) -> Counts:
    """Return values that begin with `prefix`, then others that contain it; at most `limit`.

    Case, spaces and hyphens do not count. Both groups keep the order of `values`.
    """
    prefix = subject_key(prefix)
    first = ((value, count) for value, count, key in values if key.startswith(prefix))
    others = ((value, count) for value, count, key in values if key.find(prefix) > 0)
    return tuple(islice(chain(first, others), limit))
