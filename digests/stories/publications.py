"""Two publications over the same days: what both had, who was first, what each had alone."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from digests.stories.graph import edges_at, without
from digests.stories.grouping import gathered, numbered
from digests.stories.values import Comparison, SharedStory, Telling

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from digests.stories.graph import Edge
    from digests.stories.tables import StoryTables

_DAYS: Final = "SELECT min(day), max(day) FROM issue WHERE day >= ? AND publication = ?"
_NUMBERS: Final = """
SELECT item.number FROM issue
JOIN item ON item.number BETWEEN first_item AND first_item + items - 1
WHERE publication IN (?, ?) AND day BETWEEN ? AND ?
"""


class _Told(NamedTuple):
    """A story as the two publications told it: items by number, none when one did not."""

    ours: dict[int, Telling]
    theirs: dict[int, Telling]

    @property
    def is_shared(self) -> bool:
        return bool(self.ours and self.theirs)


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
    pairs = list(rejected)
    numbers = [n for (n,) in tables.rows(_NUMBERS, (one, other, first, last))]
    told = [_told(found, one, other) for found in gathered(tables, numbers, pairs)]
    joined, met = _joined(told, _strong_edges(tables, told, numbered(tables, pairs)))
    alone = [story for n, story in enumerate(told) if n not in met]
    shared = [
        SharedStory(_earliest(story.ours), _earliest(story.theirs))
        for story in (*told, *joined)
        if story.is_shared
    ]
    return Comparison(
        tuple(sorted(shared, key=lambda both: _latest_first(max(both.one, both.other, key=_date)))),
        _latest(story.ours for story in alone if not story.theirs),
        _latest(story.theirs for story in alone if not story.ours),
        datetime.date.fromordinal(first),
        datetime.date.fromordinal(last),
    )


def _told(found: Mapping[int, Telling], one: str, other: str) -> _Told:
    ours, theirs = (
        {n: item for n, item in found.items() if item.publication == name} for name in (one, other)
    )
    return _Told(ours, theirs)


def _strong_edges(
    tables: StoryTables, told: Iterable[_Told], apart: Collection[tuple[int, int]]
) -> list[Edge]:
    """Return the edges of the stories that only one of the two told."""
    lone = [n for story in told if not story.is_shared for n in (*story.ours, *story.theirs)]
    return sorted(edge for edge in without(edges_at(tables, lone), apart) if edge.is_strong)


def _joined(told: Sequence[_Told], edges: Iterable[Edge]) -> tuple[list[_Told], set[int]]:
    """Join stories in pairs that edges lead between, such as two roundups with the same link.

    A roundup seeds no star, so they are two stories; but neither publication had its own alone.
    Those of the nearest days are joined.

    Returns:
        The pairs, and the places in `told` of all stories that edges lead from or to.
    """
    ours = {n: (at, item.date) for at, story in enumerate(told) for n, item in story.ours.items()}
    theirs = {n: (at, i.date) for at, story in enumerate(told) for n, i in story.theirs.items()}
    ends = [(a, b) for edge in edges for a, b in ((edge.a, edge.b), (edge.b, edge.a))]
    across = [(ours[a], theirs[b]) for a, b in ends if a in ours and b in theirs]
    joined: list[_Told] = []
    paired = {at for at, story in enumerate(told) if story.is_shared}
    for (here, _), (there, _) in sorted(across, key=lambda met: abs(met[0][1] - met[1][1])):
        if not paired & {here, there}:
            paired |= {here, there}
            joined.append(_Told(told[here].ours, told[there].theirs))
    return joined, {at for both in across for at, _ in both}


def _shared_days(
    tables: StoryTables, publications: tuple[str, str], since: datetime.date
) -> tuple[int, int]:
    """Return the first and the last day that both cover; the first is later when there is none."""
    day = max(1, since.toordinal())
    spans = [tables.rows(_DAYS, (day, name))[0] for name in publications]
    firsts, lasts = zip(*((first or 1, last or 0) for first, last in spans), strict=True)
    return max(firsts), min(lasts)


def _earliest(items: Mapping[int, Telling]) -> Telling:
    return min(items.values(), key=lambda item: (item.date, item.place, item.item_id))


def _latest(stories: Iterable[Mapping[int, Telling]]) -> tuple[Telling, ...]:
    """Return the earliest telling of each story; the latest story first."""
    return tuple(sorted(map(_earliest, stories), key=_latest_first))


def _date(item: Telling) -> datetime.date:
    return item.date


def _latest_first(item: Telling) -> tuple[int, int, str]:
    return -item.date.toordinal(), item.place, item.item_id
