"""From the terms of each item to the items of each term.

Pairs of term and item are collected in arrays and inverted by one sort. No Python code runs per
pair, only per distinct term of an issue.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, NamedTuple

from digests.search.index.arrays import np
from digests.search.index.fields import ISSUE_FIELDS, ITEM_FIELDS, WEIGHTED_FIELD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from digests.search.index.prepared import PreparedItems

    Numbers = NDArray[np.uint32]
    Weights = NDArray[np.uint8]

# A pair is sorted as one integer: 24 bits for the term, 32 for the item, 8 for the weight.
_ITEM_SHIFT, _TERM_SHIFT = np.uint64(8), np.uint64(40)


class InvertedField(NamedTuple):
    """The posting lists of one field: the arguments of `TermListWriter.add`."""

    field: str
    terms: list[bytes]
    starts: NDArray[np.int64]
    numbers: Numbers
    weights: Weights | None


class TermPool:
    """Collects the terms of issues until they are written."""

    def __init__(self) -> None:
        """Begin with nothing collected."""
        self._fields = {name: _Pairs() for name in (*ITEM_FIELDS, *sorted(ISSUE_FIELDS))}
        self.pairs = 0
        """Collected so far; each takes nine bytes, and twenty more while it is sorted."""

    def add(self, prepared: PreparedItems, *, first_item: int, issue: int) -> None:
        """Collect the terms of an issue, with its numbers in the segment."""
        for name, field in prepared.fields.items():
            pairs = self._fields[name]
            numbers = pairs.numbers_of(field.terms)
            pairs.add(numbers[field.term], field.item + np.uint32(first_item), field.weight)
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
        self._weights: list[Weights] = []
        self._few: tuple[array[int], array[int]] = array("I"), array("I")

    def numbers_of(self, terms: tuple[str, ...]) -> Numbers:
        known = self._numbers
        return np.array([known.setdefault(term, len(known)) for term in terms], np.uint32)

    def add(self, terms: Numbers, items: Numbers, weights: Weights | None) -> None:
        self._terms.append(terms)
        self._items.append(items)
        if weights is not None:
            self._weights.append(weights)

    def add_few(self, terms: tuple[str, ...], number: int) -> None:
        self._few[0].extend(self.numbers_of(terms))
        self._few[1].extend([number] * len(terms))

    def inverted(self, name: str) -> InvertedField:
        names = list(self._numbers)
        order = sorted(range(len(names)), key=names.__getitem__)
        keys = self._keys(order)
        keys.sort()
        terms = (keys >> _TERM_SHIFT).astype(np.uint32)
        starts = np.searchsorted(terms, np.arange(len(names) + 1, dtype=np.uint32))
        weights = keys.astype(np.uint8) if name == WEIGHTED_FIELD else None
        numbers = (keys >> _ITEM_SHIFT).astype(np.uint32)
        encoded = [names[number].encode("utf-8", "surrogatepass") for number in order]
        return InvertedField(name, encoded, starts, numbers, weights)

    def _keys(self, order: list[int]) -> NDArray[np.uint64]:
        rank = np.empty(len(order), np.uint64)
        rank[order] = np.arange(len(order), dtype=np.uint64)
        few_terms, few_items = (np.array(part, np.uint32) for part in self._few)
        keys: NDArray[np.uint64]
        keys = rank[np.concatenate([*self._terms, few_terms])] << _TERM_SHIFT
        self._terms.clear()
        keys |= np.concatenate([*self._items, few_items]).astype(np.uint64) << _ITEM_SHIFT
        self._items.clear()
        if self._weights:
            keys |= np.concatenate(self._weights)
        return keys
