"""The same item in another edition of the same issue, such as its translation.

Titles say nothing across languages, so only links tell: the two items must have the same ones, or
at least more in common than with any other. Where several items have the same links, their order
decides, if there are as many of them in both issues.
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
WHERE item.number = ? AND other.language != issue.language
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
    """Return the item in the edition in another language, None where the links do not tell."""
    number = item_number(tables, item_id)
    if number is None:
        return None
    ((issue,),) = tables.rows("SELECT issue FROM item WHERE number = ?", (number,))
    ours = _links(tables, issue)
    for (other,) in tables.rows(_TWINS, (number,)):
        found = same_item(number, ours, _links(tables, other))
        if found is not None:
            return tellings(tables, [found]).get(found)
    return None


def same_item(
    number: int, ours: Mapping[int, frozenset[int]], theirs: Mapping[int, frozenset[int]]
) -> int | None:
    """Return the number of the item in `theirs` that is the item `number` in `ours`.

    Args:
        number: of the item.
        ours: the links of the items of its issue, in reading order.
        theirs: those of the other issue.
    """
    links = ours[number]
    if not links:
        return None
    here = [n for n, found in ours.items() if found == links]
    there = [n for n, found in theirs.items() if found == links]
    if there:
        return there[here.index(number)] if len(here) == len(there) else None
    shares = sorted((len(links & found) / len(links | found), n) for n, found in theirs.items())
    (second, _), (first, best) = shares[-2:] if len(shares) > 1 else [(0.0, 0), *shares]
    return best if first >= _ENOUGH and first > second else None


def _links(tables: StoryTables, issue: int) -> dict[int, frozenset[int]]:
    found: defaultdict[int, set[int]] = defaultdict(set)
    for number, address in tables.rows(_LINKS, (issue,)):
        found[number].update(() if address is None else (address,))
    return {number: frozenset(addresses) for number, addresses in found.items()}
