"""Which items a query asks for: its tree evaluated to sets of items.

A phrase, a long Chinese word or a name in several parts is more than its terms: they must stand
side by side, and the index keeps no positions. So every part of a query is answered by two sets:

    sure    items that hold it, as the terms alone tell
    maybe   items that may hold it: all terms are there; `sure` is a part of it

AND and OR join both sets alike, and NOT turns them around: what may hold a part may not surely be
without it. Only items that are in `maybe` and not in `sure` are ever read, by `Matches.holds`.

The items of terms, each list read once for one query: matching and scoring both ask for it.
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
    from digests.search.query.model import Part
    from digests.search.query.spellings import Spelling


_LAST_DAY = 3_652_059
"""9999-12-31, counted from 0001-01-01."""


class Found(NamedTuple):
    """The items of one part of a query."""

    sure: ItemSet
    maybe: ItemSet

    @property
    def is_certain(self) -> bool:
        """True when nothing has to be read to know the items."""
        return self.sure is self.maybe


def _certain(items: ItemSet) -> Found:
    return Found(items, items)


@dataclass(slots=True)
class Matches:
    """The items that a query asks for in a snapshot."""

    term_items: TermItems
    query_text: str
    """For errors."""
    today: datetime.date
    """The day that `last:` counts back from."""
    marks: MarkedItems | None = None
    """Without it, queries for marks are refused."""
    _spelled: dict[tuple[Spelling, str], Found] = field(default_factory=dict)

    @property
    def snapshot(self) -> Snapshot:
        """Where the items are."""
        return self.term_items.snapshot

    def of(self, part: Part | None) -> Found:
        """Return the items of `part`, all of them for None. Raises QueryError."""
        found = _certain(self._everything()) if part is None else self._of(part)
        removed = self.snapshot.removed
        if removed is None:
            return found
        sure = found.sure - removed
        return Found(sure, sure if found.is_certain else found.maybe - removed)

    def holds(self, part: Part, number: int, item: StoredItem) -> bool:
        """Return whether an item holds `part`, a part of what `of` was asked, by its text."""
        match part:
            case Word() | Phrase():
                name = TEXT_FIELDS[part.field]
                return all(self._has(spelled, name, number, item) for spelled in spellings(part))
            case All():
                return all(self.holds(inner, number, item) for inner in part.parts)
            case AnyOf():
                return any(self.holds(inner, number, item) for inner in part.parts)
            case Not():
                return not self.holds(part.part, number, item)
        return number in self._of(part).sure

    def _has(self, spelled: Spelling, name: str, number: int, item: StoredItem) -> bool:
        found = self._spelled[spelled, name]
        if found.is_certain or number in found.sure:
            return number in found.sure
        return number in found.maybe and is_in(spelled, item.texts(name))

    def _of(self, part: Part) -> Found:
        match part:
            case Word() | Phrase():
                name = TEXT_FIELDS[part.field]
                return _joined(and_, [self._spelling(found, name) for found in spellings(part)])
            case All():
                return _joined(and_, [self._of(inner) for inner in part.parts])
            case AnyOf():
                return _joined(or_, [self._of(inner) for inner in part.parts])
            case Not():
                inside = self._of(part.part)
                surely_not = ~inside.maybe
                return Found(surely_not, surely_not if inside.is_certain else ~inside.sure)
            case Exact():
                return _certain(self._exact(part))
            case Dates():
                return _certain(self._dates(part))
            case Recent():
                today = self.today.toordinal()
                return _certain(self._days(today - part.days + 1, today))

    def _spelling(self, spelled: Spelling, name: str) -> Found:
        known = self._spelled.get((spelled, name))
        if known is None:
            known = self._spelled[spelled, name] = self._look_up(spelled, name)
        return known

    def _look_up(self, spelled: Spelling, name: str) -> Found:
        *first, last = spelled.terms
        sets = [self.term_items.holding(name, term) for term in first]
        sets.append(self._last_term(spelled, last, name))
        maybe = reduce(and_, sorted(sets, key=len))
        sure = maybe
        if len(sets) > 1 and name not in ISSUE_FIELDS:
            sure = ItemSet.none(self.snapshot.items)
        if spelled.alternative:
            other = self._last_term(spelled, spelled.alternative, name)
            is_certain = sure is maybe
            maybe = maybe | other
            sure = maybe if is_certain else other
        return Found(sure, maybe) if len(maybe) else _certain(maybe)

    def _last_term(self, spelled: Spelling, term: str, name: str) -> ItemSet:
        if goes_on(spelled, term):
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


def goes_on(spelled: Spelling, term: str) -> bool:
    """Return whether terms that begin like `term`, the last of a spelling, are meant too.

    A single Chinese character always goes on: it is the beginning of pairs.
    """
    return len(term) == 1 if is_cjk(term) else spelled.is_prefix


def _joined(join: Callable[[ItemSet, ItemSet], ItemSet], parts: list[Found]) -> Found:
    if join is and_:
        parts.sort(key=lambda found: len(found.maybe))
    maybe = reduce(join, [found.maybe for found in parts])
    if all(found.is_certain for found in parts):
        return _certain(maybe)
    return Found(reduce(join, [found.sure for found in parts]), maybe)


@dataclass(slots=True)
class TermItems:
    """What a snapshot knows of terms, remembered for one query."""

    snapshot: Snapshot
    _weighted: dict[str, WeightedItems] = field(default_factory=dict)
    _starting: dict[tuple[str, str], ItemSet] = field(default_factory=dict)

    def holding(self, name: str, term: str) -> ItemSet:
        """Return the items that hold `term` in the field `name`."""
        if name != WEIGHTED_FIELD:
            return self.snapshot.term(name, term)
        return ItemSet(self.snapshot.items, numbers=self.weighted(term).numbers)

    def weighted(self, term: str) -> WeightedItems:
        """Return the items that hold `term` anywhere, with its weight in each."""
        if term not in self._weighted:
            self._weighted[term] = self.snapshot.weighted(term)
        return self._weighted[term]

    def starting_with(self, name: str, start: str) -> ItemSet:
        """Return the items with a term in the field `name` that begins so."""
        if (name, start) not in self._starting:
            self._starting[name, start] = self.snapshot.starting_with(name, start)
        return self._starting[name, start]
