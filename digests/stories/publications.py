"""Comparing two publications over the same days: shared stories, who was first, and the rest.

Of the rest it can only be said that it was not found in the other.
"""

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
        return Comparison((), (), (), (), 0, 0, None, None)
    pairs = list(rejected)
    numbers = [n for (n,) in tables.rows(_NUMBERS, (one, other, first, last))]
    stories = [_sides(members, one, other) for members in gathered(tables, numbers, pairs)]
    edges = _edges_of_lone(tables, stories, numbered(tables, pairs))
    linked, found = _linked(stories, (edge for edge in edges if edge.is_strong))
    lone = {at for at, story in enumerate(stories) if not story.is_shared and at not in found}
    maybe, unsure = _maybe_linked(stories, (edge for edge in edges if not edge.is_strong), lone)
    alone = [stories[at] for at in lone - unsure]
    return Comparison(
        _shared(story for story in (*stories, *linked) if story.is_shared),
        _shared(maybe),
        _latest(story.ours for story in alone if story.ours),
        _latest(story.theirs for story in alone if story.theirs),
        sum(bool(story.ours) for story in stories),
        sum(bool(story.theirs) for story in stories),
        datetime.date.fromordinal(first),
        datetime.date.fromordinal(last),
    )


def _sides(members: Mapping[int, Telling], one: str, other: str) -> _Sides:
    ours, theirs = (
        {n: item for n, item in members.items() if item.publication == name}
        for name in (one, other)
    )
    return _Sides(ours, theirs)


def _edges_of_lone(
    tables: StoryTables, stories: Iterable[_Sides], apart: Collection[tuple[int, int]]
) -> list[Edge]:
    """Return the edges of the stories that only one of the two has."""
    lone = [n for story in stories if not story.is_shared for n in (*story.ours, *story.theirs)]
    return sorted(without(edges_at(tables, lone), apart))


def _linked(stories: Sequence[_Sides], edges: Iterable[Edge]) -> tuple[list[_Sides], set[int]]:
    """Pair stories of the two publications that an edge connects, such as roundups with one link.

    A roundup seeds no star, so they are two stories; but neither publication has its one alone.
    Stories of the nearest days are paired first.

    Returns:
        The pairs, and the indexes in `stories` of all stories that such an edge touches.
    """
    across = _across(stories, edges)
    linked: list[_Sides] = []
    paired = {at for at, story in enumerate(stories) if story.is_shared}
    for here, there in across:
        if not paired & {here, there}:
            paired |= {here, there}
            linked.append(_Sides(stories[here].ours, stories[there].theirs))
    return linked, {at for both in across for at in both}


def _maybe_linked(
    stories: Sequence[_Sides], edges: Iterable[Edge], lone: Collection[int]
) -> tuple[list[_Sides], set[int]]:
    """Pair stories of `lone`, which are indexes, with what may be the same in the other.

    Returns:
        The pairs, each with a story of `lone` that is in no pair before it, and the indexes of all
        such stories.
    """
    maybe: list[_Sides] = []
    told: set[int] = set()
    for here, there in _across(stories, edges):
        new = {here, there}.intersection(lone) - told
        if new:
            told |= new
            maybe.append(_Sides(stories[here].ours, stories[there].theirs))
    return maybe, told


def _across(stories: Sequence[_Sides], edges: Iterable[Edge]) -> list[tuple[int, int]]:
    """Return the pairs of stories, one of each publication, with an edge from one to the other.

    They are indexes in `stories`; those of the nearest days come first.
    """
    ours = {
        n: (at, item.date) for at, story in enumerate(stories) for n, item in story.ours.items()
    }
    theirs = {n: (at, i.date) for at, story in enumerate(stories) for n, i in story.theirs.items()}
    ends = [(a, b) for edge in edges for a, b in ((edge.a, edge.b), (edge.b, edge.a))]
    across = [(ours[a], theirs[b]) for a, b in ends if a in ours and b in theirs]
    across.sort(key=lambda both: abs(both[0][1] - both[1][1]))
    return [(here, there) for (here, _), (there, _) in across]


def _shared_days(
    tables: StoryTables, publications: tuple[str, str], since: datetime.date
) -> tuple[int, int]:
    """Return the first and last day that both cover; first is later than last if there is none."""
    day = max(1, since.toordinal())
    spans = [tables.rows(_DAYS, (day, name))[0] for name in publications]
    firsts, lasts = zip(*((first or 1, last or 0) for first, last in spans), strict=True)
    return max(firsts), min(lasts)


def _shared(stories: Iterable[_Sides]) -> tuple[SharedStory, ...]:
    """Return the earliest tellings of stories that both have, the latest story first."""
    shared = [SharedStory(_earliest(story.ours), _earliest(story.theirs)) for story in stories]
    return tuple(
        sorted(shared, key=lambda both: _latest_first(max(both.one, both.other, key=_date)))
    )


def _earliest(items: Mapping[int, Telling]) -> Telling:
    return min(items.values(), key=lambda item: (item.date, item.position, item.item_id))


def _latest(stories: Iterable[Mapping[int, Telling]]) -> tuple[Telling, ...]:
    """Return the earliest telling of each story; the latest story first."""
    return tuple(sorted(map(_earliest, stories), key=_latest_first))


def _date(item: Telling) -> datetime.date:
    return item.date


def _latest_first(item: Telling) -> tuple[int, int, str]:
    return -item.date.toordinal(), item.position, item.item_id
