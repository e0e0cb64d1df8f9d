"""Who had the stories first that two publications share, and by how much."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digests import Comparison


@dataclass(frozen=True, slots=True)
class Lead:
    """How often one publication was before the other."""

    stories: int
    """Which it had first."""

    median_days: float
    """By which it was first in these; 0 when there are none."""


@dataclass(frozen=True, slots=True)
class Leads:
    """The stories that both had, by who had them first."""

    one: Lead
    other: Lead

    same_day: int
    """Stories that both had on one day, which is as fine as dates of issues are."""

    median_days: float
    """Over all of them: how much earlier the first publication was; negative when later."""


def leads(comparison: Comparison) -> Leads:
    """Count who was first."""
    days = [shared.days for shared in comparison.both]
    return Leads(
        one=_lead([day for day in days if day > 0]),
        other=_lead([-day for day in days if day < 0]),
        same_day=days.count(0),
        median_days=float(median(days)) if days else 0.0,
    )


def _lead(days: Sequence[int]) -> Lead:
    return Lead(len(days), float(median(days)) if days else 0.0)
