"""Twins: issues of two publications with the same links, such as translations and forks.

A publication that depends on another is no independent source, so the two are one family.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from digests.stories.tables import StoryTables

_FEWEST_LINKS: Final = 5
_FEWEST_TWINS: Final = 5
_LARGE_SHARE: Final = 0.5

_SHARED: Final = """
SELECT other.number, count(DISTINCT here.address)
FROM issue
JOIN link AS here ON here.item BETWEEN issue.first_item AND issue.first_item + issue.items - 1
JOIN address ON address.number = here.address AND NOT is_common
JOIN link AS there ON there.address = here.address
JOIN item ON item.number = there.item
JOIN issue AS other ON other.number = item.issue
WHERE issue.number = ? AND other.publication != issue.publication
  AND other.day BETWEEN issue.day - 1 AND issue.day + 1
GROUP BY other.number
"""
_LINKS: Final = """
SELECT count(DISTINCT address)
FROM issue
JOIN link ON item BETWEEN issue.first_item AND issue.first_item + issue.items - 1
JOIN address ON address.number = address AND NOT is_common
WHERE issue.number = ?
"""


def find_twins(tables: StoryTables, issue: int) -> list[tuple[int, int, float]]:
    """Return the twins of an issue as rows of the table: smaller number, larger number, share."""
    twins = []
    for other, shared in tables.rows(_SHARED, (issue,)):
        if shared > _FEWEST_LINKS * _LARGE_SHARE:
            smaller = min(tables.rows(_LINKS, (number,))[0][0] for number in (issue, other))
            if smaller >= _FEWEST_LINKS and shared > smaller * _LARGE_SHARE:
                twins.append((min(issue, other), max(issue, other), shared / smaller))
    return twins


def families(tables: StoryTables) -> dict[str, str]:
    """Return the family of every publication that has dated issues, by name.

    A family has the name of its alphabetically first publication; most have one member.
    """
    days: defaultdict[str, list[int]] = defaultdict(list)
    for publication, day in tables.rows("SELECT publication, day FROM issue WHERE day > 0"):
        days[publication].append(day)
    twins = tables.rows(
        "SELECT a.publication, b.publication FROM twin "
        "JOIN issue AS a ON a.number = twin.a JOIN issue AS b ON b.number = twin.b"
    )
    return family_names({name: sorted(own) for name, own in days.items()}, twins)


def family_names(
    days: Mapping[str, Sequence[int]], twins: Iterable[tuple[str, str]]
) -> dict[str, str]:
    """Return the family of each publication by name.

    Args:
        days: of the issues of each publication, ascending.
        twins: for each pair of twins, their publications.
    """
    family = {name: name for name in days}
    counts = Counter((min(pair), max(pair)) for pair in twins)
    for (one, other), count in sorted(counts.items()):
        near = min(_count_near(days[one], days[other]), _count_near(days[other], days[one]))
        if count >= _FEWEST_TWINS and count > near * _LARGE_SHARE:
            first, second = sorted((family[one], family[other]))
            family = {name: first if old == second else old for name, old in family.items()}
    return family


def _count_near(days: Sequence[int], others: Sequence[int]) -> int:
    """Return how many of `days` are within a day of one in `others`, which is sorted."""
    return sum(bisect_left(others, day - 1) < bisect_right(others, day + 1) for day in days)
