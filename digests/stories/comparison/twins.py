"""Twins: issues of two publications that have items in common, and the families that follow.

A translation, a fork and a digest of the same feeds are no independent sources, so publications
that carry the same articles are one family. Independent publications share one item in fifty; a
translation or fork shares nearly all, and two digests of the same feeds every third one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from digests.stories.comparison.features import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from digests.stories.tables import StoryTables

TWIN_DAYS: Final = 2
"""Between two issues that may carry the same articles."""

_FEWEST_ITEMS: Final = 15
_FEWEST_ISSUES: Final = 4
_NEARLY_ALL: Final = 0.6
_MANY: Final = 0.25
_MANY_OF_LARGER: Final = 0.08
"""A family: of the items of the smaller publication, _NEARLY_ALL are in the other one too, or
_MANY, and in the larger one _MANY_OF_LARGER. A small digest that picks from what a large one has
picked too is not of its family."""

_LONG_TITLE: Final = 12
"""Characters; shorter titles are equal by chance."""

_SHARED: Final = """
SELECT other.number, here.address, here.item, there.item
FROM issue
JOIN link AS here ON here.item BETWEEN issue.first_item AND issue.first_item + issue.items - 1
JOIN address ON address.number = here.address AND NOT is_common
JOIN link AS there ON there.address = here.address
JOIN item ON item.number = there.item
JOIN issue AS other ON other.number = item.issue
WHERE issue.number = ?1 AND other.publication != issue.publication
  AND other.day BETWEEN issue.day - ?2 AND issue.day + ?2
"""
_TITLES: Final = """
SELECT other.number, item.number, item.title FROM issue
JOIN issue AS other ON other.day BETWEEN issue.day - ?2 AND issue.day + ?2
     AND (other.publication != issue.publication OR other.number = issue.number)
JOIN item ON item.number BETWEEN other.first_item AND other.first_item + other.items - 1
WHERE issue.number = ?1
"""
_LINKS: Final = """
SELECT count(DISTINCT address)
FROM issue
JOIN link ON item BETWEEN issue.first_item AND issue.first_item + issue.items - 1
JOIN address ON address.number = address AND NOT is_common
WHERE issue.number = ?
"""


class Twin(NamedTuple):
    """Two issues of two publications with items in common; a row of the table."""

    a: int
    """The smaller number."""
    b: int
    share: float
    """Of the links of the issue that has fewer: how many are in the other, from 0 to 1."""
    items: int
    """How many items of one are in the other, by link or title; of the one with fewer such."""


def find_twins(tables: StoryTables, issue: int) -> list[Twin]:
    """Return the twins of an issue among all issues in the tables, joined or not."""
    links: defaultdict[int, set[int]] = defaultdict(set)
    items: defaultdict[int, tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
    for other, address, here, there in tables.rows(_SHARED, (issue, TWIN_DAYS)):
        links[other].add(address)
        items[other][0].add(here)
        items[other][1].add(there)
    for other, here, there in _same_titles(tables, issue):
        items[other][0].add(here)
        items[other][1].add(there)
    return [
        Twin(
            min(issue, other),
            max(issue, other),
            _share(tables, (issue, other), len(links[other])) if other in links else 0.0,
            min(map(len, both)),
        )
        for other, both in items.items()
    ]


def _same_titles(tables: StoryTables, issue: int) -> Iterator[tuple[int, int, int]]:
    """Yield the issue and item that has a title of ours, as other issue, our item and theirs."""
    rows = tables.rows(_TITLES, (issue, TWIN_DAYS))
    ours = {folded(title): item for number, item, title in rows if number == issue}
    for number, item, title in rows:
        here = ours.get(folded(title)) if number != issue and len(title) >= _LONG_TITLE else None
        if here is not None:
            yield number, here, item


def _share(tables: StoryTables, issues: tuple[int, int], shared: int) -> float:
    return shared / min(int(tables.rows(_LINKS, (number,))[0][0]) for number in issues)


class Circulation(NamedTuple):
    """A publication's issues: their days, ascending, and how many items each has."""

    days: Sequence[int]
    items: Sequence[int]


def families(tables: StoryTables) -> dict[str, str]:
    """Return the family of every publication that has dated issues, by name.

    A family has the name of its alphabetically first publication; most have one member.
    """
    rows: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    query = "SELECT publication, day, items FROM issue WHERE day > 0 ORDER BY day"
    for publication, day, items in tables.rows(query):
        rows[publication].append((day, items))
    twins = tables.rows(
        "SELECT a.publication, b.publication, count(*), sum(twin.items) FROM twin "
        "JOIN issue AS a ON a.number = twin.a JOIN issue AS b ON b.number = twin.b GROUP BY 1, 2"
    )
    circulations = {name: Circulation(*zip(*own, strict=True)) for name, own in rows.items()}
    return family_names(circulations, twins)


def family_names(
    circulations: Mapping[str, Circulation], shared: Iterable[tuple[str, str, int, int]]
) -> dict[str, str]:
    """Return the family of each publication by name.

    Args:
        circulations: by publication.
        shared: pairs of publications, each with the number of twins and of items in common; a
            pair may come twice, in both orders.
    """
    family = {name: name for name in circulations}
    sums: defaultdict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for one, other, issues, items in shared:
        both = sums[min(one, other), max(one, other)]
        both[0] += issues
        both[1] += items
    for (one, other), (issues, items) in sorted(sums.items()):
        if issues >= _FEWEST_ISSUES and items >= _FEWEST_ITEMS:
            here, there = circulations[one], circulations[other]
            fewer, more = sorted((_items_near(here, there), _items_near(there, here)))
            if _are_one(items, fewer, more):
                first, second = sorted((family[one], family[other]))
                family = {name: first if old == second else old for name, old in family.items()}
    return family


def _are_one(shared: int, fewer: int, more: int) -> bool:
    if shared >= _NEARLY_ALL * fewer:
        return True
    return shared >= _MANY * fewer and shared >= _MANY_OF_LARGER * more


def _items_near(own: Circulation, other: Circulation) -> int:
    """Return how many items `own` has in issues near one of the other."""
    return sum(
        items
        for day, items in zip(own.days, own.items, strict=True)
        if bisect_left(other.days, day - TWIN_DAYS) < bisect_right(other.days, day + TWIN_DAYS)
    )
