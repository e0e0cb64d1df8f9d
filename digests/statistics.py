"""A library in numbers: issues and items of each publication, by month, and gaps between issues."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digests.model.summary import IssueSummary

Counts: TypeAlias = tuple[tuple[str, int], ...]

_UNUSUAL = 3
"""A pause is a gap when it is more than this many times the publication's median pause …"""

_SHORTEST_GAP = 4
"""… and longer than this many days, since dailies skip weekends and holidays."""

_DAYS_OF_WEEK = 7


@dataclass(frozen=True, slots=True)
class Gap:
    """A period without issues in which some were to be expected; both days are included."""

    first: dt.date
    last: dt.date

    @property
    def days(self) -> int:
        """Its length, at least 1."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class PublicationCounts:
    """One publication in numbers."""

    name: str
    issues: int
    items: int
    first: dt.date | None
    """Date of the oldest issue; None when no issue has a date."""
    last: dt.date | None
    usual_pause: int
    """Median of the days from one issue to the next; 0 with fewer than two dates."""
    months: Counts
    """Issues per month from the first to the last, such as `("2026-08", 4)`; oldest first."""
    gaps: tuple[Gap, ...]
    """Oldest first."""


def count_publications(issues: Iterable[IssueSummary]) -> tuple[PublicationCounts, ...]:
    """Return the numbers of each publication, the one with the most issues first."""
    by_publication: defaultdict[str, list[IssueSummary]] = defaultdict(list)
    for issue in issues:
        by_publication[issue.publication].append(issue)
    counted = [_counted(name, own) for name, own in by_publication.items()]
    return tuple(sorted(counted, key=lambda counts: (-counts.issues, counts.name)))


def items_by_month(issues: Iterable[IssueSummary]) -> Counts:
    """Return the number of items per month from the first month to the last, oldest first.

    Months between them without items count 0; undated issues are left out.
    """
    counted: Counter[str] = Counter()
    for issue in issues:
        if issue.date:
            counted[_month(issue.date)] += issue.items
    return _every_month(counted)


def by_week(days: Iterable[tuple[str, int]]) -> Counts:
    """Add up days such as `("2026-08-05", 3)` into weeks, named by their Monday; oldest first.

    Empty weeks between the first and the last count 0.
    """
    counted: Counter[dt.date] = Counter()
    for day, count in days:
        date = dt.date.fromisoformat(day)
        counted[date - dt.timedelta(date.weekday())] += count
    if not counted:
        return ()
    first, last = min(counted), max(counted)
    weeks = (last - first).days // _DAYS_OF_WEEK + 1
    mondays = (first + dt.timedelta(weeks=number) for number in range(weeks))
    return tuple((monday.isoformat(), counted[monday]) for monday in mondays)


def find_gaps(dates: Sequence[dt.date]) -> tuple[Gap, ...]:
    """Return the pauses that are far longer than usual; `dates` are sorted and distinct."""
    pauses = _pauses(dates)
    if not pauses:
        return ()
    longest = max(_SHORTEST_GAP, _UNUSUAL * median(pauses))
    one = dt.timedelta(1)
    return tuple(
        Gap(before + one, after - one)
        for before, after in pairwise(dates)
        if (after - before).days > longest
    )


def _counted(name: str, issues: list[IssueSummary]) -> PublicationCounts:
    dates = sorted({issue.date for issue in issues if issue.date})
    pauses = _pauses(dates)
    return PublicationCounts(
        name=name,
        issues=len(issues),
        items=sum(issue.items for issue in issues),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        usual_pause=round(median(pauses)) if pauses else 0,
        months=_every_month(Counter(_month(issue.date) for issue in issues if issue.date)),
        gaps=find_gaps(dates),
    )


def _pauses(dates: Sequence[dt.date]) -> list[int]:
    return [(after - before).days for before, after in pairwise(dates)]


def _month(date: dt.date) -> str:
    return date.isoformat()[:7]


def _every_month(counted: Counter[str]) -> Counts:
    """Fill in the months without a count."""
    if not counted:
        return ()
    year, month = map(int, min(counted).split("-"))
    months = []
    while (name := f"{year:04}-{month:02}") <= max(counted):
        months.append((name, counted[name]))
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return tuple(months)
