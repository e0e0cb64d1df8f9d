"""Making one row of rows that tell much the same, and making worth more what much else tells."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from digests.stories.catching_up.echo import Echo
from digests.stories.catching_up.repeats import REPEATED, Repeats, sunk
from digests.stories.catching_up.rows import rank, worth_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digests.stories.catching_up.ranking import Weighing
    from digests.stories.catching_up.rows import Row

_ROWS_ASKED: Final = 60
_ITEMS_ASKED: Final = 2
"""The first rows, and the items of each, for which it is looked up what else speaks of the same."""
_ROWS_HEARD: Final = 1000
"""The first rows, which may speak of the same."""
_ECHO: Final = 0.28
_SAME: Final = 0.38
_SAME_SUBJECT: Final = 0.5
"""How like a title must be to speak of the same, to fold under it, and to do so though it is of
another subject."""
_ECHO_WORTH: Final = 0.6
_MOST_BY_ECHO: Final = 2.5
"""What part of their worth the likes of a row add to it, and how much they add at most."""

_ROWS_COMPARED: Final = 100
"""The first rows, of which none is to repeat another one."""


def merged(rows: Sequence[Row], likely: Mapping[int, set[int]], weighing: Weighing) -> list[Row]:
    """Return the rows in their order, of which the first tell of different subjects.

    Args:
        rows: what is worth most first.
        likely: by the number of an item, those that may tell the same story.
        weighing: what stories are weighed with.
    """
    rows = sorted(_folded(rows, _echoes(rows, weighing), weighing), key=rank)
    return sorted(_without_repeats(rows, likely, weighing), key=rank)


def _echoes(rows: Sequence[Row], weighing: Weighing) -> dict[int, set[int]]:
    """Make rows worth more of which much else speaks; return which rows are much like others.

    `rows` are the best first; only the first are looked at.
    """
    told = [(index, one) for index, row in enumerate(rows[:_ROWS_HEARD]) for one in row.told]
    asked: defaultdict[int, list[int]] = defaultdict(list)
    for place, (index, _) in enumerate(told):
        if index >= _ROWS_ASKED:
            break
        if len(asked[index]) < _ITEMS_ASKED:
            asked[index].append(place)
    echo = Echo([one for _, one in told], [place for own in asked.values() for place in own])
    same: dict[int, set[int]] = {}
    for index, places in asked.items():
        likes = {
            other: like
            for place in places
            for other, like in sorted(echo.like(place, _ECHO), key=lambda one: one[1])
            if told[other][0] != index
        }
        row = rows[index]
        more = (
            worth_of(row, [*row.told, *(told[other][1] for other in likes)], weighing) - row.worth
        )
        row.worth += min(_MOST_BY_ECHO, _ECHO_WORTH * more)
        same[index] = set()
        for other, like in likes.items():
            there, one = told[other]
            least = _SAME_SUBJECT if rows[there].names else _SAME
            if like >= least and one in rows[there].best.told:
                same[index].add(there)
    return same


def _folded(rows: Sequence[Row], same: Mapping[int, set[int]], weighing: Weighing) -> list[Row]:
    """Fold rows under better ones that they are much like, or that are much like them."""
    head: dict[int, int] = {}
    far: set[int] = set()
    for index in sorted(same, key=lambda index: rank(rows[index])):
        if index not in head:
            better = [one for one in same[index] if head.get(one) == one]
            head[index] = min(better, key=lambda one: rank(rows[one]), default=index)
        if index in far:
            continue  # what is much like a folded row is of the subject too, but no further
        for other in sorted(same[index] - head.keys()):
            head[other] = head[index]
            if head[index] != index:
                far.add(other)
    for index, above in sorted(head.items()):
        if index != above:
            rows[above].stories.extend(rows[index].stories)
    for index in sorted({above for one, above in head.items() if one != above}):
        rows[index].worth = max(
            rows[index].worth, worth_of(rows[index], rows[index].told, weighing)
        )
    return [row for index, row in enumerate(rows) if head.get(index, index) == index]


def _without_repeats(
    rows: Sequence[Row], likely: Mapping[int, set[int]], weighing: Weighing
) -> list[Row]:
    """Fold rows under better ones that tell the same, and make those worth less that seem to."""
    first = rows[:_ROWS_COMPARED]
    repeats = Repeats(
        [row.stories for row in first], [row.names for row in first], likely, weighing
    )
    above: dict[int, int] = {}
    for index, row in enumerate(first):
        repeated = [repeats.of(index, other) for other in range(index)]
        most = max(repeated, default=0.0)
        if most < REPEATED:
            above[index] = index
            row.worth -= sunk(repeated)
        else:
            above[index] = above[repeated.index(most)]
            rows[above[index]].stories.extend(row.stories)
    for index in {head for one, head in above.items() if one != head}:
        row = rows[index]
        more = worth_of(row, row.told, weighing) - row.worth
        row.worth += max(0.0, min(_MOST_BY_ECHO, _ECHO_WORTH * more))
    kept = [row for index, row in enumerate(first) if above[index] == index]
    return [*kept, *rows[_ROWS_COMPARED:]]
