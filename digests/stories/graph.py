"""Reading items and the edges between them."""

from __future__ import annotations

import datetime
import json
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from digests.stories.values import Telling

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from digests.stories.tables import StoryTables

_AT_ONCE: Final = 10_000

_NUMBER: Final = """
SELECT item.number FROM issue
JOIN item ON item.number BETWEEN first_item AND first_item + items - 1
WHERE issue.id = ? AND mark = ?
"""
_TELLINGS: Final = """
SELECT item.number, issue.id, mark, publication, day, item.title, item.language, characters,
       place, is_roundup, is_primary
FROM json_each(?) JOIN item ON item.number = json_each.value
JOIN issue ON issue.number = item.issue WHERE day > 0
"""
_LINKS: Final = "SELECT item, address FROM json_each(?) JOIN link ON item = json_each.value"
_EDGES: Final = """
SELECT a, b, is_strong, is_link FROM json_each(?1) JOIN edge ON a = json_each.value
UNION
SELECT a, b, is_strong, is_link FROM json_each(?1) JOIN edge ON b = json_each.value
"""


_Others = tuple[str, str, int, int, int, int]
"""Title, language, characters, place, is_roundup, is_primary."""


class Edge(NamedTuple):
    """Two items that tell one story, or may do so."""

    a: int
    """The smaller number."""
    b: int
    is_strong: bool
    is_link: bool


def item_number(tables: StoryTables, item_id: str) -> int | None:
    """Return the number of an item, None when it is not in the tables."""
    issue_id, _, mark = item_id.partition(".")
    rows = tables.rows(_NUMBER, (issue_id, mark))
    return int(rows[0][0]) if rows else None


def tellings(tables: StoryTables, numbers: Iterable[int]) -> dict[int, Telling]:
    """Return the items with these numbers; those that have just gone are left out."""
    rows = (row for chunk in _chunks(numbers) for row in tables.rows(_TELLINGS, (chunk,)))
    return {number: _telling(*row) for number, *row in rows}


def links_of(tables: StoryTables, numbers: Iterable[int]) -> dict[int, frozenset[int]]:
    """Return the addresses that items link to, by their numbers; items without any are absent."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    for chunk in _chunks(numbers):
        for number, address in tables.rows(_LINKS, (chunk,)):
            found[number].add(address)
    return {number: frozenset(addresses) for number, addresses in found.items()}


def edges_at(tables: StoryTables, numbers: Iterable[int]) -> set[Edge]:
    """Return all edges that begin or end at one of the items."""
    return {
        Edge(a, b, bool(is_strong), bool(is_link))
        for chunk in _chunks(numbers)
        for a, b, is_strong, is_link in tables.rows(_EDGES, (chunk,))
    }


def connected(tables: StoryTables, numbers: Iterable[int]) -> tuple[set[int], set[Edge]]:
    """Return the items that strong edges lead to, step by step, and all edges among these.

    With all of them the stars do not depend on which days somebody looks at.
    """
    reached: set[int] = set()
    found: set[Edge] = set()
    frontier = set(numbers)
    while frontier:
        reached |= frontier
        edges = edges_at(tables, frontier)
        found |= edges
        frontier = {n for edge in edges if edge.is_strong for n in edge[:2]} - reached
    return reached, {edge for edge in found if edge.a in reached and edge.b in reached}


def without(edges: Iterable[Edge], apart: Collection[tuple[int, int]]) -> set[Edge]:
    """Return `edges` without those between items that the user said are not one story."""
    return {edge for edge in edges if (edge.a, edge.b) not in apart}


def _telling(issue_id: str, mark: str, publication: str, day: int, *others: *_Others) -> Telling:
    title, language, characters, place, is_roundup, is_primary = others
    return Telling(
        f"{issue_id}.{mark}",
        issue_id,
        publication,
        datetime.date.fromordinal(day),
        title,
        language,
        characters,
        place,
        is_roundup=bool(is_roundup),
        is_primary=bool(is_primary),
    )


def _chunks(numbers: Iterable[int]) -> Iterator[str]:
    wanted = list(numbers)
    for start in range(0, len(wanted), _AT_ONCE):
        yield json.dumps(wanted[start : start + _AT_ONCE])
