"""How the items of a result spread over publications, months, languages, subjects and sites.

Everything but the site is the same for all items of an issue, so items are counted once for each
issue, and what follows works on issues, of which there are some dozens of times fewer.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import numpy as np

from digests.search.hits import Facets

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from digests.search.snapshot import Snapshot

    Numbers = NDArray[np.intp]
    Places = NDArray[np.uint32]
    Counts = NDArray[np.int64]

MOST_VALUES = 50
"""Values of one facet at most: those with the most items."""


def facets(snapshot: Snapshot, numbers: Numbers) -> Facets:
    """Count `numbers` by what can be known of them without reading them."""
    of_issue = np.bincount(snapshot.issue_of_item[numbers], minlength=snapshot.issues)
    return Facets(
        publications=_by_issue(snapshot, of_issue, "publication", "publications"),
        months=_months(snapshot, of_issue),
        languages=_by_issue(snapshot, of_issue, "language", "languages"),
        subjects=_subjects(snapshot, of_issue),
        sites=_sites(snapshot, numbers),
    )


def _by_issue(
    snapshot: Snapshot, of_issue: Counts, column: str, kind: str
) -> tuple[tuple[str, int], ...]:
    counted: dict[str, int] = {}
    for part in snapshot.parts:
        columns = part.files.columns
        counts = of_issue[part.first_issue : part.first_issue + columns.issues]
        _count(counted, columns.names(kind), columns.column(column), counts)
    return _most(counted)


def _subjects(snapshot: Snapshot, of_issue: Counts) -> tuple[tuple[str, int], ...]:
    counted: dict[str, int] = {}
    for part in snapshot.parts:
        columns = part.files.columns
        counts = of_issue[part.first_issue : part.first_issue + columns.issues]
        how_many, subjects = columns.subjects()
        _count(counted, columns.names("subjects"), subjects, np.repeat(counts, how_many))
    return _most(counted)


def _sites(snapshot: Snapshot, numbers: Numbers) -> tuple[tuple[str, int], ...]:
    counted: dict[str, int] = {}
    for part in snapshot.parts:
        columns = part.files.columns
        first, last = np.searchsorted(
            numbers, [part.first_item, part.first_item + columns.items]
        ).tolist()
        sites = columns.column("site")[numbers[first:last] - part.first_item]
        _count(counted, columns.names("sites"), sites, None)
    counted.pop("", None)
    return _most(counted)


def _count(
    counted: dict[str, int], names: list[str], places: Places, counts: Counts | None
) -> None:
    """Add to `counted` how much each of `names` counts, where `places` point to names."""
    found = np.bincount(places, counts, minlength=len(names))
    for place in np.flatnonzero(found).tolist():
        counted[names[place]] = counted.get(names[place], 0) + int(found[place])


def _most(counted: dict[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_VALUES])


def _months(snapshot: Snapshot, of_issue: Counts) -> tuple[tuple[str, int], ...]:
    days, place = np.unique(snapshot.days, return_inverse=True)
    counted: dict[str, int] = {}
    for day, count in zip(days.tolist(), np.bincount(place, of_issue).tolist(), strict=True):
        if count and day:
            month = datetime.date.fromordinal(day).isoformat()[:7]
            counted[month] = counted.get(month, 0) + int(count)
    return tuple(sorted(counted.items(), reverse=True))
