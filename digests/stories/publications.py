"""Comparing two publications over the same days: shared stories, who was first, and the rest."""

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


class _Sides(NamedTuple):
    """A story's tellings by item number in each of two publications; empty if one has none."""

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
    """Compare two publications, by name, on the days from `since` on that both cover.

    `rejected` are pairs of item ids that are not one story.
    """
    first, last = _shared_days(tables, (one, other), since)
    if first > last:
        return Comparison((), (), (), None, None)
    pairs = list(rejected)
    numbers = [n for (n,) in tables.rows(_NUMBERS, (one, other, first, last))]
    stories = [_sides(members, one, other) for members in gathered(tables, numbers, pairs)]
    linked, touched = _linked(stories, _strong_edges(tables, stories, numbered(tables, pairs)))
    alone = [story for n, story in enumerate(stories) if n not in touched]
    shared = [
        SharedStory(_earliest(story.ours), _earliest(story.theirs))
        for story in (*stories, *linked)
        if story.is_shared
    ]
    return Comparison(
        tuple(sorted(shared, key=lambda both: _latest_first(max(both.one, both.other, key=_date)))),
        _latest(story.ours for story in alone if not story.theirs),
        _latest(story.theirs for story in alone if not story.ours),
        datetime.date.fromordinal(first),
        datetime.date.fromordinal(last),
    )


def _sides(members: Mapping[int, Telling], one: str, other: str) -> _Sides:
    ours, theirs = (
        {n: item for n, item in members.items() if item.publication == name}
        for name in (one, other)
    )
    return _Sides(ours, theirs)


def _strong_edges(
    tables: StoryTables, stories: Iterable[_Sides], apart: Collection[tuple[int, int]]
) -> list[Edge]:
    """Return the strong edges of the stories that only one of the two has."""
    lone = [n for story in stories if not story.is_shared for n in (*story.ours, *story.theirs)]
    return sorted(edge for edge in without(edges_at(tables, lone), apart) if edge.is_strong)


def _linked(stories: Sequence[_Sides], edges: Iterable[Edge]) -> tuple[list[_Sides], set[int]]:
    """Pair stories of the two publications that an edge connects, such as roundups with one link.

    A roundup seeds no star, so they are two stories; but neither publication has its one alone.
    Stories of the nearest days are paired first.

    Returns:
        The pairs, and the indexes in `stories` of all stories that such an edge touches.
    """
    ours = {
        n: (at, item.date) for at, story in enumerate(stories) for n, item in story.ours.items()
    }
    theirs = {n: (at, i.date) for at, story in enumerate(stories) for n, i in story.theirs.items()}
    ends = [(a, b) for edge in edges for a, b in ((edge.a, edge.b), (edge.b, edge.a))]
    across = [(ours[a], theirs[b]) for a, b in ends if a in ours and b in theirs]
    linked: list[_Sides] = []
    paired = {at for at, story in enumerate(stories) if story.is_shared}
    for (here, _), (there, _) in sorted(across, key=lambda ends: abs(ends[0][1] - ends[1][1])):
        if not paired & {here, there}:
            paired |= {here, there}
            linked.append(_Sides(stories[here].ours, stories[there].theirs))
    return linked, {at for both in across for at, _ in both}


def _shared_days(
    tables: StoryTables, publications: tuple[str, str], since: datetime.date
) -> tuple[int, int]:
    """Return the first and last day that both cover; first is later than last if there is none."""
    day = max(1, since.toordinal())
    spans = [tables.rows(_DAYS, (day, name))[0] for name in publications]
    firsts, lasts = zip(*((first or 1, last or 0) for first, last in spans), strict=True)
    return max(firsts), min(lasts)


def _earliest(items: Mapping[int, Telling]) -> Telling:
    return min(items.values(), key=lambda item: (item.date, item.position, item.item_id))


def _latest(stories: Iterable[Mapping[int, Telling]]) -> tuple[Telling, ...]:
    """Return the earliest telling of each story; the latest story first."""
    return tuple(sorted(map(_earliest, stories), key=_latest_first))


def _date(item: Telling) -> datetime.date:
    return item.date


def _latest_first(item: Telling) -> tuple[int, int, str]:
    return -item.date.toordinal(), item.position, item.item_id
