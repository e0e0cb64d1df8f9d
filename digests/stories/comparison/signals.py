"""What speaks for and against that two items tell one story, as numbers that can be weighed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from digests.stories.comparison.concepts import is_concept
from digests.stories.comparison.events import RELEASE
from digests.stories.comparison.features import is_chinese, is_quantity

if TYPE_CHECKING:
    from digests.stories.comparison.weighting import Weighted

_PLAIN: Final = 2.2
"""Weight of a term from which it says anything."""


class Signals(NamedTuple):
    """Numbers of about 0 to 1, or 2 for extraordinary ones."""

    texts: float
    """Cosine of the texts."""
    titles: float
    """Cosine of the titles."""
    chinese: float
    """How much is shared in pairs of Chinese characters."""
    concepts: float
    """How much is shared in concepts, between languages."""
    quantities: float
    """Shared numbers with units, but not those of a shared product; one or several."""
    other_event: float
    """Whether the titles name events, and none that both name."""
    both_release: float
    one_release: float
    """Whether both tell of a release, or only one does."""
    other_product: float
    """Whether each title has a product that the other item has not, and they share none."""
    other_actor: float
    days: float


def signals(one: Weighted, other: Weighted, days: int) -> Signals:
    """Return what speaks for and against one story. Symmetric; `days` are between the issues."""
    shared = one.weights.keys() & other.weights.keys()
    beside = one.features.beside_products | other.features.beside_products
    are_two = one.is_english != other.is_english
    return Signals(
        cosine(one.weights, other.weights, one.length * other.length),
        cosine(one.title_weights, other.title_weights, one.title_length * other.title_length),
        _amount(sum(_excess(one, other, term) for term in sorted(filter(is_chinese, shared)))),
        _amount(sum(_excess(one, other, t) for t in sorted(filter(is_concept, shared)))) * are_two,
        min(sum(is_quantity(term) and term not in beside for term in shared), 2) / 2,
        _contradict(one.title_events, other.title_events),
        RELEASE in one.events and RELEASE in other.events,
        (RELEASE in one.events) != (RELEASE in other.events),
        _have_other_products(one, other),
        _contradict(one.actors, other.actors),
        days / 3,
    )


def cosine(one: dict[str, float], other: dict[str, float], lengths: float) -> float:
    """Return the cosine of two vectors; `lengths` is the product of their lengths."""
    # Sorted, because the sum of floats depends on their order, and sets have none.
    products = sorted(one[term] * other[term] for term in one.keys() & other.keys())
    return sum(products) / lengths if lengths else 0.0


def _excess(one: Weighted, other: Weighted, term: str) -> float:
    return max(0.0, min(one.weights[term], other.weights[term]) - _PLAIN)


def _amount(excess: float) -> float:
    return math.log1p(excess) / 3


def _have_other_products(one: Weighted, other: Weighted) -> bool:
    if not one.products or not other.products or one.products & other.products:
        return False
    return not one.products & other.features.terms and not other.products & one.features.terms


def _contradict(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and not one & other
