"""How the items of a result spread over publications, months, languages, subjects and sites."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from digests.search.hits import Facets
from digests.search.index.arrays import np
from digests.search.query.model import ExactField, TextField

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from digests.search.hits import Counts
    from digests.search.index.item_sets import ItemSet
    from digests.search.index.snapshot import Snapshot

MOST_VALUES = 50
"""Values of one facet at most: those that stand in the most items."""


def facets(snapshot: Snapshot, items: ItemSet) -> Facets:
    """Count `items` by what can be known of them without reading them."""
    of_issue = np.bincount(snapshot.issue_of_item[items.numbers], minlength=snapshot.issues)
    by_day = days(snapshot, of_issue)
    narrowing, sites = snapshot.narrowing, snapshot.values.sites(items.numbers)
    counted = {
        field: _sorted(narrowing.by_issue(field, values[:MOST_VALUES], of_issue))
        for field, values in snapshot.values.by_issue(of_issue)
    }
    return Facets(
        publications=counted[TextField.PUBLICATION],
        months=months(by_day),
        days=by_day,
        languages=counted[ExactField.LANGUAGE],
        companies=counted[TextField.COMPANY],
        models=counted[TextField.MODEL],
        topics=counted[TextField.TOPIC],
        people=counted[TextField.PERSON],
        sites=_sorted(narrowing.of_sites(sites[:MOST_VALUES], items)),
    )


def days(snapshot: Snapshot, of_issue: NDArray[np.int64]) -> Counts:
    """Return the days of issues, the newest first; `of_issue` says how much each issue counts."""
    found, place = np.unique(snapshot.days, return_inverse=True)
    counted = zip(found.tolist(), np.bincount(place, of_issue).tolist(), strict=True)
    return tuple(
        (datetime.date.fromordinal(day).isoformat(), int(count))
        for day, count in reversed(list(counted))
        if count and day
    )


def months(by_day: Counts) -> Counts:
    """Add up days to months; the order stays."""
    counted: dict[str, int] = {}
    for day, count in by_day:
        counted[day[:7]] = counted.get(day[:7], 0) + count
    return tuple(counted.items())


def _sorted(counts: Counts) -> Counts:
    return tuple(sorted(counts, key=lambda pair: (-pair[1], pair[0])))
