"""What else speaks of the same: items with much the same title, though they are not one story.

Headlines of one subject are often too different for one story, as when several digests write about
a hire, each of another person. Who reads one of them does not need the next one near it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from digests.stories.catching_up.names import shares
from digests.stories.comparison.features import is_chinese
from digests.stories.comparison.weighting import actors, events

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

_COMMON: Final = 3.0
_RAREST: Final = 6.0
"""Rarities, of which the first weighs nothing, and this much more weighs most."""
_UNKNOWN: Final = 5e-6
_CHINESE: Final = 0.5
_COMPANY: Final = 2.0
_EVENT: Final = 1.5
_MOST_ITEMS: Final = 400
"""That have a term; a term of more says too little for what it costs."""
_FEWEST_SHARED: Final = 2


class Echo:
    """The titles of the items of some days, by what they have in common."""

    def __init__(self, titles: Sequence[Collection[str]], wanted: Iterable[int]) -> None:
        """Compare titles.

        Args:
            titles: the terms of each.
            wanted: the indexes of those that will be asked for.
        """
        self._wanted = set(wanted)
        self._named = [_named(one) for one in titles]
        own = {term for index in self._wanted for term in self._named[index]}
        self._weights = _weights({term for named in self._named for term in named})
        self._lengths = [self._length(named) for named in self._named]
        self._holders: defaultdict[str, list[int]] = defaultdict(list)
        for index, named in enumerate(self._named):
            for term in named & own:
                self._holders[term].append(index)

    def like(self, index: int) -> Mapping[int, float]:
        """Return which titles are like a wanted one, and how much, up to 1."""
        sums: defaultdict[int, float] = defaultdict(float)
        shared: defaultdict[int, int] = defaultdict(int)
        for term in sorted(self._named[index]):
            weight, holders = self._weights[term], self._holders[term]
            if weight and len(holders) <= _MOST_ITEMS:
                for other in holders:
                    sums[other] += weight * weight
                    shared[other] += 1
        here = self._lengths[index]
        return {
            other: total / (here * self._lengths[other])
            for other, total in sums.items()
            if shared[other] >= _FEWEST_SHARED and other != index
        }

    def _length(self, named: Iterable[str]) -> float:
        return math.sqrt(sum(sorted(self._weights[term] ** 2 for term in named))) or 1.0


def _named(title: Collection[str]) -> frozenset[str]:
    """Return the terms of a title with the companies, `#meta`, and events, `@people`, in it."""
    return frozenset(
        [*title, *(f"#{one}" for one in actors(title)), *(f"@{one}" for one in events(title))]
    )


def _weights(terms: Collection[str]) -> dict[str, float]:
    return {term: _weight(term, share) for term, share in shares(terms).items()}


def _weight(term: str, share: float) -> float:
    if term[0] in "#@":
        return _COMPANY if term[0] == "#" else _EVENT
    rarity = -math.log(max(share, _UNKNOWN)) - _COMMON
    return max(0.0, min(_RAREST, rarity * (_CHINESE if is_chinese(term) else 1)))
