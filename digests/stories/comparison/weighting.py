"""Preparing an item for comparisons: weights of terms, and what its title is about."""

from __future__ import annotations

import math
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from digests.stories.comparison.concepts import says_what, says_who
from digests.stories.comparison.events import actors, events
from digests.stories.comparison.features import FIRST_HAN, MARK, is_product, is_word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digests.stories.comparison.features import Features
    from digests.stories.comparison.frequencies import Frequencies

_CROWD: Final = 0.35
"""How much lighter a term is for each natural logarithm of the items of the issue that have it: it
is what the issue is about, and does not tell its items apart."""

_NAME_CROWD: Final = 0.7
"""The same for names, which say more of what an item is about."""

_RARE: Final = 6.0
"""Rarity, about one in 400 items: a word that is rarer may be a name."""

_LIGHTEST: Final = 0.3
_IN_TITLE: Final = 2
_HEAVIEST_IN_TITLE: Final = 8.0
"""Of the vector of a title, so that a new name alone does not make titles alike."""

_PLAIN: Final = 4.0
"""Rarity, about one in 50 items: more common terms are no evidence."""


@dataclass(frozen=True, slots=True)
class Weighted:
    """The features of an item, with what is derived from them."""

    features: Features
    weights: dict[str, float]
    length: float
    """Of the vector of weights, as is the next one of those of the title."""
    chinese: dict[str, float]
    concepts: dict[str, float]
    """The weights of pairs of Chinese characters, and of concepts."""
    quantities: frozenset[str]
    names: dict[str, float]
    """How rare each product and rare word is, less where many items of the issue have it."""
    title_weights: dict[str, float]
    title_length: float
    is_english: bool
    title_events: frozenset[str]
    events: frozenset[str]
    """Of the title, or of the text if the title names none."""
    actors: frozenset[str]
    products: frozenset[str]
    """Of the title, as are the actors."""


def weighted(
    features: Features,
    frequencies: Frequencies,
    crowd: Mapping[str, int] = MappingProxyType({}),
) -> Weighted:
    """Return `features` with the weight of each term, which is its rarity by kind; titles twice.

    `crowd` says how many items of the same issue have a term, where it is more than one.
    """
    weights: dict[str, float] = {}
    names: dict[str, float] = {}
    for term, rarity in frequencies.rarities(features.terms).items():
        items = crowd.get(term, 1)
        weights[term] = _weight(term) * (_crowded(rarity, items) if items > 1 else rarity)
        if rarity > _RARE and _is_name(term):
            names[term] = rarity - _NAME_CROWD * math.log(items) if items > 1 else rarity
    title = {term: min(_HEAVIEST_IN_TITLE, weights[term]) for term in features.title}
    for term in title:
        weights[term] *= _IN_TITLE
    title_events = events(features.title)
    return Weighted(
        features,
        weights,
        _length(weights),
        {term: weight for term, weight in weights.items() if term >= FIRST_HAN},
        {term: weight for term, weight in weights.items() if says_what(term)},
        frozenset(term for term in features.terms if term[0] == MARK),
        names,
        title,
        _length(title),
        features.is_english,
        title_events,
        title_events or events(features.terms),
        actors(features.title),
        frozenset(filter(is_product, features.title)),
    )


def _is_name(term: str) -> bool:
    if term >= FIRST_HAN:
        return False
    return is_product(term) or (is_word(term) and not says_who(term))


def excess(term: str, rarity: float, items: int) -> float:
    """Return how telling a term is that so many items of an issue have; 0 for a plain one."""
    return _weight(term) * max(0.0, _crowded(rarity, items) - _PLAIN)


def _crowded(rarity: float, items: int) -> float:
    return max(_LIGHTEST, rarity - _CROWD * math.log(items)) if items > 1 else rarity


def _weight(term: str) -> float:
    if term >= FIRST_HAN:
        return 0.55
    if term.isalpha():
        return 1.0
    return 1.3 if is_product(term) else 1.0 if is_word(term) else 0.8


def _length(weights: Mapping[str, float]) -> float:
    return math.sqrt(math.fsum(weight * weight for weight in weights.values()))
