"""Issues of a few days, loaded for comparisons, and which of their items are worth comparing.

Each issue has inverted lists of its distinctive terms. Two items are worth comparing when they
share two of these, or one product.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from digests.stories.comparison.features import is_product
from digests.stories.comparison.weighting import weighted
from digests.stories.prepared import unpacked_features

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from digests.stories.comparison.features import Features
    from digests.stories.comparison.frequencies import Frequencies
    from digests.stories.comparison.weighting import Weighted
    from digests.stories.tables import StoryTables

_DISTINCTIVE_SHARE: Final = 0.004
"""A share of items: terms of more items are not distinctive."""

_MOST_ITEMS: Final = 60
"""Of one issue: terms of more items are the subject of the issue."""

_BY_ITEM: Final = """
SELECT issue.number, id, day, first_item, items
FROM item JOIN issue ON issue.number = item.issue WHERE item.number = ?
"""


class Neighbour(NamedTuple):
    """An issue in the tables."""

    number: int
    id: str
    day: int
    first_item: int
    items: int


class _LoadedIssue(NamedTuple):
    """An issue's items, and which of them have which distinctive terms."""

    issue: Neighbour
    features: list[Features]
    distinctive: list[frozenset[str]]
    """Terms of each item."""
    terms: frozenset[str]
    """The distinctive terms of all items."""
    lists: Mapping[str, list[int]]
    """Indexes of the items that have a distinctive term."""
    weighted: dict[int, Weighted]
    """By item number, for items that were compared, which most never are."""


class Neighbours:
    """Loads issues on demand and keeps them while they are near in time."""

    def __init__(self, tables: StoryTables, frequencies: Frequencies) -> None:
        self.frequencies = frequencies
        self._tables = tables
        self._loaded: dict[int, _LoadedIssue] = {}
        self._starts: list[int] = []
        self._issue_at: dict[int, Neighbour] = {}

    def item(self, number: int) -> Weighted:
        """Return the item with this number in the tables."""
        index = bisect_right(self._starts, number) - 1
        issue = self._issue_at[self._starts[index]] if index >= 0 else None
        if issue is None or number >= issue.first_item + issue.items:
            issue = Neighbour(*self._tables.rows(_BY_ITEM, (number,))[0])
        loaded = self._load(issue)
        known = loaded.weighted.get(number)
        if known is None:
            features = loaded.features[number - issue.first_item]
            known = loaded.weighted[number] = weighted(features, self.frequencies)
        return known

    def candidates(self, issue: Neighbour, other: Neighbour) -> Iterator[tuple[int, int]]:
        """Yield pairs of item numbers worth comparing, of two issues, or of one given twice."""
        ours, theirs = self._load(issue), self._load(other)
        for index, distinctive in enumerate(ours.distinctive):
            shared: Counter[int] = Counter()
            for term in distinctive & theirs.terms:
                shared.update(theirs.lists[term])
                if is_product(term):
                    shared.update(theirs.lists[term])
            for there, times in shared.items():
                if times > 1 and (issue.number != other.number or index < there):
                    yield issue.first_item + index, other.first_item + there

    def forget_after(self, day: int) -> None:
        """Drop loaded issues that are later than `day`."""
        for number in [n for n, loaded in self._loaded.items() if loaded.issue.day > day]:
            issue = self._loaded.pop(number).issue
            self._starts.remove(issue.first_item)
            del self._issue_at[issue.first_item]

    def _load(self, issue: Neighbour) -> _LoadedIssue:
        known = self._loaded.get(issue.number)
        if known is None:
            known = self._loaded[issue.number] = self._read_issue(issue)
            self._starts.append(issue.first_item)
            self._starts.sort()
            self._issue_at[issue.first_item] = issue
        return known

    def _read_issue(self, issue: Neighbour) -> _LoadedIssue:
        query = "SELECT features FROM issue WHERE number = ?"
        ((packed,),) = self._tables.rows(query, (issue.number,))
        features = unpacked_features(packed)
        holders: defaultdict[str, list[int]] = defaultdict(list)
        for index, one in enumerate(features):
            for term in one.terms:
                holders[term].append(index)
        self.frequencies.prefetch(holders)
        share = self.frequencies.share
        lists = {
            term: indexes
            for term, indexes in holders.items()
            if len(indexes) <= _MOST_ITEMS and share(term) <= _DISTINCTIVE_SHARE
        }
        terms = frozenset(lists)
        distinctive = [one.terms & terms for one in features]
        return _LoadedIssue(issue, features, distinctive, terms, lists, {})
