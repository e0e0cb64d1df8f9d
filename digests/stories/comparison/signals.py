"""What speaks for and against that two items tell one story, as numbers that can be weighed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from digests.stories.comparison.concepts import is_concept
from digests.stories.comparison.events import RELEASE
from digests.stories.comparison.features import is_chinese, is_quantity

if TYPE_CHECKING:
    from digests.stories.comparison.weighting import Weighted

_PLAIN: Final = 4.0
_STEP: Final = 4.0
"""Rarity from which a shared term says anything, and by which the signals grow by one."""

_FEW_NAMES: Final = 6.0
"""Rarity: a title with names of less than this in sum can show little."""


class Signals(NamedTuple):
    """Numbers of about 0 to 1, or 2 for extraordinary ones."""

    texts: float
    """Cosine of the texts."""
    titles: float
    """Cosine of the titles."""
    subject: float
    """How rare the rarest shared name is that stands in one of the titles."""
    second: float
    """How rare the next one is that is no part of it."""
    chinese: float
    """How much is shared in pairs of Chinese characters."""
    concepts: float
    """How much is shared in concepts, between languages."""
    quantities: float
    """Shared numbers with units, but not those of a shared product; one or several."""
    covered: float
    """The share of the names of a title that the other item has; of the title with the smaller."""
    same_event: float
    other_event: float
    both_release: float
    other_product: float
    """Whether each title has a product that the other item has not, and they share none."""
    other_actor: float
    days: float
    both_english: float
    two_languages: float


def signals(one: Weighted, other: Weighted, days: int) -> Signals:
    """Return what speaks for and against one story. Symmetric; `days` are between the issues."""
    shared = one.weights.keys() & other.weights.keys()
    beside = one.features.beside_products | other.features.beside_products
    rarest = _subjects(one, other)
    are_english = one.is_english and other.is_english
    are_two = one.is_english != other.is_english
    return Signals(
        cosine(one.weights, other.weights, one.length * other.length),
        cosine(one.title_weights, other.title_weights, one.title_length * other.title_length),
        rarest[0],
        rarest[1],
        _amount(sum(_excess(one, other, term) for term in sorted(filter(is_chinese, shared)))),
        _amount(sum(_excess(one, other, t) for t in sorted(filter(is_concept, shared)))) * are_two,
        min(sum(is_quantity(term) and term not in beside for term in shared), 2) / 2,
        min(_covered(one, other), _covered(other, one)),
        bool(one.events & other.events),
        _contradict(one.events, other.events),
        RELEASE in one.events and RELEASE in other.events,
        _have_other_products(one, other),
        _contradict(one.actors, other.actors),
        days / 3,
        are_english,
        are_two,
    )


def cosine(one: dict[str, float], other: dict[str, float], lengths: float) -> float:
    """Return the cosine of two vectors; `lengths` is the product of their lengths."""
    # Sorted, because the sum of floats depends on their order, and sets have none.
    products = sorted(one[term] * other[term] for term in one.keys() & other.keys())
    return sum(products) / lengths if lengths else 0.0


def _subjects(one: Weighted, other: Weighted) -> tuple[float, float]:
    titles = one.features.title | other.features.title
    ranked = sorted(
        (
            (min(one.names[t], other.names[t]), t)
            for t in one.names.keys() & other.names.keys() & titles
        ),
        reverse=True,
    )
    if not ranked:
        return 0.0, 0.0
    first, name = ranked[0]
    others = (rarity for rarity, t in ranked[1:] if t not in name and name not in t)
    return max(0.0, first - _PLAIN) / _STEP, max(0.0, next(others, 0.0) - _PLAIN) / _STEP


def _excess(one: Weighted, other: Weighted, term: str) -> float:
    return max(0.0, min(one.weights[term], other.weights[term]) - _PLAIN * 0.55)


def _amount(excess: float) -> float:
    return math.log1p(excess) / 3


def _covered(one: Weighted, other: Weighted) -> float:
    shared = sorted(
        rarity for t, rarity in one.names.items() if t in one.features.title and t in other.weights
    )
    return sum(shared) / max(_FEW_NAMES, one.title_names)


def _have_other_products(one: Weighted, other: Weighted) -> bool:
    if not one.products or not other.products or one.products & other.products:
        return False
    return not one.products & other.features.terms and not other.products & one.features.terms


def _contradict(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and not one & other
