"""Which rows repeat what a row above them tells: by titles and texts, names and likely edges.

Stories of one subject often have no name in common in their titles: one tells of a filing, another
of the company that made it. Their texts and the items around them tell. A row that repeats another
one folds under it; one that seems to sinks, so that the first rows tell of different subjects.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from digests.stories.catching_up.echo import COMPANY_MARK, weight_of
from digests.stories.catching_up.names import EVENT, shares
from digests.stories.comparison.events import actors
from digests.stories.comparison.features import is_product

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from digests.stories.catching_up.burst import Burst
    from digests.stories.catching_up.candidates import Candidate
    from digests.stories.catching_up.reading import Told

REPEATED: Final = 0.28
"""From which a row repeats another one."""
_SEEMS: Final = 0.14
"""From which a row seems to repeat another one."""
_MOST_SUNK: Final = 2.5
"""What a row loses at most that seems to repeat others; just below `REPEATED`, it loses 2."""
_SUNK: Final = 2.0 / (REPEATED - _SEEMS)

_TELLINGS: Final = 3
_OTHERS: Final = 30
"""How many tellings of a row's first story, and how many of its other stories, are compared."""
_OF_OTHERS: Final = 0.12
"""How much less the likeness of another story of the row says."""

_TITLE: Final = 2.0
"""How much more a term of a title weighs than one of a text."""
_MOST_ROWS: Final = 40
"""That have a term; a term of more says too little for what it costs."""

_PAIR: Final = 0.05
_MOST_PAIR: Final = 4.0
_NAME: Final = 0.03
_MOST_NAME: Final = 3.0
_EDGE: Final = 0.05
_SUBJECT: Final = 0.2
_MOST_EDGES: Final = 2
"""What a unit of burst of two names that both titles have, of one name, an edge that may join the
stories, and a text about the other's subject add to the likeness, and how much counts at most."""

_LOUD: Final = 1.0
_TOLD_OF: Final = 5.0
"""The least burst of a name that says what a story is about, and of all of a subject's names that a
text has, if it is about the subject."""


@dataclass(frozen=True, slots=True)
class _Vector:
    """The weights of the terms of an item; their squares add up to 1."""

    row: int
    weights: Mapping[str, float]
    less: float
    """What is taken off its likeness."""


class Repeats:
    """How much rows repeat each other."""

    def __init__(
        self,
        rows: Sequence[Sequence[Candidate]],
        subjects: Sequence[Collection[str]],
        likely: Mapping[int, set[int]],
        burst: Burst,
    ) -> None:
        """Compare rows.

        Args:
            rows: their stories, the best first.
            subjects: the names that hold the stories of each row together, if any.
            likely: by the number of an item, those that may tell the same story.
            burst: of all names.
        """
        self.rows = [tuple(row) for row in rows]
        self._burst = burst
        self._subjects = [{name for name in names if burst.of(name) >= _LOUD} for names in subjects]
        self._likes = _likes(rows)
        self._edges = _edges(rows, likely)

    def of(self, row: int, above: int) -> float:
        """Return how much a row repeats another: from `REPEATED` on it does."""
        here, there = self.rows[row][0].names, self.rows[above][0].names
        like = self._likes.get((above, row), 0.0)
        if not like or (like < REPEATED and _are_other_products(here, there)):
            return 0.0
        both = [name for name in here if name in there]
        pair = self._burst.of_pairs(both)
        name = max((self._burst.of(name) for name in both if name[0] != EVENT), default=0.0)
        return (
            like
            + _PAIR * min(pair, _MOST_PAIR)
            + _NAME * min(name, _MOST_NAME)
            + (_SUBJECT if self._tells_of_subject(row, above) else 0)
            + _EDGE * min(self._edges[above, row], _MOST_EDGES)
        )

    def _tells_of_subject(self, row: int, above: int) -> bool:
        """Return whether texts, of which no title has a name that says more, name the subject."""
        subject, best = self._subjects[above], self.rows[row][0]
        if not subject or any(self._burst.of(name) >= _LOUD for name in best.names):
            return False
        text = {term for item in best.told[:_TELLINGS] for term in (*item.title, *item.text)}
        return sum(self._burst.of(name) for name in subject & text) >= _TOLD_OF

    def best(self, row: int) -> tuple[float, int]:
        """Return how much a row repeats one of those above it at most, and which."""
        how_much = [self.of(row, one) for one in range(row)]
        best = max(how_much, default=0.0)
        return best, how_much.index(best) if how_much else 0

    def sunk(self, row: int) -> float:
        """Return how much less a row is worth that seems to repeat some of those above it."""
        seems = (max(0.0, self.of(row, one) - _SEEMS) for one in range(row))
        return min(_MOST_SUNK, _SUNK * sum(seems))


def _are_other_products(one: Sequence[str], other: Sequence[str]) -> bool:
    here, there = set(filter(is_product, one)), set(filter(is_product, other))
    return bool(here) and bool(there) and here.isdisjoint(there)


def _edges(
    rows: Sequence[Sequence[Candidate]], likely: Mapping[int, set[int]]
) -> Counter[tuple[int, int]]:
    """Return how many edges may join the stories of two rows, the upper one first."""
    row_of = {
        item.number: index for index, row in enumerate(rows) for one in row for item in one.told
    }
    return Counter(
        (row_of[other], index)
        for number, index in row_of.items()
        for other in likely.get(number, ())
        if row_of.get(other, index) < index
    )


def _likes(rows: Sequence[Sequence[Candidate]]) -> dict[tuple[int, int], float]:
    """Return how like two rows are, the upper one first; rows that share no term are left out."""
    compared = [(index, item, less) for index, row in enumerate(rows) for item, less in _said(row)]
    terms = [_terms(item) for _, item, _ in compared]
    common = shares(frozenset().union(*terms))
    weight = {term: weight_of(term, share) for term, share in common.items()}
    vectors = [
        _Vector(row, _weighed(item, own, weight), less)
        for (row, item, less), own in zip(compared, terms, strict=True)
    ]
    holders: defaultdict[str, list[int]] = defaultdict(list)
    best: dict[tuple[int, int], float] = {}
    for index, vector in enumerate(vectors):
        sums: defaultdict[int, float] = defaultdict(float)
        for term, value in vector.weights.items():
            if len(holders[term]) <= _MOST_ROWS:
                for other in holders[term]:
                    sums[other] += value * vectors[other].weights[term]
            holders[term].append(index)
        for other, like in sums.items():
            there = vectors[other]
            pair = there.row, vector.row
            less = max(there.less, vector.less)
            if there.row != vector.row and like - less > best.get(pair, 0.0):
                best[pair] = like - less
    return best


def _said(row: Sequence[Candidate]) -> Iterator[tuple[Told, float]]:
    for item in row[0].told[:_TELLINGS]:
        yield item, 0.0
    for story in row[1 : 1 + _OTHERS]:
        yield story.told[0], _OF_OTHERS


def _terms(item: Told) -> frozenset[str]:
    """Return the terms of titles and text, with the companies and events in the titles."""
    named = [name if name[0] == EVENT else f"{COMPANY_MARK}{name}" for name in item.names]
    more = [name for name in named if name[0] == EVENT or actors([name[1:]])]
    return frozenset((*item.title, *item.text, *more))


def _weighed(item: Told, own: frozenset[str], weight: Mapping[str, float]) -> dict[str, float]:
    title = frozenset(item.title)
    weights = {
        term: weight[term] * (_TITLE if term in title or term[0] in f"{COMPANY_MARK}{EVENT}" else 1)
        for term in sorted(own)
        if weight[term]
    }
    length = math.sqrt(sum(value * value for value in weights.values())) or 1.0
    return {term: value / length for term, value in weights.items()}
