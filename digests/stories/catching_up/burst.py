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

from digests.stories.comparison.frequencies import PLAIN_WORDS
from digests.stories.comparison.weighting import actors

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from digests.stories.catching_up.gathering import IssueNames

_ASSUMED_UNITS: Final = 4
"""Imaginary issues of the weeks before, in which a name stands as often as in the background."""
_UNSEEN: Final = 0.02
_PLAIN: Final = 0.9
"""The share of issues that have a name in the background: any, and a plain word."""
_NOISE: Final = 0.3
"""Issues that count for nothing, so that a single mention is no burst."""


@dataclass(slots=True)
class Burst:
    """How unusual names are. A unit is what a family of publications had on one day."""

    units: float
    """How many there are in the days."""
    now: Mapping[str, float]
    """In how many units each name stands; what stands once in a unit counts half."""
    before: Mapping[str, float]
    """In how many units of the weeks before, made to as many units."""
    items: Mapping[str, int]
    """How many items have it in the days."""
    _known: dict[str, float] = field(default_factory=dict)

    def of(self, name: str) -> float:
        """Return how unusual `name` is: 0 for not, 1 for two mentions of a new one, 10 for much."""
        if name not in self._known:
            now = self.now.get(name, 0.0)
            gain = math.log((now + _NOISE) / (self.before.get(name, 0.0) + _NOISE))
            self._known[name] = max(0.0, gain * math.sqrt(now))
        return self._known[name]

    def is_new(self, name: str) -> bool:
        """Return whether `name` stood in no issue of the weeks before."""
        return self.before.get(name, 0.0) < 2 * _UNSEEN * self.units


def burst_of(
    now: Iterable[IssueNames], before: Iterable[IssueNames], family: Mapping[str, str]
) -> Burst:
    """Return how unusual the names of some issues are against those of the weeks before."""
    units, here, items = _counted(now, family)
    units_before, there, _ = _counted(before, family)
    share = units / (units_before + _ASSUMED_UNITS)
    expected = {
        name: share * (there.get(name, 0.0) + _ASSUMED_UNITS * _assumed(name)) for name in here
    }
    return Burst(units, here, expected, items)


def _assumed(name: str) -> float:
    return _PLAIN if name in PLAIN_WORDS or actors([name]) else _UNSEEN


def _counted(
    issues: Iterable[IssueNames], family: Mapping[str, str]
) -> tuple[float, dict[str, float], Counter[str]]:
    """Return how many units there are, in how many each name stands, and how many items have it."""
    by_unit: defaultdict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    repeated: defaultdict[str, set[str]] = defaultdict(set)
    for issue in issues:
        unit = by_unit[family.get(issue.publication, issue.publication), issue.day]
        for mark in issue.items.keys() - repeated[issue.publication]:
            unit.update(issue.items[mark])
        repeated[issue.publication].update(issue.items)
    present: defaultdict[str, float] = defaultdict(float)
    items: Counter[str] = Counter()
    for counts in by_unit.values():
        items.update(counts)
        for name, count in counts.items():
            present[name] += count / (count + 1)
    return len(by_unit), present, items
