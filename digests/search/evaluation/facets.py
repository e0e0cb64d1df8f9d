"""How the items of a result spread over publications, months, languages, subjects and sites.

Beside each value stands how many items are left when the result is narrowed to it. A query for a
value finds what is like it, too: `company:nest` the items of `Nest Labs`, and `site:nest.example`
those that link to it further down. So what is counted is what the query finds.
"""

from __future__ import annotations

import datetime
import weakref
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING

from digests.errors import QueryError
from digests.search.evaluation.matching import goes_on
from digests.search.hits import Facets
from digests.search.index.arrays import np
from digests.search.index.fields import EXACT_FIELDS, TEXT_FIELDS
from digests.search.query.completion import spelled
from digests.search.query.model import Exact, ExactField, Phrase, TextField, Word
from digests.search.query.parser import parse_query
from digests.search.query.spellings import spellings

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from digests.search.hits import Counts
    from digests.search.index.item_sets import ItemSet
    from digests.search.index.snapshot import Snapshot
    from digests.search.query.model import Part
    from digests.search.query.spellings import Spelling

    Issues = NDArray[np.intp]
    Flags = NDArray[np.bool_]

MOST_VALUES = 50
"""Values of one facet at most: those that stand in the most items."""


def facets(snapshot: Snapshot, items: ItemSet, narrowing: NarrowingCounts) -> Facets:
    """Count `items` by what can be known of them without reading them.

    `narrowing` counts in `snapshot`.
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


class NarrowingCounts:
    """Counts in one snapshot, and remembers the issues of each value; for one thread at a time."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Nothing is looked up before it is asked for, and the snapshot is not kept open."""
        self._snapshot: Snapshot = weakref.proxy(snapshot)
        self._issues: dict[tuple[str, str], Issues | None] = {}

    def by_issue(self, field: str, values: Counts, of_issue: NDArray[np.int64]) -> Counts:
        """Count the items that a query for each value finds; the order stays.

        Args:
            field: one whose values are the same for all items of an issue.
            values: with their items, which stay where no query can ask for the value.
            of_issue: how many items of each issue there are to be found.
        """
        found = ((value, count, self._issues_of(field, value)) for value, count in values)
        return tuple(
            (value, count if issues is None else int(of_issue[issues].sum()))
            for value, count, issues in found
        )

    def of_sites(self, values: Counts, items: ItemSet) -> Counts:
        """Count which of the items link to each host, or to one below it; the order stays."""
        return tuple(
            (site, int(np.count_nonzero(items.flags[self._links_to(site)]))) for site, _ in values
        )

    def _links_to(self, site: str) -> Issues:
        part = _asked(ExactField.SITE, site)
        value = part.value if isinstance(part, Exact) else site
        return self._snapshot.term(EXACT_FIELDS[ExactField.SITE], value).numbers

    def _issues_of(self, field: str, value: str) -> Issues | None:
        known = self._issues
        if (field, value) not in known:
            known[field, value] = self._look_up(field, value)
        return known[field, value]

    def _look_up(self, field: str, value: str) -> Issues | None:
        part = _asked(field, value)
        if not isinstance(part, Word | Phrase):
            return None
        name = TEXT_FIELDS[part.field]
        return np.flatnonzero(reduce(and_, (self._spelling(s, name) for s in spellings(part))))

    def _spelling(self, spelling: Spelling, name: str) -> Flags:
        """Flag the issues, as matching.py finds their items."""
        *first, last = spelling.terms
        flags = [self._snapshot.issues_with(name, term) for term in first]
        found: Flags = reduce(and_, flags, self._last(spelling, last, name))
        if spelling.alternative:
            found |= self._last(spelling, spelling.alternative, name)
        return found

    def _last(self, spelling: Spelling, term: str, name: str) -> Flags:
        return self._snapshot.issues_with(name, term, goes_on=goes_on(spelling, term))


def _asked(field: str, value: str) -> Part | None:
    """Return what a query for the value asks for; None when there is no such query."""
    try:
        return parse_query(spelled(field, value)).part
    except QueryError:
        return None
