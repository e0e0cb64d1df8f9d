"""How common each term is: shared rare words are evidence, shared common ones are none.

Shares are estimated within each language, and a term counts as common as in the language where it
is most common. A library of Chinese digests would otherwise take every plain English word for a
name.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digests.stories.comparison.plain_words import PLAIN_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    Counts = Callable[[Collection[str]], Mapping[str, tuple[int, int]]]

_ASSUMED_ITEMS = 1000
_PLAIN = 5.0
_NOT_PLAIN = 0.5
"""Items that are added to each language, and how many of them have a plain word, and any other: in
a small library the items themselves do not show which words are rare."""


@dataclass(slots=True)
class Frequencies:
    """Counts of terms, looked up once each."""

    chinese_items: int
    english_items: int

    look_up: Counts
    """Of terms: in how many Chinese and in how many English items each of them is. Terms that are
    in none may be left out."""

    _shares: dict[str, float] = field(default_factory=dict)
    _rarities: dict[str, float] = field(default_factory=dict)

    def learn(self, terms: Iterable[str]) -> None:
        """Look up many terms at once, which is faster than one by one."""
        unknown = {term for term in terms if term not in self._shares}
        if not unknown:
            return
        counts = self.look_up(unknown)
        for term in unknown:
            chinese, english = counts.get(term, (0, 0))
            assumed = _PLAIN if term in PLAIN_WORDS else _NOT_PLAIN
            share = max(
                (chinese + assumed) / (self.chinese_items + _ASSUMED_ITEMS),
                (english + assumed) / (self.english_items + _ASSUMED_ITEMS),
            )
            self._shares[term] = share
            self._rarities[term] = -math.log(share)

    def share(self, term: str) -> float:
        """Return the share of items that have `term`, more than 0 and less than 1."""
        if term not in self._shares:
            self.learn([term])
        return self._shares[term]

    def rarity(self, term: str) -> float:
        """Return the inverse document frequency: 7 for an unseen term in a small library."""
        if term not in self._rarities:
            self.learn([term])
        return self._rarities[term]
