"""Preparing an item for comparisons: weights of terms, and what its title is about."""

from __future__ import annotations

import math
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from digests.stories.comparison.concepts import is_concept
from digests.stories.comparison.events import actors, events
from digests.stories.comparison.features import is_chinese, is_product, is_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from digests.stories.comparison.features import Features
    from digests.stories.comparison.frequencies import Frequencies

_CROWD: Final = 0.7
"""How much lighter a term is for each natural logarithm of the items of the issue that have it: it
is what the issue is about, and does not tell its items apart."""

_LIGHTEST: Final = 0.3
_IN_TITLE: Final = 2
_PLAIN: Final = 4.0
"""Rarity, about one in 50 items: more common terms are no evidence."""

_RARE: Final = 5.5
"""Rarity, about one in 250 items: a word that is rarer may be a name."""


@dataclass(frozen=True, slots=True)
class Weighted:
    """The features of an item, with what is derived from them."""

    features: Features
    weights: dict[str, float]
    length: float
    title_weights: dict[str, float]
    title_length: float
    names: dict[str, float]
    """Rarity of each product and rare word, less where many items of the issue have it."""
    title_names: float
    """The sum of the rarities of those in the title."""
    is_english: bool
    events: frozenset[str]
    actors: frozenset[str]
    products: frozenset[str]
    """Of the title, as are the events and actors."""


def weighted(
    features: Features,
    frequencies: Frequencies,
    crowd: Mapping[str, int] = MappingProxyType({}),
) -> Weighted:
    """Return `features` with the weight of each term, which is its rarity by kind; titles twice.

    `crowd` says how many items of the same issue have a term, where it is more than one.
    """
    frequencies.prefetch(features.terms)
    rarity = frequencies.rarity
    rarities = {term: _crowded(rarity(term), crowd.get(term, 1)) for term in features.terms}
    weights = {term: _weight(term) * rarity for term, rarity in rarities.items()}
    title = {term: weights[term] for term in features.title}
    weights |= {term: _IN_TITLE * weight for term, weight in title.items()}
    names = {term: rarity for term, rarity in rarities.items() if _is_name(term, frequencies)}
    return Weighted(
        features,
        weights,
        _length(weights.values()),
        title,
        _length(title.values()),
        names,
        sum(sorted(names[term] for term in features.title if term in names)),
        features.is_english,
        events(features.title),
        actors(features.title),
        frozenset(filter(is_product, features.title)),
    )


def excess(term: str, items: int, frequencies: Frequencies) -> float:
    """Return how telling a term is that so many items of an issue have; 0 for a plain one."""
    return _weight(term) * max(0.0, _crowded(frequencies.rarity(term), items) - _PLAIN)


def _crowded(rarity: float, items: int) -> float:
    return max(_LIGHTEST, rarity - _CROWD * math.log(items)) if items > 1 else rarity


def _is_name(term: str, frequencies: Frequencies) -> bool:
    return (is_word(term) or is_product(term)) and frequencies.rarity(term) > _RARE


def _weight(term: str) -> float:
    if is_chinese(term):
        return 0.55
    if is_product(term):
        return 1.3
    return 0.8 if is_concept(term) else 1.0 if is_word(term) else 0.8


def _length(weights: Iterable[float]) -> float:
    return math.sqrt(sum(sorted(weight * weight for weight in weights)))
