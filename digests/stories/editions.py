"""Finding the same item in another edition of its issue, such as a translation.

Titles cannot be compared across languages, so links decide: the two items must have the same links,
or at least share more than either does with another item. If several items have the same links,
their order decides, provided that both issues have equally many of them.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from digests.stories.graph import item_number, tellings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digests.stories.tables import StoryTables
    from digests.stories.values import Telling

_TWINS: Final = """
SELECT other.number FROM item
JOIN issue ON issue.number = item.issue
JOIN twin ON issue.number IN (twin.a, twin.b)
JOIN issue AS other ON other.number = twin.a + twin.b - issue.number
WHERE item.number = ? AND other.language != issue.language AND share > 0.5
ORDER BY abs(other.day - issue.day), share DESC, other.id
"""
_LINKS: Final = """
SELECT item.number, address FROM item JOIN issue ON issue.number = item.issue
LEFT JOIN link ON link.item = item.number
WHERE item.number BETWEEN first_item AND first_item + items - 1 AND issue.number = ?
ORDER BY place
"""
_ENOUGH: Final = 0.5


def translation_of(tables: StoryTables, item_id: str) -> Telling | None:
    """Return the same item in an edition in another language, None if links do not show which."""
    number = item_number(tables, item_id)
    if number is None:
        return None
    ((issue,),) = tables.rows("SELECT issue FROM item WHERE number = ?", (number,))
    ours = _links(tables, issue)
    for (other,) in tables.rows(_TWINS, (number,)):
        twin = same_item(number, ours, _links(tables, other))
        if twin is not None:
            return tellings(tables, [twin]).get(twin)
    return None


def same_item(
    number: int, ours: Mapping[int, frozenset[int]], theirs: Mapping[int, frozenset[int]]
) -> int | None:
    """Return the number of the item in `theirs` that corresponds to item `number` in `ours`.

    Args:
        number: of the item.
        ours: links by item number, for the issue of the item, in reading order.
        theirs: the same for the other issue.
    """
    links = ours[number]
    if not links:
        return None
    here = [n for n, own in ours.items() if own == links]
    there = [n for n, own in theirs.items() if own == links]
    if there:
        return there[here.index(number)] if len(here) == len(there) else None
    shares = sorted((len(links & own) / len(links | own), n) for n, own in theirs.items())
    (second, _), (first, best) = shares[-2:] if len(shares) > 1 else [(0.0, 0), *shares]
    return best if first >= _ENOUGH and first > second else None


def _links(tables: StoryTables, issue: int) -> dict[int, frozenset[int]]:
    addresses: defaultdict[int, set[int]] = defaultdict(set)
    for number, address in tables.rows(_LINKS, (issue,)):
        addresses[number].update(() if address is None else (address,))
    return {number: frozenset(own) for number, own in addresses.items()}
