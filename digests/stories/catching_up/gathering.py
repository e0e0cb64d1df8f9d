"""The stories that were told in some days."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from digests.stories.graph import Edge, connected, links_of, tellings, without
from digests.stories.grouping import numbered, stars

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from digests.stories.catching_up.reading import Told
    from digests.stories.tables import StoryTables
    from digests.stories.values import Telling

_EDGES_OF: Final = """
SELECT a, b, is_strong, is_link, is_copy FROM issue JOIN edge
ON {end} BETWEEN first_item AND first_item + items - 1 WHERE day BETWEEN ?1 AND ?2
"""
_EDGES: Final = f"{_EDGES_OF.format(end='a')} UNION ALL {_EDGES_OF.format(end='b')}"


class Gathered(NamedTuple):
    """A story and its tellings in the days."""

    told: Sequence[Told]
    """The earliest first; never empty."""
    elsewhen: Sequence[Telling]
    """What was told earlier or later."""


class GatheredStories(NamedTuple):
    """The stories of some days."""

    stories: list[Gathered]
    likely: Mapping[int, set[int]]
    """By the number of an item, those that may tell the same story."""


def gathered_in(
    tables: StoryTables,
    days: tuple[int, int],
    told: Mapping[int, Told],
    rejected: Iterable[tuple[str, str]],
) -> GatheredStories:
    """Return every story of some days.

    Args:
        tables: of stories.
        days: the first and the last.
        told: the items of these days by number.
        rejected: pairs of item ids that are not one story.
    """
    edges = {Edge(a, b, *map(bool, kinds)) for a, b, *kinds in tables.rows(_EDGES, days)}
    reached = {number for edge in edges if edge.is_strong for number in edge[:2]}
    outside, more = connected(tables, reached - told.keys())
    linked = reached | outside
    items = tellings(tables, linked - told.keys())
    items.update((number, told[number].telling) for number in linked & told.keys())
    apart = numbered(tables, rejected)
    kept = [e for e in without(edges | more, apart) if e.a in items and e.b in items]
    roundups = {n for e in kept if e.is_link for n in e[:2] if items[n].is_roundup}
    gathered = [Gathered((one,), ()) for number, one in told.items() if number not in linked]
    for star in stars(items, kept, apart, links_of(tables, roundups)):
        here = [told[number] for number in star if number in told]
        if here:
            gathered.append(Gathered(here, [items[n] for n in star if n not in told]))
    likely: defaultdict[int, set[int]] = defaultdict(set)
    for edge in without(edges, apart):
        if not edge.is_strong:
            likely[edge.a].add(edge.b)
            likely[edge.b].add(edge.a)
    return GatheredStories(gathered, likely)
