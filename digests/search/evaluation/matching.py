"""Which items match a query: its tree evaluated to sets of items.

A phrase, a long Chinese word or a name in several parts is more than its terms: they must be
adjacent, and the index has no positions. So every clause of a query gives two sets:

    sure    items that match, as the terms alone show
    maybe   items that may match, because they have all terms; a superset of `sure`

AND and OR combine both sets alike. NOT swaps their roles: the items outside `maybe` are sure, and
those outside `sure` are maybe. Only items in `maybe` but not in `sure` are ever read, by
`Matches.holds`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, NamedTuple

from digests.errors import QueryError
from digests.search.analysis import is_cjk
from digests.search.index.fields import EXACT_FIELDS, ISSUE_FIELDS, TEXT_FIELDS, WEIGHTED_FIELD
from digests.search.index.item_sets import ItemSet
from digests.search.query.model import (
    All,
    AnyOf,
    DateField,
    Dates,
    Exact,
    ExactField,
    Not,
    Phrase,
    Recent,
    Word,
)
from digests.search.query.spellings import is_in, spellings

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable

    from digests.search.evaluation.marks import MarkedItems
    from digests.search.index.snapshot import Snapshot, WeightedItems
    from digests.search.index.stored import StoredItem
    from digests.search.query.model import Clause
    from digests.search.query.spellings import Spelling


_LAST_DAY = 3_652_059
"""9999-12-31, counted from 0001-01-01."""


class ClauseItems(NamedTuple):
    """The items of one clause of a query."""

    sure: ItemSet
    maybe: ItemSet

    @property
    def is_certain(self) -> bool:
        """Whether the items are known without reading any."""
        return self.sure is self.maybe


def _certain(items: ItemSet) -> ClauseItems:
    return ClauseItems(items, items)


@dataclass(slots=True)
class Matches:
    """Evaluates the clauses of one query in a snapshot."""

    term_items: TermItems
    query_text: str
    """For errors."""
    today: datetime.date
    """The day that `last:` counts back from."""
    marks: MarkedItems | None = None
    """Without it, queries for marks raise QueryError."""
    _by_spelling: dict[tuple[Spelling, str], ClauseItems] = field(default_factory=dict)

    @property
    def snapshot(self) -> Snapshot:
        """The snapshot that is searched."""
        return self.term_items.snapshot

    def of(self, part: Clause | None) -> ClauseItems:
        """Return the items that match `part`, or all for None, without removed ones.

        Raises QueryError.
        """
        items = _certain(self._everything()) if part is None else self._of(part)
        removed = self.snapshot.removed
        if removed is None:
            return items
        sure = items.sure - removed
        return ClauseItems(sure, sure if items.is_certain else items.maybe - removed)

    def holds(self, part: Clause, number: int, item: StoredItem) -> bool:
        """Return whether an item matches `part`, by its text if need be.

        `of` must have been called before, with `part` or a clause around it.
        """
        match part:
            case Word() | Phrase():
                name = TEXT_FIELDS[part.field]
                return all(self._has(spelling, name, number, item) for spelling in spellings(part))
            case All():
                return all(self.holds(inner, number, item) for inner in part.parts)
            case AnyOf():
                return any(self.holds(inner, number, item) for inner in part.parts)
            case Not():
                return not self.holds(part.part, number, item)
        return number in self._of(part).sure

    def _has(self, spelling: Spelling, name: str, number: int, item: StoredItem) -> bool:
        items = self._by_spelling[spelling, name]
        if items.is_certain or number in items.sure:
            return number in items.sure
        return number in items.maybe and is_in(spelling, item.texts(name))

    def _of(self, part: Clause) -> ClauseItems:
        match part:
            case Word() | Phrase():
                name = TEXT_FIELDS[part.field]
                clauses = [self._spelling(spelling, name) for spelling in spellings(part)]
                return _combined(and_, clauses)
            case All():
                return _combined(and_, [self._of(inner) for inner in part.parts])
            case AnyOf():
                return _combined(or_, [self._of(inner) for inner in part.parts])
            case Not():
                inner = self._of(part.part)
                sure = ~inner.maybe
                return ClauseItems(sure, sure if inner.is_certain else ~inner.sure)
            case Exact():
                return _certain(self._exact(part))
            case Dates():
                return _certain(self._dates(part))
            case Recent():
                today = self.today.toordinal()
                return _certain(self._days(today - part.days + 1, today))

    def _spelling(self, spelling: Spelling, name: str) -> ClauseItems:
        known = self._by_spelling.get((spelling, name))
        if known is None:
            known = self._by_spelling[spelling, name] = self._look_up(spelling, name)
        return known

    def _look_up(self, spelling: Spelling, name: str) -> ClauseItems:
        *first, last = spelling.terms
        sets = [self.term_items.holding(name, term) for term in first]
        sets.append(self._last_term(spelling, last, name))
        maybe = reduce(and_, sorted(sets, key=len))
        sure = maybe
        if len(sets) > 1 and name not in ISSUE_FIELDS:
            sure = ItemSet.none(self.snapshot.items)
        if spelling.alternative:
            other = self._last_term(spelling, spelling.alternative, name)
            is_certain = sure is maybe
            maybe = maybe | other
            sure = maybe if is_certain else other
        return ClauseItems(sure, maybe) if len(maybe) else _certain(maybe)

    def _last_term(self, spelling: Spelling, term: str, name: str) -> ItemSet:
        if is_prefix(spelling, term):
            return self.term_items.starting_with(name, term)
        return self.term_items.holding(name, term)

    def _exact(self, part: Exact) -> ItemSet:
        if part.field not in EXACT_FIELDS:
            return self._marked(part)
        return self.snapshot.term(EXACT_FIELDS[part.field], part.value)

    def _marked(self, part: Exact) -> ItemSet:
        if self.marks is None:
            reason = f"{part.field}: needs marks, and this library keeps none"
            raise QueryError(self.query_text, part.position, reason)
        name = f"tag:{part.value}" if part.field is ExactField.TAG else part.value
        return self.marks.of(self.snapshot, name)

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

    def _everything(self) -> ItemSet:
        return ItemSet.all(self.snapshot.items)


def is_prefix(spelling: Spelling, term: str) -> bool:
    """Return whether `term`, the last of a spelling, stands for all terms that begin with it.

    A single Chinese character always does, since the index has pairs.
    """
    return len(term) == 1 if is_cjk(term) else spelling.is_prefix


def _combined(
    combine: Callable[[ItemSet, ItemSet], ItemSet], clauses: list[ClauseItems]
) -> ClauseItems:
    if combine is and_:
        clauses.sort(key=lambda items: len(items.maybe))
    maybe = reduce(combine, [items.maybe for items in clauses])
    if all(items.is_certain for items in clauses):
        return _certain(maybe)
    return ClauseItems(reduce(combine, [items.sure for items in clauses]), maybe)


@dataclass(slots=True)
class TermItems:
    """The items of terms, cached for one query, because matching and scoring both need them."""

    snapshot: Snapshot
    _weighted: dict[str, WeightedItems] = field(default_factory=dict)
    _starting: dict[tuple[str, str], ItemSet] = field(default_factory=dict)

    def holding(self, name: str, term: str) -> ItemSet:
        """Return the items that have `term` in the index field `name`."""
        if name != WEIGHTED_FIELD:
            return self.snapshot.term(name, term)
        return ItemSet(self.snapshot.items, numbers=self.weighted(term).numbers)

    def weighted(self, term: str) -> WeightedItems:
        """Return the items that have `term` in title, body or section, with its weight in each."""
        if term not in self._weighted:
            self._weighted[term] = self.snapshot.weighted(term)
        return self._weighted[term]

    def starting_with(self, name: str, prefix: str) -> ItemSet:
        """Return the items that have a term with this prefix in the index field `name`."""
        if (name, prefix) not in self._starting:
            self._starting[name, prefix] = self.snapshot.starting_with(name, prefix)
        return self._starting[name, prefix]
