"""What the index needs of an issue, computed where the issue was parsed.

`prepare` is pure and its result can be pickled, so worker processes split texts into terms and
count them; the single writer only numbers the terms.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from digests.search.analysis import terms
from digests.search.index.arrays import np
from digests.search.index.bm25f import impacts, term_weight
from digests.search.index.fields import KEY_FIELD, WEIGHTED_FIELD
from digests.search.index.stored import StoredIssue, item_keys, packed_item, stored_issue

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from digests.model.issue import Issue, Item


class PreparedField(NamedTuple):
    """Which items of an issue hold which terms of one field, as pairs."""

    terms: tuple[str, ...]
    """Distinct, in no particular order."""

    term: NDArray[np.uint32]
    """Of each pair, the term's index in `terms`."""

    item: NDArray[np.uint32]
    """Of each pair, the item's index in the issue."""

    weight: NDArray[np.uint8] | None
    """Of each pair, the term's impact in the item; None for fields without weights."""


@dataclass(frozen=True, slots=True)
class PreparedItems:
    """The items of one issue, ready to be written."""

    issue_id: str

    items: int
    """The number of items."""

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


def prepare(issue: Issue) -> PreparedItems:
    """Return what the index stores of `issue`. Pure and expensive."""
    items = issue.items
    return PreparedItems(
        issue_id=issue.id,
        items=len(items),
        issue=stored_issue(issue),
        issue_terms=_issue_terms(issue),
        fields=_text_fields(items) | _exact_fields(items),
        stored=tuple(map(packed_item, items)),
        keys=item_keys(issue.id, "".join(item.id.rpartition(".")[2] for item in items)),
        sites=tuple(next((link.site for link in item.links if link.site), "") for item in items),
        sections=tuple("\n".join(item.section) for item in items),
    )


class _Numbers(dict[str, int]):
    """Numbers terms in the order in which they are first looked up."""

    def __missing__(self, term: str) -> int:
        self[term] = number = len(self)
        return number


@dataclass(slots=True)
class _Counted:
    """The terms of one field of some items, in reading order."""

    numbers: _Numbers
    occurrences: array[int] = field(default_factory=lambda: array("I"))
    lengths: list[int] = field(default_factory=list)

    def add(self, item_terms: Iterable[str]) -> None:
        before = len(self.occurrences)
        self.occurrences.extend(map(self.numbers.__getitem__, item_terms))
        self.lengths.append(len(self.occurrences) - before)

    def pairs(self) -> NDArray[np.uint64]:
        """Return item << 32 | term for each occurrence."""
        items = np.arange(len(self.lengths), dtype=np.uint64) << np.uint64(32)
        empty = np.empty(0, np.uint32)
        term = np.frombuffer(self.occurrences, np.uint32) if self.occurrences else empty
        return np.repeat(items, self.lengths) | term

    def weights(self, name: str) -> NDArray[np.float64]:
        """Return what each occurrence in field `name` adds to its term's weight in its item."""
        each = [term_weight(name, length) for length in self.lengths]
        return np.repeat(np.array(each, np.float64), self.lengths)


def _text_fields(items: tuple[Item, ...]) -> dict[str, PreparedField]:
    numbers = _Numbers()
    title, body, section = (_Counted(numbers) for _ in range(3))
    known: dict[tuple[str, ...], list[str]] = {}
    for item in items:
        title.add(terms("\n".join(filter(None, (item.title, item.alternative_title)))))
        body.add(terms(item.text))
        if item.section not in known:
            known[item.section] = terms("\n".join(item.section))
        section.add(known[item.section])
    counted = {"title": title, "body": body, "section": section}
    pairs = np.concatenate([part.pairs() for part in counted.values()])
    weights = np.concatenate([part.weights(name) for name, part in counted.items()])
    pairs, where = np.unique(pairs, return_inverse=True)
    summed = np.bincount(where, weights, minlength=len(pairs)).astype(np.float64)
    all_terms = tuple(numbers)
    return {
        WEIGHTED_FIELD: _field(all_terms, pairs, impacts(summed)),
        "title": _own_terms(all_terms, title),
        "section": _own_terms(all_terms, section),
    }


def _own_terms(all_terms: tuple[str, ...], counted: _Counted) -> PreparedField:
    """Return the pairs of one field, with only the terms that occur in it."""
    pairs = np.unique(counted.pairs())
    used, where = np.unique(pairs & np.uint64(0xFFFFFFFF), return_inverse=True)
    own_terms = tuple(all_terms[number] for number in used.tolist())
    return PreparedField(
        own_terms, where.astype(np.uint32), (pairs >> np.uint64(32)).astype(np.uint32), None
    )


def _field(
    own_terms: tuple[str, ...], pairs: NDArray[np.uint64], weights: NDArray[np.uint8] | None = None
) -> PreparedField:
    items = (pairs >> np.uint64(32)).astype(np.uint32)
    return PreparedField(own_terms, pairs.astype(np.uint32), items, weights)


def _exact_fields(items: tuple[Item, ...]) -> dict[str, PreparedField]:
    sites, links = _Counted(_Numbers()), _Counted(_Numbers())
    for item in items:
        sites.add(_sites(item))
        links.add(("link",) if item.links else ())
    counted = {"site": sites, "has": links}
    return {name: _field(tuple(part.numbers), part.pairs()) for name, part in counted.items()}


def _sites(item: Item) -> set[str]:
    """Return the hosts of the links and their parent domains: `docs.a.org` and `a.org`."""
    sites: set[str] = set()
    for site in {link.site for link in item.links if link.site}:
        labels = site.split(".")
        sites.update(".".join(labels[first:]) for first in range(max(1, len(labels) - 1)))
    return sites


def _issue_terms(issue: Issue) -> dict[str, tuple[str, ...]]:
    subjects = issue.subjects
    texts = {
        "publication": (issue.publication.name,),
        "company": subjects.companies,
        "model": subjects.models,
        "topic": (*subjects.topics, *subjects.tags),
        "person": subjects.people,
    }
    by_field = {name: tuple(set(terms("\n".join(text)))) for name, text in texts.items()}
    return {KEY_FIELD: (issue.id,), "language": (issue.language,)} | by_field
