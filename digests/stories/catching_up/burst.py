"""How unusual a name is in some days, against the weeks before.

What is counted is in how many issues a name stands, family by family, and hardly how often: one
digest that has four hundred items is one voice. The weeks before are short in a young library, so
the background says how common a name is in news about AI.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from digests.stories.catching_up.names import pairs_of, shares

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from digests.stories.catching_up.reading import CountedIssue, NamedIssue

_ASSUMED_UNITS: Final = 4
"""Imaginary issues of the weeks before, in which a name stands as often as in the background."""
_UNKNOWN: Final = 5e-6
"""The share of items of the background that may have a name which is not in it."""
_ONCE: Final = 0.5
"""What a single mention counts; two names that stand together once are no burst."""
_NOISE: Final = 0.3
"""Issues that count for nothing, so that a single mention is no burst."""


@dataclass(slots=True)
class Burst:
    """How unusual names are. A unit is what a family of publications had on one day."""

    now: Mapping[str, float]
    """In how many units each name stands; what stands once in a unit counts half. So do pairs of
    names and of a name and an event, such as `meta @people`."""
    expected: Mapping[str, float]
    """The same as the weeks before and the background let expect it."""
    common: Mapping[str, float]
    """The share of items in the background that have each name."""
    items: Mapping[str, int]
    """How many items have it in the days."""
    all_items: int
    known: Container[str]
    """The names of the weeks before."""
    _known: dict[str, float] = field(default_factory=dict)

    def of(self, name: str) -> float:
        """Return how unusual a name is: 0 for not, 1 for two mentions of a new one, 10 for much."""
        known = self._known.get(name)
        if known is None:
            now = self.now.get(name, 0.0)
            gain = math.log((now + _NOISE) / (self.expected.get(name, 0.0) + _NOISE))
            known = self._known[name] = max(0.0, gain * math.sqrt(now))
        return known

    def of_pairs(self, names: Sequence[str]) -> float:
        """Return how unusual it is that any two of the names stand together."""
        told = [name for name in pairs_of(names) if name in self.now]
        return max(map(self.of, told), default=0.0)

    def times(self, name: str) -> float:
        """Return how many times as often as in the background a name stands in the days."""
        share = self.items.get(name, 0) / max(1, self.all_items)
        common = min(self.common.get(part, 0.0) for part in name.split())
        return share / max(common, _UNKNOWN)

    def is_new(self, name: str) -> bool:
        """Return whether `name` stood in no issue of the weeks before."""
        return name not in self.known


def burst_of(
    now: Sequence[NamedIssue], before: Iterable[CountedIssue], family: Mapping[str, str]
) -> Burst:
    """Return how unusual the names of some issues are against those of the weeks before."""
    units, here, items = _counted(_without_repeats(now), family)
    here = {name: count for name, count in here.items() if count > _ONCE or " " not in name}
    earlier = (one._replace(counts=_only(one.counts, here)) for one in before)
    units_before, there, _ = _counted(earlier, family)
    share = units / (units_before + _ASSUMED_UNITS)
    all_items = sum(len(issue.items) for issue in now)
    size = all_items / max(1, units)
    common = shares([name for name in here if " " not in name])
    expected = {
        name: share * (there.get(name, 0.0) + _ASSUMED_UNITS * _present(size * common.get(name, 0)))
        for name in here
    }
    return Burst(here, expected, common, items, all_items, there)


def _only(counts: Mapping[str, int], names: Mapping[str, float]) -> dict[str, int]:
    return {name: counts[name] for name in counts.keys() & names.keys()}


def _present(items: float) -> float:
    """Return how much a name stands in a unit of which so many items have it."""
    return items / (items + 1)


def _without_repeats(issues: Iterable[NamedIssue]) -> Iterator[CountedIssue]:
    """Yield the counts of issues without items that an earlier issue of the publication had."""
    told: defaultdict[str, set[str]] = defaultdict(set)
    for issue in issues:
        before = told[issue.counted.publication]
        counts = Counter(issue.counted.counts)
        for mark in issue.items.keys() & before:
            names = issue.items[mark]
            counts.subtract(names)
            counts.subtract(pairs_of(names))
        before.update(issue.items)
        yield issue.counted._replace(counts=counts)


def _counted(
    issues: Iterable[CountedIssue], family: Mapping[str, str]
) -> tuple[int, Mapping[str, float], Mapping[str, int]]:
    """Return how many units there are, in how many each name stands, and how many items have it."""
    by_unit: dict[tuple[str, int], Counter[str]] = {}
    for issue in issues:
        unit = family.get(issue.publication, issue.publication), issue.day
        if unit in by_unit:
            by_unit[unit].update(issue.counts)
        else:
            by_unit[unit] = Counter(issue.counts)
    present: defaultdict[str, float] = defaultdict(float)
    items: defaultdict[str, int] = defaultdict(int)
    for counts in by_unit.values():
        for name, count in counts.items():
            if count > 0:
                present[name] += count / (count + 1)
                items[name] += count
    return len(by_unit), present, items
