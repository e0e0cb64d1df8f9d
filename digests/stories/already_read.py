"""Which items tell nothing new to somebody who has read another telling.

Only tellings count that share a link or come from the same publication: by words alone the next
event of a product would pass for the last one. An item that has a number or a product that the read
tellings lack is still new.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NamedTuple

from digests.stories.comparison.features import is_chinese, is_word
from digests.stories.prepared import unpacked_features

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Sequence

    from digests.stories.tables import StoryTables

_EDGES: Final = """
WITH wanted AS (
    SELECT item.number, issue.id AS issue_id, mark, publication
    FROM json_each(?1) AS given
    JOIN issue ON issue.id = substr(given.value, 1, instr(given.value, '.') - 1)
    JOIN item ON item.number BETWEEN first_item AND first_item + items - 1
             AND mark = substr(given.value, instr(given.value, '.') + 1)),
near AS (
    SELECT number AS here, b AS there, is_link FROM wanted JOIN edge ON a = number WHERE is_strong
    UNION ALL
    SELECT number AS here, a AS there, is_link FROM wanted JOIN edge ON b = number WHERE is_strong)
SELECT here, wanted.issue_id || '.' || wanted.mark, there, issue.id || '.' || item.mark
FROM near JOIN wanted ON wanted.number = here
JOIN item ON item.number = there JOIN issue ON issue.number = item.issue
WHERE issue.id != wanted.issue_id AND (is_link OR issue.publication = wanted.publication)
"""
_FEATURES: Final = """
SELECT first_item, features FROM issue
WHERE number IN (SELECT issue FROM item WHERE number IN (SELECT value FROM json_each(?)))
"""


class _Near(NamedTuple):
    here: int
    item_id: str
    there: int
    other_id: str


def seen(
    tables: StoryTables,
    item_ids: Sequence[str],
    read: Container[str],
    rejected: Collection[tuple[str, str]],
) -> frozenset[str]:
    """Return the ids of the items that tell nothing new. One query serves a whole issue.

    Args:
        tables: of stories.
        item_ids: of the items to check.
        read: ids of all items that were read.
        rejected: pairs of item ids, the smaller first, that are not one story.
    """
    rows = map(_Near._make, tables.rows(_EDGES, (json.dumps(list(item_ids)),)))
    retold = [
        near
        for near in rows
        if near.other_id in read
        and (min(near.item_id, near.other_id), max(near.item_id, near.other_id)) not in rejected
    ]
    facts = _facts(tables, {number for near in retold for number in (near.here, near.there)})
    covered: dict[tuple[int, str], set[str]] = {}
    for near in retold:
        covered.setdefault((near.here, near.item_id), set()).update(facts.get(near.there, ()))
    return frozenset(item_id for (here, item_id), own in covered.items() if facts[here] <= own)


def _facts(tables: StoryTables, numbers: Iterable[int]) -> dict[int, frozenset[str]]:
    """Return the terms of items that are numbers, quantities or products."""
    wanted = set(numbers)
    if not wanted:
        return {}
    return {
        number: frozenset(t for t in one.terms if not is_word(t) and not is_chinese(t))
        for first, packed in tables.rows(_FEATURES, (json.dumps(sorted(wanted)),))
        for number, one in enumerate(unpacked_features(packed), first)
        if number in wanted
    }
