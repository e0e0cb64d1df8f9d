"""Two publications over the same days: what both had, who was first, what each had alone."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Final

from digests.stories.gathering import gathered
from digests.stories.values import Comparison, SharedStory, Telling

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digests.stories.tables import StoryTables

_DAYS: Final = "SELECT min(day), max(day) FROM issue WHERE day >= ? AND publication = ?"
_NUMBERS: Final = """
SELECT item.number FROM issue
JOIN item ON item.number BETWEEN first_item AND first_item + items - 1
WHERE publication IN (?, ?) AND day BETWEEN ? AND ?
"""


def compared(
    tables: StoryTables,
    one: str,
    other: str,
    since: datetime.date,
    rejected: Iterable[tuple[str, str]],
) -> Comparison:
    """Compare two publications on the days, from `since` on, that both cover."""
    first, last = _shared_days(tables, (one, other), since)
    if first > last:
        return Comparison((), (), (), None, None)
    both: list[SharedStory] = []
    only_one: list[Telling] = []
    only_other: list[Telling] = []
    numbers = [n for (n,) in tables.rows(_NUMBERS, (one, other, first, last))]
    for found in gathered(tables, numbers, rejected):
        ours, theirs = _earliest(found.values(), one), _earliest(found.values(), other)
        if ours and theirs:
            both.append(SharedStory(ours, theirs))
        elif ours:
            only_one.append(ours)
        elif theirs:
            only_other.append(theirs)
    return Comparison(
        tuple(sorted(both, key=lambda told: _latest_first(max(told.one, told.other, key=_date)))),
        tuple(sorted(only_one, key=_latest_first)),
        tuple(sorted(only_other, key=_latest_first)),
        datetime.date.fromordinal(first),
        datetime.date.fromordinal(last),
    )


def _shared_days(
    tables: StoryTables, publications: tuple[str, str], since: datetime.date
) -> tuple[int, int]:
    """Return the first and the last day that both cover; the first is later when there is none."""
    day = max(1, since.toordinal())
    spans = [tables.rows(_DAYS, (day, name))[0] for name in publications]
    firsts, lasts = zip(*((first or 1, last or 0) for first, last in spans), strict=True)
    return max(firsts), min(lasts)


def _earliest(found: Iterable[Telling], publication: str) -> Telling | None:
    own = [item for item in found if item.publication == publication]
    return min(own, key=lambda item: (item.date, item.place, item.item_id), default=None)


def _date(item: Telling) -> datetime.date:
    return item.date


def _latest_first(item: Telling) -> tuple[int, int, str]:
    return -item.date.toordinal(), item.place, item.item_id
