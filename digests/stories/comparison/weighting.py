"""An item made ready to be compared with many others."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digests.stories.comparison.events import actors, events
from digests.stories.comparison.features import is_chinese, is_product, is_word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digests.stories.comparison.features import Features
    from digests.stories.comparison.frequencies import Frequencies


@dataclass(frozen=True, slots=True)
class Weighted:
    """The features of an item and what follows from them."""

    features: Features
    weights: dict[str, float]
    length: float
    title_weights: dict[str, float]
    title_length: float
    is_english: bool
    events: frozenset[str]
    actors: frozenset[str]
    products: frozenset[str]


def weighted(features: Features, frequencies: Frequencies) -> Weighted:
    """Return `features` with the weight of each term."""
    frequencies.learn(features.terms)
    rarities = {term: _weight(term) * frequencies.rarity(term) for term in features.terms}
    title = {term: rarities[term] for term in features.title}
    weights = {term: rarity * (2 if term in title else 1) for term, rarity in rarities.items()}
    return Weighted(
        features,
        weights,
        _length(weights.values()),
        title,
        _length(title.values()),
        features.is_english,
        events(features.title),
        actors(features.title),
        frozenset(filter(is_product, features.title)),
    )


def _weight(term: str) -> float:
    if is_chinese(term):
        return 0.55
    if is_product(term):
        return 1.2
    return 1.0 if is_word(term) else 0.9


def _length(weights: Iterable[float]) -> float:
    return math.sqrt(sum(sorted(weight * weight for weight in weights)))
