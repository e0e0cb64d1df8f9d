"""What the index needs of an issue, computed where the issue was parsed.

`prepare` is pure and its result can be pickled, so worker processes split texts into terms and
count them; the single writer only numbers the terms.

The last items of an issue are passages of the issue itself: its title with its summary, and
whatever is in no item (whole_issue.py).
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from itertools import cycle
from typing import TYPE_CHECKING, NamedTuple

from digests.search.analysis import terms
from digests.search.index.arrays import np
from digests.search.index.bm25f import impacts, term_weight
from digests.search.index.fields import KEY_FIELD, WEIGHTED_FIELD
from digests.search.index.occurrences import SHORT, Occurrences, occurrences_of
from digests.search.index.placing import Numbers, PlacedTexts, in_order, placed_texts
from digests.search.index.stored import (
    OWN_ID_OF_ISSUE,
    StoredIssue,
    item_keys,
    packed_item,
    stored_issue,
)
from digests.search.index.whole_issue import (
    FIELDS_OF_TEXTS,
    SECTION_END,
    TITLES_END,
    IndexedItem,
    indexed_items,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from digests.model.issue import Issue


_LAST_POSITION = (1 << 16) - 1


class PreparedField(NamedTuple):
    """Which items of an issue have which terms of one field, as pairs."""

    terms: tuple[str, ...]
    """Distinct, in no particular order."""

    term: NDArray[np.uint32]
    """Of each pair, the term's index in `terms`."""

    item: NDArray[np.uint32]
    """Of each pair, the item's index in the issue; ascending for each term."""

    occurrences: Occurrences | None = None
    """Of the pairs; None for fields other than the weighted one."""


@dataclass(frozen=True, slots=True)
class PreparedItems:
    """The items of one issue, ready to be written."""

    issue_id: str

    items: int
    """The number of items, the passages of the issue itself included."""

    passages: int
    """How many of them, at the end, are passages of the issue."""

    issue: StoredIssue

    issue_terms: dict[str, tuple[str, ...]]
    """By field: the terms that all items of the issue share."""

    fields: dict[str, PreparedField]

    stored: tuple[bytes, ...]

    keys: NDArray[np.uint64]
    """Of each item, as `item_keys` makes them."""

    sites: tuple[str, ...]
    """The host of each item's first link, or an empty string."""

    sections: tuple[str, ...]
    """The titles of the sections around each item, one per line."""

    addresses: tuple[bytes, ...]
    """The links of each item, one per line."""

    parts: NDArray[np.uint16]
    """Of each item, the positions where its titles end and its sections after them."""


def prepare(issue: Issue) -> PreparedItems:
    """Return what the index stores of `issue`. Pure and expensive."""
    items = indexed_items(issue)
    words, parts = _words(items)
    return PreparedItems(
        issue_id=issue.id,
        items=len(items),
        passages=len(items) - len(issue.items),
        issue=stored_issue(issue),
        issue_terms=_issue_terms(issue),
        fields={WEIGHTED_FIELD: words} | _other_fields(items),
        stored=tuple(map(packed_item, items)),
        keys=item_keys(issue.id, "".join(item.own_id or OWN_ID_OF_ISSUE for item in items)),
        sites=tuple(next(iter(item.sites), "") for item in items),
        sections=tuple("\n".join(item.section) for item in items),
        addresses=tuple(_addresses(item) for item in items),
        parts=parts,
    )


def _words(items: Sequence[IndexedItem]) -> tuple[PreparedField, NDArray[np.uint16]]:
    """Return the weighted field, and `parts`."""
    placed = placed_texts([text for item in items for text in item.texts()])
    ends = placed.ends.reshape(-1, len(FIELDS_OF_TEXTS))
    starts = np.append(0, ends[:-1, -1])
    ends = ends - starts[:, None]
    parts = ends[:, [TITLES_END, SECTION_END]].clip(0, _LAST_POSITION).astype(np.uint16)
    return _field_of(placed, starts, ends[:, -1] > SHORT), parts


def _field_of(
    placed: PlacedTexts, starts: NDArray[np.int64], is_long: NDArray[np.bool_]
) -> PreparedField:
    """Group the occurrences by term and item; those of a term are in reading order already.

    Args:
        placed: the texts of all items.
        starts: of each item, the position of its first text.
        is_long: of each item.
    """
    item = np.repeat(np.arange(len(starts)), placed.counts.reshape(len(starts), -1).sum(axis=1))
    order = in_order(placed.term)
    item_of, term = item[order], placed.term[order]
    firsts = np.flatnonzero((np.diff(term, prepend=-1) != 0) | (np.diff(item_of, prepend=-1) != 0))
    weights = list(map(term_weight, cycle(FIELDS_OF_TEXTS), placed.counts.tolist()))
    weight = np.repeat(weights, placed.counts)[order]
    position = (placed.position - starts[item])[order]
    items = item_of[firsts]
    occurrences = occurrences_of(
        impacts(np.add.reduceat(weight, firsts)),
        np.diff(firsts, append=len(order)),
        position.astype(np.uint16),
        is_long[items],
    )
    return PreparedField(
        placed.terms, term[firsts].astype(np.uint32), items.astype(np.uint32), occurrences
    )


@dataclass(slots=True)
class _Counted:
    """Which terms of one field the items have."""

    numbers: Numbers = field(default_factory=Numbers)
    terms: array[int] = field(default_factory=lambda: array("I"))
    lengths: list[int] = field(default_factory=list)

    def add(self, distinct: Iterable[str]) -> None:
        before = len(self.terms)
        self.terms.extend(map(self.numbers.__getitem__, distinct))
        self.lengths.append(len(self.terms) - before)

    def field(self) -> PreparedField:
        item = np.repeat(np.arange(len(self.lengths), dtype=np.uint32), self.lengths)
        return PreparedField(tuple(self.numbers), np.array(self.terms, np.uint32), item)


def _other_fields(items: Sequence[IndexedItem]) -> dict[str, PreparedField]:
    sites, links = _Counted(), _Counted()
    for item in items:
        sites.add(_sites(item))
        links.add(("link",) if item.addresses else ())
    return {"site": sites.field(), "has": links.field()}


def _sites(item: IndexedItem) -> set[str]:
    """Return the hosts of the links and their parent domains: `docs.a.org` and `a.org`."""
    sites: set[str] = set()
    for site in item.sites:
        labels = site.split(".")
        sites.update(".".join(labels[first:]) for first in range(max(1, len(labels) - 1)))
    return sites


def _addresses(item: IndexedItem) -> bytes:
    return "\n".join(item.addresses).encode("utf-8", "surrogatepass")


def _issue_terms(issue: Issue) -> dict[str, tuple[str, ...]]:
    subjects = issue.subjects
    names = {
        "publication": (issue.publication.name,),
        "company": subjects.companies,
        "model": subjects.models,
        "topic": (*subjects.topics, *subjects.tags),
        "person": subjects.people,
    }
    by_field = {field: tuple(set(terms("\n".join(own)))) for field, own in names.items()}
    return {KEY_FIELD: (issue.id,), "language": (issue.language,)} | by_field
