"""The issues of a few days, ready to be compared, and which of their items are worth comparing.

Each issue has inverted lists of its telling terms. Two items are worth comparing when they share
two of these, or one product.
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

_TELLING: Final = 0.004
"""A share of items: terms above it bring too many together."""

_MOST_ITEMS: Final = 60
"""Of one issue: what more of them say is what the issue is about."""

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


class _Ready(NamedTuple):
    """An issue's items, and which of them have which telling term."""

    issue: Neighbour
    features: list[Features]
    telling: list[frozenset[str]]
    known: frozenset[str]
    """The telling terms of all items."""
    lists: Mapping[str, list[int]]
    weighted: dict[int, Weighted]
    """Of the items that were compared: most never are."""


class Neighbours:
    """Reads issues when they are needed and keeps them while they are near."""

    def __init__(self, tables: StoryTables, frequencies: Frequencies) -> None:
        self.frequencies = frequencies
        self._tables = tables
        self._ready: dict[int, _Ready] = {}
        self._starts: list[int] = []
        self._issue_at: dict[int, Neighbour] = {}

    def item(self, number: int) -> Weighted:
        """Return the item with this number in the tables."""
        place = bisect_right(self._starts, number) - 1
        issue = self._issue_at[self._starts[place]] if place >= 0 else None
        if issue is None or number >= issue.first_item + issue.items:
            issue = Neighbour(*self._tables.rows(_BY_ITEM, (number,))[0])
        ready = self._made_ready(issue)
        known = ready.weighted.get(number)
        if known is None:
            features = ready.features[number - issue.first_item]
            known = ready.weighted[number] = weighted(features, self.frequencies)
        return known

    def candidates(self, issue: Neighbour, other: Neighbour) -> Iterator[tuple[int, int]]:
        """Yield the numbers of items of two issues, or twice of one, that are worth comparing."""
        ours, theirs = self._made_ready(issue), self._made_ready(other)
        for place, telling in enumerate(ours.telling):
            met: Counter[int] = Counter()
            for term in telling & theirs.known:
                met.update(theirs.lists[term])
                if is_product(term):
                    met.update(theirs.lists[term])
            for there, times in met.items():
                if times > 1 and (issue.number != other.number or place < there):
                    yield issue.first_item + place, other.first_item + there

    def forget_after(self, day: int) -> None:
        """Let go of the issues after `day`."""
        for number in [n for n, ready in self._ready.items() if ready.issue.day > day]:
            issue = self._ready.pop(number).issue
            self._starts.remove(issue.first_item)
            del self._issue_at[issue.first_item]

    def _made_ready(self, issue: Neighbour) -> _Ready:
        known = self._ready.get(issue.number)
        if known is None:
            known = self._ready[issue.number] = self._read(issue)
            self._starts.append(issue.first_item)
            self._starts.sort()
            self._issue_at[issue.first_item] = issue
        return known

    def _read(self, issue: Neighbour) -> _Ready:
        query = "SELECT features FROM issue WHERE number = ?"
        ((packed,),) = self._tables.rows(query, (issue.number,))
        features = unpacked_features(packed)
        found: defaultdict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(features):
            for term in one.terms:
                found[term].append(place)
        self.frequencies.learn(found)
        share = self.frequencies.share
        lists = {
            term: places
            for term, places in found.items()
            if len(places) <= _MOST_ITEMS and share(term) <= _TELLING
        }
        known = frozenset(lists)
        telling = [one.terms & known for one in features]
        return _Ready(issue, features, telling, known, lists, {})
