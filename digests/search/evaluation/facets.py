"""How the items of a result are distributed over publications, months, languages and so on.

Each value has the number of items that remain when the result is narrowed to it. A query for a
value matches more than the value: `company:nest` matches the items of `Nest Labs`, and
`site:nest.example` those with any link to it. So the number is that of the query's matches.
"""

from __future__ import annotations

import datetime
import weakref
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from digests.errors import QueryError
from digests.search.evaluation.matching import issues_with_way
from digests.search.hits import Facets
from digests.search.index.arrays import np
from digests.search.index.fields import EXACT_FIELDS, TEXT_FIELDS
from digests.search.query.completion import field_clause
from digests.search.query.model import Exact, ExactField, Phrase, TextField, Value, Word
from digests.search.query.parser import parse_query
from digests.search.query.spellings import spelling

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from digests.search.hits import Counts
    from digests.search.index.item_sets import ItemSet
    from digests.search.index.snapshot import Snapshot
    from digests.search.query.model import Clause

    Issues = NDArray[np.intp]
    Flags = NDArray[np.bool_]

MOST_VALUES = 50
"""Values of one facet at most: the most frequent."""


def facets(snapshot: Snapshot, items: ItemSet, narrowing: NarrowingCounts) -> Facets:
    """Return the facets of `items`, none of which is read.

    `narrowing` is the counter of this `snapshot`.
    """
    of_issue = np.bincount(snapshot.issue_of_item[items.numbers], minlength=snapshot.issues)
    by_day = days(snapshot, of_issue)
    sites = snapshot.values.sites(items.numbers)
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
    """Return the items per day, the newest first; `of_issue` has the items of each issue."""
    unique, index = np.unique(snapshot.days, return_inverse=True)
    counted = zip(unique.tolist(), np.bincount(index, of_issue).tolist(), strict=True)
    return tuple(
        (datetime.date.fromordinal(day).isoformat(), int(count))
        for day, count in reversed(list(counted))
        if count and day
    )


def months(by_day: Counts) -> Counts:
    """Add up days into months, in the same order."""
    counted: dict[str, int] = {}
    for day, count in by_day:
        counted[day[:7]] = counted.get(day[:7], 0) + count
    return tuple(counted.items())


def _sorted(counts: Counts) -> Counts:
    return tuple(sorted(counts, key=lambda pair: (-pair[1], pair[0])))


class NarrowingCounts:
    """Counts in one snapshot, and caches the issues of each value; for one thread at a time."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Look up nothing yet, and do not keep the snapshot open."""
        self._snapshot: Snapshot = weakref.proxy(snapshot)
        self._issues: dict[tuple[str, str], Issues | None] = {}

    def by_issue(self, field: str, values: Counts, of_issue: NDArray[np.int64]) -> Counts:
        """Count the items that match a query for each value, in the order of `values`.

        Args:
            field: one whose values are the same for all items of an issue.
            values: with counts, which remain where no query can ask for the value.
            of_issue: the number of items of each issue that may match.
        """
        looked_up = ((value, count, self._issues_of(field, value)) for value, count in values)
        return tuple(
            (value, count if issues is None else int(of_issue[issues].sum()))
            for value, count, issues in looked_up
        )

    def of_sites(self, values: Counts, items: ItemSet) -> Counts:
        """Count the items that link to each host or a subdomain of it, in the order of `values`."""
        return tuple(
            (site, int(np.count_nonzero(items.flags[self._links_to(site)]))) for site, _ in values
        )

    def _links_to(self, site: str) -> Issues:
        part = _clause(ExactField.SITE, site)
        value = part.value if isinstance(part, Exact) else site
        return self._snapshot.term(EXACT_FIELDS[ExactField.SITE], value).numbers

    def _issues_of(self, field: str, value: str) -> Issues | None:
        known = self._issues
        if (field, value) not in known:
            known[field, value] = self._look_up(field, value)
        return known[field, value]

    def _look_up(self, field: str, value: str) -> Issues | None:
        part = _clause(field, value)
        if isinstance(part, Value):
            return np.flatnonzero(self._snapshot.values.issues_with(part.field, part.value))
        if not isinstance(part, Word | Phrase):
            return None
        name = TEXT_FIELDS[part.field]
        ways = spelling(part).ways
        return np.flatnonzero(
            reduce(or_, (issues_with_way(self._snapshot, way, name) for way in ways))
        )


def _clause(field: str, value: str) -> Clause | None:
    """Return the parsed query for a value; None when no query can ask for it."""
    try:
        return parse_query(field_clause(field, value)).part
    except QueryError:
        return None
