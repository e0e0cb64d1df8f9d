"""The stories that were told in some days, with what their order depends on."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from digests.stories.catching_up.names import unpacked_names
from digests.stories.graph import Edge, connected, links_of, tellings, without
from digests.stories.grouping import numbered, stars
from digests.stories.prepared import term_lines
from digests.stories.values import Telling

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from digests.stories.tables import StoryTables

_ISSUES: Final = """
SELECT id, publication, day, names, features, first_item, first_item + items - 1 FROM issue
WHERE day BETWEEN ? AND ? AND items > 0 ORDER BY day, id
"""
_ITEMS: Final = """
SELECT number, mark, title, language, characters, place, is_roundup, is_primary, lead
FROM item WHERE number BETWEEN ? AND ? ORDER BY number
"""
_MARKS: Final = "SELECT mark FROM item WHERE number BETWEEN ? AND ? ORDER BY number"
_EDGES: Final = """
SELECT a, b, is_strong, is_link FROM issue JOIN edge
ON {end} BETWEEN first_item AND first_item + items - 1 WHERE day BETWEEN ? AND ?
"""


class Told(NamedTuple):
    """An item that was told in the days."""

    telling: Telling
    lead: int
    """Which sentence of its issue's title and summary speaks of it, from 1; 0 for none."""
    names: Sequence[str]
    """What its titles name."""
    title: Collection[str]
    """The terms of its titles."""


class Gathered(NamedTuple):
    """A story and its tellings in the days."""

    told: Sequence[Told]
    """The seed's first, if it was told in these days; never empty."""
    before: Sequence[Telling]
    """What was told earlier or later."""


class IssueNames(NamedTuple):
    """The names in the titles of an issue's items."""

    publication: str
    day: int
    items: Mapping[str, Sequence[str]]
    """The names of each item by the item's mark, which stays when a later issue repeats it."""


def names_between(
    tables: StoryTables, first: datetime.date, last: datetime.date
) -> Iterator[IssueNames]:
    """Yield the names of each issue from the first day to the last."""
    days = max(1, first.toordinal()), last.toordinal()
    for _, publication, day, packed, _, *numbers in tables.rows(_ISSUES, days):
        marks = (mark for (mark,) in tables.rows(_MARKS, tuple(numbers)))
        yield IssueNames(publication, day, dict(zip(marks, unpacked_names(packed), strict=True)))


def title_terms(packed: bytes) -> list[list[str]]:
    """Return the terms of the titles of each item, of an issue's features."""
    return [line.split("\t", 1)[0].split() for line in term_lines(packed)]


def gathered_between(
    tables: StoryTables,
    first: datetime.date,
    last: datetime.date,
    rejected: Iterable[tuple[str, str]],
) -> list[Gathered]:
    """Return every story that was told from the first day to the last."""
    days = max(1, first.toordinal()), last.toordinal()
    told = dict(_told(tables, days))
    joined, linked = _joined(tables, days, told, rejected)
    alone = (Gathered((one,), ()) for number, one in told.items() if number not in linked)
    return [*joined, *alone]


def _told(tables: StoryTables, days: tuple[int, int]) -> Iterator[tuple[int, Told]]:
    for issue_id, publication, day, packed, features, first_item, last_item in tables.rows(_ISSUES, days):
        names, titles = unpacked_names(packed), title_terms(features)
        date = datetime.date.fromordinal(day)
        for (
            number,
            mark,
            title,
            language,
            characters,
            place,
            is_roundup,
            is_primary,
            lead,
        ) in tables.rows(_ITEMS, (first_item, last_item)):
            telling = Telling(
                f"{issue_id}.{mark}",
                issue_id,
                publication,
                date,
                title,
                language,
                characters,
                place,
                bool(is_roundup),
                bool(is_primary),
            )
            index = number - first_item
            yield number, Told(telling, lead, names[index], titles[index])


def _joined(
    tables: StoryTables,
    days: tuple[int, int],
    told: Mapping[int, Told],
    rejected: Iterable[tuple[str, str]],
) -> tuple[list[Gathered], set[int]]:
    """Return the stories of several items, and the numbers of all items that edges join."""
    apart = numbered(tables, rejected)
    edges = {
        Edge(a, b, bool(is_strong), bool(is_link))
        for end in "ab"
        for a, b, is_strong, is_link in tables.rows(_EDGES.format(end=end), days)
    }
    reached = {n for edge in edges if edge.is_strong for n in edge[:2]}
    outside, more = connected(tables, reached - told.keys())
    linked = reached | outside
    earlier = tellings(tables, linked - told.keys())
    items = {
        n: told[n].telling if n in told else earlier[n] for n in linked if n in told or n in earlier
    }
    kept = [e for e in without(edges | more, apart) if e.a in items and e.b in items]
    roundups = {n for e in kept if e.is_link for n in e[:2] if items[n].is_roundup}
    found = []
    for star in stars(items, kept, apart, links_of(tables, roundups)):
        here = [told[n] for n in star if n in told]
        if here:
            found.append(Gathered(here, [items[n] for n in star if n not in told]))
    return found, linked
