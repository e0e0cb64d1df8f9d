"""From the terms of each item to the items of each term.

Pairs of term and item are collected in arrays and inverted by one sort. No Python code runs per
pair, only per distinct term of an issue.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, NamedTuple

from digests.search.index.arrays import np
from digests.search.index.fields import ISSUE_FIELDS, ITEM_FIELDS
from digests.search.index.occurrences import joined
from digests.search.index.placing import in_order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from digests.search.index.occurrences import Occurrences
    from digests.search.index.prepared import PreparedItems

    Numbers = NDArray[np.uint32]


class InvertedField(NamedTuple):
    """The posting lists of one field: the arguments of `TermListWriter.add`."""

    field: str
    terms: list[bytes]
    starts: NDArray[np.int64]
    numbers: Numbers
    occurrences: Occurrences | None


def grouped(ranks: Numbers, terms: int) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
    """Return where the pairs of each term begin once they are grouped, and the pairs' order.

    Args:
        ranks: the term of each pair, below `terms`. The pairs of a term keep their order.
        terms: how many there are.
    """
    starts = np.zeros(terms + 1, np.int64)
    np.cumsum(np.bincount(ranks, minlength=terms), out=starts[1:])
    return starts, in_order(ranks)


class TermPool:
    """Collects the terms of issues until they are written."""

    def __init__(self) -> None:
        """Begin with nothing collected."""
        self._fields = {name: _Pairs() for name in (*ITEM_FIELDS, *sorted(ISSUE_FIELDS))}
        self.pairs = 0
        """Collected so far; each takes eleven bytes, and forty more while it is sorted."""

    def add(self, prepared: PreparedItems, *, first_item: int, issue: int) -> None:
        """Collect the terms of an issue, with its numbers in the segment."""
        for name, field in prepared.fields.items():
            pairs = self._fields[name]
            numbers = pairs.numbers_of(field.terms)
            pairs.add(numbers[field.term], field.item + np.uint32(first_item), field.occurrences)
            self.pairs += len(field.term)
        for name, terms in prepared.issue_terms.items():
            self._fields[name].add_few(terms, issue)

    def inverted(self) -> Iterator[InvertedField]:
        """Yield the fields, each with its terms sorted; a field can be yielded only once."""
        for name in tuple(self._fields):
            pairs = self._fields.pop(name)
            yield pairs.inverted(name)

    def cleanup(self) -> None:
        """Drop everything; the engine calls it when a writer ends."""
        self._fields.clear()


class _Pairs:
    """The pairs of one field."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._terms: list[Numbers] = []
        self._items: list[Numbers] = []
        self._occurrences: list[Occurrences] = []
        self._few: tuple[array[int], array[int]] = array("I"), array("I")

    def numbers_of(self, terms: tuple[str, ...]) -> Numbers:
        known = self._numbers
        return np.array([known.setdefault(term, len(known)) for term in terms], np.uint32)

    def add(self, terms: Numbers, items: Numbers, occurrences: Occurrences | None) -> None:
        self._terms.append(terms)
        self._items.append(items)
        if occurrences is not None:
            self._occurrences.append(occurrences)

    def add_few(self, terms: tuple[str, ...], number: int) -> None:
        self._few[0].extend(self.numbers_of(terms))
        self._few[1].extend([number] * len(terms))

    def inverted(self, name: str) -> InvertedField:
        names = list(self._numbers)
        by_name = sorted(range(len(names)), key=names.__getitem__)
        starts, order = grouped(self._ranks(by_name), len(names))
        items = np.concatenate([*self._items, np.array(self._few[1], np.uint32)])
        self._items.clear()
        occurrences = joined(self._occurrences).taken(order) if self._occurrences else None
        self._occurrences.clear()
        encoded = [names[number].encode("utf-8", "surrogatepass") for number in by_name]
        return InvertedField(name, encoded, starts, items[order], occurrences)

    def _ranks(self, by_name: list[int]) -> Numbers:
        rank = np.empty(len(by_name), np.uint32)
        rank[by_name] = np.arange(len(by_name), dtype=np.uint32)
        ranks: Numbers = rank[np.concatenate([*self._terms, np.array(self._few[0], np.uint32)])]
        self._terms.clear()
        return ranks
