"""Which items match a query: its tree evaluated to sets of items.

Nothing is read for it: words side by side are told by their positions in the index, and addresses
are compared in the column that has them.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING

from digests.errors import QueryError
from digests.model.dates import day_to_count_from
from digests.search.evaluation.addresses import items_linking_to
from digests.search.evaluation.adjacency import PlacedPostings, Range, side_by_side
from digests.search.index.arrays import np
from digests.search.index.fields import (
    EXACT_FIELDS,
    ISSUE_FIELDS,
    SECTION_FIELD,
    TEXT_FIELDS,
    TITLE_FIELD,
    WEIGHTED_FIELD,
)
from digests.search.index.item_sets import ItemSet
from digests.search.query.model import (
    All,
    AnyOf,
    DateField,
    Dates,
    Exact,
    ExactField,
    LinkTo,
    Not,
    Phrase,
    Recent,
    Value,
    Word,
)
from digests.search.query.remarks import counted_from_newest
from digests.search.query.spellings import spelling

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from digests.search.evaluation.marks import MarkedItems
    from digests.search.index.postings import Postings
    from digests.search.index.snapshot import Snapshot
    from digests.search.query.model import Clause
    from digests.search.query.spellings import Placed, Way


_LAST_DAY = 3_652_059
"""9999-12-31, counted from 0001-01-01."""


@dataclass(slots=True)
class Matches:
    """Evaluates the clauses of one query in a snapshot."""

    terms: TermItems
    query_text: str
    """For errors."""
    today: datetime.date
    """The day that `last:` counts back from, unless the newest issue is older than the span."""
    marks: MarkedItems | None = None
    """Without it, queries for marks raise QueryError."""
    newest: Callable[[], datetime.date | None] | None = None
    """Returns the day of the newest issue, which is not after `today`; None without issues."""
    remarks: list[str] = field(default_factory=list)
    """What is to be said of the clauses that were evaluated, each a sentence without a stop."""
    _known: dict[Clause, ItemSet] = field(default_factory=dict)

    @property
    def snapshot(self) -> Snapshot:
        """The snapshot that is searched."""
        return self.terms.snapshot

    def of(self, part: Clause | None) -> ItemSet:
        """Return the items that match `part`, or all for None, without removed ones.

        Issues as a whole are among them only if the query has words. Raises QueryError.
        """
        items = ItemSet.all(self.snapshot.items) if part is None else self.with_removed(part)
        if part is None or not asks_for_words(part):
            items -= self.snapshot.whole_issues
        removed = self.snapshot.removed
        return self.once_an_issue(items if removed is None else items - removed)

    def once_an_issue(self, items: ItemSet) -> ItemSet:
        """Return `items` with at most one passage of each issue as a whole, the first."""
        passages = (items & self.snapshot.whole_issues).numbers
        issues = self.snapshot.issue_of_item[passages]
        others = passages[1:][issues[1:] == issues[:-1]]
        return items - ItemSet(items.size, numbers=others) if len(others) else items

    def with_removed(self, part: Clause) -> ItemSet:
        """Return the items that match `part`, removed ones and issues as a whole among them."""
        known = self._known.get(part)
        if known is None:
            known = self._known[part] = self._of(part)
        return known

    def _of(self, part: Clause) -> ItemSet:
        match part:
            case Word() | Phrase():
                name = TEXT_FIELDS[part.field]
                return reduce(or_, (self.terms.with_way(way, name) for way in spelling(part).ways))
            case All():
                return reduce(and_, sorted(map(self.with_removed, part.parts), key=len))
            case AnyOf():
                return reduce(or_, map(self.with_removed, part.parts))
            case Not():
                return ~self.with_removed(part.part)
            case Exact():
                return self._exact(part)
            case Value():
                return self.snapshot.of_issues(
                    self.snapshot.values.issues_with(part.field, part.value)
                )
            case LinkTo():
                linking = items_linking_to(self.snapshot, part)
                return linking | self._of(part.written) if part.written else linking
            case Dates():
                return self._dates(part)
            case Recent():
                return self._recent(part)

    def _exact(self, part: Exact) -> ItemSet:
        if part.field not in EXACT_FIELDS:
            return self._marked(part)
        return self.snapshot.term(EXACT_FIELDS[part.field], part.value)

    def _marked(self, part: Exact) -> ItemSet:
        if self.marks is None:
            reason = f"{part.field}: needs marks, and this library keeps none"
            raise QueryError(self.query_text, part.position, reason)
        name = f"tag:{part.value}" if part.field is ExactField.TAG else part.value
        # An issue as a whole is never marked, so it is not unread either.
        return self.marks.of(self.snapshot, name) - self.snapshot.whole_issues

    def _dates(self, part: Dates) -> ItemSet:
        first, last = part.first.toordinal(), part.last.toordinal()
        if part.field is DateField.AFTER:
            return self._days(first, _LAST_DAY)
        if part.field is DateField.BEFORE:
            return self._days(1, first - 1)
        return self._days(first, last)

    def _days(self, first: int, last: int) -> ItemSet:
        days = self.snapshot.days
        return self.snapshot.of_issues((days >= max(first, 1)) & (days <= last))

    def _recent(self, part: Recent) -> ItemSet:
        newest = self.newest() if self.newest is not None else None
        back = datetime.timedelta(min(part.days, self.today.toordinal()) - 1)
        last = day_to_count_from(self.today, newest, back)
        if last != self.today:
            self.remarks.append(counted_from_newest(part, last))
        return self._days((last - back).toordinal(), self.today.toordinal())

    def with_passages(self, items: ItemSet) -> ItemSet:
        """Return `items` with all passages of the issues of which it has one."""
        whole = self.snapshot.whole_issues
        chosen = np.zeros(self.snapshot.issues, bool)
        chosen[self.snapshot.issue_of_item[(items & whole).numbers]] = True
        return items | (whole & self.snapshot.of_issues(chosen))


def asks_for_words(part: Clause) -> bool:
    """Return whether a query asks for a word or phrase of the texts, and does not exclude it."""
    if isinstance(part, Word | Phrase):
        return TEXT_FIELDS[part.field] not in ISSUE_FIELDS
    return isinstance(part, All | AnyOf) and any(map(asks_for_words, part.parts))


@dataclass(slots=True)
class TermItems:
    """The items of terms, cached for one query, because matching and scoring both need them."""

    snapshot: Snapshot
    _postings: dict[Placed, Postings] = field(default_factory=dict)
    _items: dict[tuple[str, bool], ItemSet] = field(default_factory=dict)
    _ways: dict[tuple[Way, str], ItemSet] = field(default_factory=dict)

    def with_way(self, way: Way, name: str) -> ItemSet:
        """Return the items that have the terms of `way` side by side in the index field `name`."""
        if (way, name) not in self._ways:
            self._ways[way, name] = self._look_up(way, name)
        return self._ways[way, name]

    def postings(self, term: Placed) -> Postings:
        """Return the postings of a term of the weighted field, or of all that begin with it."""
        if term not in self._postings:
            self._postings[term] = self.snapshot.postings(term.term, is_prefix=term.is_prefix)
        return self._postings[term]

    def items(self, term: Placed) -> ItemSet:
        """Return the items that have a term of the weighted field."""
        key = term.term, term.is_prefix
        if key not in self._items:
            self._items[key] = (
                self.snapshot.starting_with(WEIGHTED_FIELD, term.term)
                if term.is_prefix
                else ItemSet(self.snapshot.items, numbers=self.postings(term).numbers)
            )
        return self._items[key]

    def _look_up(self, way: Way, name: str) -> ItemSet:
        if name in ISSUE_FIELDS:
            return self.snapshot.of_issues(issues_with_way(self.snapshot, way, name))
        if len(way) == 1 and name == WEIGHTED_FIELD:
            return self.items(way[0])
        if not all(len(self.items(term)) for term in way):
            return ItemSet.none(self.snapshot.items)
        placed = [PlacedPostings(self.items(t), self.postings(t), t.width) for t in way]
        return side_by_side(placed, self._range(name))

    def _range(self, name: str) -> Range | None:
        if name == WEIGHTED_FIELD:
            return None
        parts = self.snapshot.parts
        if name == TITLE_FIELD:
            return Range(np.zeros(len(parts), np.uint16), parts[:, 0])
        assert name == SECTION_FIELD, name
        return Range(parts[:, 0], parts[:, 1])


def issues_with_way(snapshot: Snapshot, way: Way, name: str) -> NDArray[np.bool_]:
    """Flag the issues that have all terms of `way` in one of ISSUE_FIELDS."""
    flags = [snapshot.issues_with(name, term.term, is_prefix=term.is_prefix) for term in way]
    return reduce(and_, flags)
