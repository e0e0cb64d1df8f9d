"""How alike the stories of rows are, by the terms of their titles and texts.

A term counts where the title of one of two items has it: what only stands in both texts may be how
a publication writes.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from digests.stories.catching_up.echo import companies_and_events, weight_of
from digests.stories.catching_up.names import shares

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from digests.stories.catching_up.reading import Told
    from digests.stories.catching_up.unread import UnreadStory

TELLINGS: Final = 3
"""How many tellings of a row's first story are compared."""
_OTHERS: Final = 20
"""How many of its other stories are."""
_OF_OTHERS: Final = 0.11
"""How much less the likeness of another story of the row says."""
_TITLE: Final = 2.0
"""How much more a term of a title weighs than one of a text."""
_MOST_ITEMS: Final = 40
"""That have a term; a term of more says too little for what it costs."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What an item says."""

    row: int
    title: frozenset[str]
    """The terms of its titles, with the companies and events in them."""
    weights: Mapping[str, float]
    """Of all its terms; their squares add up to 1."""
    less: float
    """What is taken off its likeness."""


def alike(rows: Sequence[Sequence[UnreadStory]]) -> dict[tuple[int, int], float]:
    """Return how alike two rows are, up to 1, by their indexes, the smaller first.

    Pairs that have nothing in common are left out.

    Args:
        rows: their stories, the best first.
    """
    best: dict[tuple[int, int], float] = {}
    said: list[_Said] = []
    holders: defaultdict[str, list[int]] = defaultdict(list)
    titles: defaultdict[str, list[int]] = defaultdict(list)
    for one in _said_in(rows):
        for other, like in _likes(one, said, holders, titles):
            there = said[other]
            left = like - max(there.less, one.less)
            pair = there.row, one.row
            if there.row != one.row and left > best.get(pair, 0.0):
                best[pair] = left
        for term in one.weights:
            (titles if term in one.title else holders)[term].append(len(said))
        said.append(one)
    return best


def _likes(
    one: _Said,
    said: Sequence[_Said],
    in_text: Mapping[str, Sequence[int]],
    in_title: Mapping[str, Sequence[int]],
) -> Iterator[tuple[int, float]]:
    """Yield the items that share something with one, and how alike they are."""
    sums: defaultdict[int, float] = defaultdict(float)
    for term, weight in one.weights.items():
        holders = in_title.get(term, ())
        if term in one.title:
            holders = [*holders, *in_text.get(term, ())]
        if len(holders) <= _MOST_ITEMS:
            for other in holders:
                sums[other] += weight * said[other].weights[term]
    yield from sums.items()


def _said_in(rows: Sequence[Sequence[UnreadStory]]) -> Iterator[_Said]:
    compared = [(index, item, less) for index, row in enumerate(rows) for item, less in _items(row)]
    titles = [
        frozenset((*item.title, *companies_and_events(item.names))) for _, item, _ in compared
    ]
    texts = [item.text for _, item, _ in compared]
    common = shares(frozenset().union(*titles, *texts))
    weight = {term: weight_of(term, share) for term, share in common.items()}
    for (row, _, less), title, text in zip(compared, titles, texts, strict=True):
        yield _Said(row, title, _weighed(title, title.union(text), weight), less)


def _items(row: Sequence[UnreadStory]) -> Iterator[tuple[Told, float]]:
    for item in row[0].told[:TELLINGS]:
        yield item, 0.0
    for story in row[1 : 1 + _OTHERS]:
        yield story.told[0], _OF_OTHERS


def _weighed(
    title: frozenset[str], terms: frozenset[str], weight: Mapping[str, float]
) -> dict[str, float]:
    weights = {
        term: weight[term] * (_TITLE if term in title else 1)
        for term in sorted(terms)
        if weight[term]
    }
    length = math.sqrt(sum(value * value for value in weights.values())) or 1.0
    return {term: value / length for term, value in weights.items()}
