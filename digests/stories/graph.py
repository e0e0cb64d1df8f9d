"""Reading the graph of stories: items, and the edges between them."""

from __future__ import annotations

import datetime
import json
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from digests.stories.values import Telling

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from digests.stories.tables import StoryTables

_CHUNK_SIZE: Final = 10_000

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
SELECT a, b, is_strong, is_link, is_copy FROM json_each(?1) JOIN edge ON a = json_each.value
UNION
SELECT a, b, is_strong, is_link, is_copy FROM json_each(?1) JOIN edge ON b = json_each.value
"""


_EDGES_AMONG: Final = """
SELECT a, b FROM json_each(?1) JOIN edge ON a = json_each.value
WHERE is_strong AND b IN (SELECT value FROM json_each(?1))
"""
_NUMBERS: Final = """
SELECT issue.id || '.' || mark, item.number FROM json_each(?1) JOIN issue ON issue.id = value
JOIN item ON item.number BETWEEN first_item AND first_item + items - 1
WHERE mark IN (SELECT value FROM json_each(?2))
"""


_OtherColumns = tuple[str, str, int, int, int, int]
"""Title, language, characters, position, is_roundup, is_primary."""


class Edge(NamedTuple):
    """Two items that tell one story (`is_strong`), or may do so."""

    a: int
    """The smaller item number."""
    b: int
    is_strong: bool
    is_link: bool
    """Whether both link to the same page."""
    is_copy: bool = False
    """Whether who has read one knows the other."""


def item_number(tables: StoryTables, item_id: str) -> int | None:
    """Return the number of an item in the tables, None when it is not there."""
    issue_id, _, item_hash = item_id.partition(".")
    rows = tables.rows(_NUMBER, (issue_id, item_hash))
    return int(rows[0][0]) if rows else None


def item_numbers(tables: StoryTables, item_ids: Iterable[str]) -> dict[str, int]:
    """Return the numbers of items by their ids; unknown ones are left out.

    The cost is linear in the items of their issues.
    """
    wanted = set(item_ids)
    parts = [item_id.partition(".") for item_id in wanted]
    issues = json.dumps(sorted({issue for issue, _, _ in parts}))
    marks = json.dumps(sorted({mark for _, _, mark in parts}))
    rows = tables.rows(_NUMBERS, (issues, marks))
    return {item_id: number for item_id, number in rows if item_id in wanted}


def tellings(tables: StoryTables, numbers: Iterable[int]) -> dict[int, Telling]:
    """Return items by their numbers; undated items and those that are gone are left out."""
    rows = (row for chunk in _chunks(numbers) for row in tables.rows(_TELLINGS, (chunk,)))
    return {number: _telling(*row) for number, *row in rows}


def links_of(tables: StoryTables, numbers: Iterable[int]) -> dict[int, frozenset[int]]:
    """Return the numbers of linked addresses by item; items without links are absent."""
    addresses: defaultdict[int, set[int]] = defaultdict(set)
    for chunk in _chunks(numbers):
        for number, address in tables.rows(_LINKS, (chunk,)):
            addresses[number].add(address)
    return {number: frozenset(own) for number, own in addresses.items()}


def edges_at(tables: StoryTables, numbers: Iterable[int]) -> set[Edge]:
    """Return all edges that begin or end at one of the items."""
    return {
        Edge(a, b, bool(is_strong), bool(is_link), bool(is_copy))
        for chunk in _chunks(numbers)
        for a, b, is_strong, is_link, is_copy in tables.rows(_EDGES, (chunk,))
    }


def edges_among(tables: StoryTables, item_ids: Iterable[str]) -> list[tuple[str, str]]:
    """Return those pairs of the items, by id, that a strong edge connects."""
    ids = {number: item_id for item_id, number in item_numbers(tables, item_ids).items()}
    return [(ids[a], ids[b]) for a, b in tables.rows(_EDGES_AMONG, (json.dumps(sorted(ids)),))]


def connected(tables: StoryTables, numbers: Iterable[int]) -> tuple[set[int], set[Edge]]:
    """Return all items that strong edges connect to these, and all edges among them.

    The whole component is needed, so that stories do not depend on the days that are asked for.
    """
    reached: set[int] = set()
    all_edges: set[Edge] = set()
    frontier = set(numbers)
    while frontier:
        reached |= frontier
        edges = edges_at(tables, frontier)
        all_edges |= edges
        frontier = {n for edge in edges if edge.is_strong for n in edge[:2]} - reached
    return reached, {edge for edge in all_edges if edge.a in reached and edge.b in reached}


def without(edges: Iterable[Edge], apart: Collection[tuple[int, int]]) -> set[Edge]:
    """Return `edges` without those between items that the user said are not one story."""
    return {edge for edge in edges if (edge.a, edge.b) not in apart}


def _telling(
    issue_id: str, item_hash: str, publication: str, day: int, *rest: *_OtherColumns
) -> Telling:
    title, language, characters, position, is_roundup, is_primary = rest
    return Telling(
        f"{issue_id}.{item_hash}",
        issue_id,
        publication,
        datetime.date.fromordinal(day),
        title,
        language,
        characters,
        position,
        is_roundup=bool(is_roundup),
        is_primary=bool(is_primary),
    )


def _chunks(numbers: Iterable[int]) -> Iterator[str]:
    wanted = list(numbers)
    for start in range(0, len(wanted), _CHUNK_SIZE):
        yield json.dumps(wanted[start : start + _CHUNK_SIZE])
