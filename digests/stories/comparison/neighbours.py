"""Issues of a few days, loaded for comparisons, and which of their items are worth comparing."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from digests.stories.comparison.candidates import candidates, rare_terms
from digests.stories.comparison.weighting import weighted
from digests.stories.prepared import unpacked_features

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from digests.stories.comparison.candidates import RareTerms
    from digests.stories.comparison.features import Features
    from digests.stories.comparison.frequencies import Frequencies
    from digests.stories.comparison.weighting import Weighted
    from digests.stories.tables import StoryTables

_BY_ITEM: Final = """
SELECT issue.number, id, publication, day, first_item, items
FROM item JOIN issue ON issue.number = item.issue WHERE item.number = ?
"""


class Neighbour(NamedTuple):
    """An issue in the tables."""

    number: int
    id: str
    publication: str
    day: int
    first_item: int
    items: int


class _LoadedIssue(NamedTuple):
    """An issue's items, and what is rare in them."""

    issue: Neighbour
    features: list[Features]
    crowd: Mapping[str, int]
    """How many items have a term, where it is more than one."""
    rare: RareTerms
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
            known = weighted(features, self.frequencies, loaded.crowd)
            loaded.weighted[number] = known
        return known

    def candidates(self, issue: Neighbour, other: Neighbour) -> Iterator[tuple[int, int]]:
        """Yield pairs of item numbers worth comparing, of two issues, or of one given twice."""
        rare = self._load(issue).rare, self._load(other).rare
        is_home = issue.publication == other.publication
        for here, there in candidates(*rare, is_home=is_home):
            if issue.number != other.number or here < there:
                yield issue.first_item + here, other.first_item + there

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
        crowd = {term: len(holding) for term, holding in holders.items() if len(holding) > 1}
        rare = rare_terms(holders, len(features), self.frequencies)
        return _LoadedIssue(issue, features, crowd, rare, {})
