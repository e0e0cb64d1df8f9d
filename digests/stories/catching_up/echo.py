"""What else speaks of the same: items with much the same title, though they are not one story.

Headlines of one subject are often too different for one story, as when several digests write about
a hire, each of another person. Who reads one of them does not need the next one near it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from digests.stories.catching_up.names import EVENT, shares
from digests.stories.comparison.events import actors
from digests.stories.comparison.features import is_chinese

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from digests.stories.catching_up.reading import Told

_COMMON: Final = 3.0
_RAREST: Final = 6.0
"""Rarities, of which the first weighs nothing, and this much more weighs most."""
_UNKNOWN: Final = 5e-6
_CHINESE: Final = 0.5
_COMPANY_MARK: Final = "#"
"""The first character of a company among terms, which no term has: `#meta`."""
_COMPANY: Final = 2.0
_EVENT: Final = 1.5
_MOST_ITEMS: Final = 60
"""That have a term; a term of more says too little for what it costs."""
_FEWEST_SHARED: Final = 2


class Echo:
    """Items of some days by what their titles have in common."""

    def __init__(self, told: Sequence[Told], asked: Iterable[int]) -> None:
        """Compare titles.

        Args:
            told: the items.
            asked: the indexes of those that will be asked for.
        """
        self._titles = [[*one.title, *companies_and_events(one.names)] for one in told]
        self._weights: dict[str, float] = {}
        self._lengths: dict[int, float] = {}
        own = {term for index in asked for term in self._titles[index]}
        self._weigh(own)
        self._holders: defaultdict[str, list[int]] = defaultdict(list)
        for index, title in enumerate(self._titles):
            for term in own.intersection(title):
                self._holders[term].append(index)

    def like(self, index: int, least: float) -> Iterator[tuple[int, float]]:
        """Yield the titles that are at least so much like one that is asked for, up to 1."""
        sums: defaultdict[int, float] = defaultdict(float)
        shared: defaultdict[int, int] = defaultdict(int)
        for term in sorted(set(self._titles[index])):
            weight, holders = self._weights[term], self._holders[term]
            if weight and len(holders) <= _MOST_ITEMS:
                for other in holders:
                    sums[other] += weight * weight
                    shared[other] += 1
        here = self._length(index)
        # What is shared is no longer than the other title, so this much is needed at least.
        enough = (least * here) ** 2
        others = [
            other
            for other, total in sums.items()
            if total >= enough and shared[other] >= _FEWEST_SHARED and other != index
        ]
        self._weigh(
            {term for other in others for term in self._titles[other]} - self._weights.keys()
        )
        for other in others:
            like = sums[other] / (here * self._length(other))
            if like >= least:
                yield other, like

    def _length(self, index: int) -> float:
        known = self._lengths.get(index)
        if known is None:
            title = set(self._titles[index])
            total = sum(sorted(self._weights[term] ** 2 for term in title))
            known = self._lengths[index] = math.sqrt(total) or 1.0
        return known

    def _weigh(self, terms: Collection[str]) -> None:
        self._weights.update(
            (term, weight_of(term, share)) for term, share in shares(terms).items()
        )


def companies_and_events(names: Iterable[str]) -> Iterator[str]:
    """Yield the companies, `#meta`, and the events, `@people`, among the names of a title."""
    for name in names:
        if name[0] == EVENT:
            yield name
        elif actors([name]):
            yield f"{_COMPANY_MARK}{name}"


def weight_of(term: str, share: float) -> float:
    """Return what a term that has such a share of news weighs, or a company or an event."""
    if term[0] == EVENT:
        return _EVENT
    if term[0] == _COMPANY_MARK:
        return _COMPANY
    rarity = -math.log(max(share, _UNKNOWN)) - _COMMON
    return max(0.0, min(_RAREST, rarity * (_CHINESE if is_chinese(term) else 1)))
