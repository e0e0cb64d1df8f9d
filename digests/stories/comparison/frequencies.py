"""How common terms are: shared rare words are evidence, shared common ones are not.

Shares are estimated for each language, and a term is as common as in the language where it is most
common. Otherwise a library of Chinese digests would take every plain English word for a name.

A library's own items are counted together with those of the background, news about AI at large.
A few weeks do not show which words are plain, and in them the news of the week looks like plain
words; a library that has seen more than the background weighs, of whatever field, learns its own.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from digests.stories.comparison.background import ITEMS, Background, background

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    Counts = Callable[[Collection[str]], Mapping[str, tuple[int, int]]]

_WEIGHT: Final = 50_000
"""Items of each language that the background counts for, beside those of the library."""

_MOST_KEPT: Final = 200_000
"""Terms whose shares are kept, about 40 MB: an archive has millions, most of them once."""

_UNKNOWN: Final = 5
"""Of a million items of the background, how many may have a term that is not in it."""


@dataclass(slots=True)
class Frequencies:
    """How common terms are. What was looked up is kept for a while."""

    chinese_items: int
    english_items: int

    look_up: Counts
    """Takes terms, and returns how many Chinese and how many English items of the library have
    each. Terms of no item may be left out."""

    background: Background = field(default_factory=background)

    _shares: dict[str, float] = field(default_factory=dict)
    _rarities: dict[str, float] = field(default_factory=dict)

    def prefetch(self, terms: Iterable[str]) -> None:
        """Look up many terms at once, which is faster than one by one."""
        if len(self._shares) > _MOST_KEPT:
            self._shares.clear()
            self._rarities.clear()
        unknown = {term for term in terms if term not in self._shares}
        if not unknown:
            return
        own, elsewhere = self.look_up(unknown), self.background.counts(unknown)
        for term in unknown:
            chinese, english = own.get(term, (0, 0))
            chinese_elsewhere, english_elsewhere = elsewhere.get(term, (0, 0))
            share = max(
                _share(chinese, self.chinese_items, chinese_elsewhere),
                _share(english, self.english_items, english_elsewhere),
            )
            self._shares[term] = share
            self._rarities[term] = -math.log(share)

    def rarities(self, terms: Collection[str]) -> dict[str, float]:
        """Return the rarity of each term."""
        known = self._rarities
        try:
            return {term: known[term] for term in terms}
        except KeyError:
            self.prefetch(terms)
            return {term: known[term] for term in terms}

    def share(self, term: str) -> float:
        """Return the estimated share of items that have `term`, between 0 and 1, exclusive."""
        if term not in self._shares:
            self.prefetch([term])
        return self._shares[term]

    def rarity(self, term: str) -> float:
        """Return the inverse document frequency: 12.2 for a term that was never seen anywhere."""
        if term not in self._rarities:
            self.prefetch([term])
        return self._rarities[term]


def _share(own: int, items: int, elsewhere: int) -> float:
    assumed = max(elsewhere, _UNKNOWN) / ITEMS
    return (own + _WEIGHT * assumed) / (items + _WEIGHT + 1)
