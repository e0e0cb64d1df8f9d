"""What speaks for and against that two items tell one story, as numbers that can be weighed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from digests.stories.comparison.events import RELEASE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from digests.stories.comparison.weighting import Weighted

_PLAIN: Final = 2.2
"""Weight of a term from which it says anything."""

TITLE_LENGTH: Final = 12.0
"""How long the vector of a title is that shows something: of three or four words that are not
plain. Shorter ones, such as `Other news`, are equal by chance."""

_SHORT_TITLES: Final = 0.6
_DAYS: Final = 3

_NO_NAME: Final = 4.0
_STEP: Final = 4.0
"""Rarity from which a name says anything, and by which its signal grows to one, which is most."""


class Signals(NamedTuple):
    """Numbers from 0 to about 1, whose weights are in `likeness.py`."""

    texts: float
    """Cosine of the texts."""
    titles: float
    """Cosine of the titles; of short ones up to _SHORT_TITLES, and less the shorter they are."""
    chinese: float
    """How much is shared in pairs of Chinese characters."""
    concepts: float
    """How much is shared in concepts, between languages."""
    name: float
    """How rare the rarest name is that both have."""
    title_name: float
    """How rare the rarest name is that both titles have."""
    has_title_name: float
    """Whether they have any: a common one speaks against one story, since much is told of it."""
    quantities: float
    """Shared numbers with units, but not those of a shared product; one or several."""
    other_event: float
    """Whether the titles name events, and none that both name."""
    both_release: float
    one_release: float
    """Whether both tell of a release, or only one does and the titles tell no other events."""
    other_product: float
    """Whether each title has a product that the other item has not, and they share none."""
    other_actor: float
    """Whether each title names a company, and none that both name."""
    days: float
    """Between the issues; three are 1."""


def signals(one: Weighted, other: Weighted, days: int) -> Signals:
    """Return what speaks for and against one story. Symmetric; `days` are between the issues."""
    are_two = one.is_english != other.is_english
    is_other_event = _contradict(one.title_events, other.title_events)
    names = one.names.keys() & other.names.keys()
    title_names = names & one.features.title & other.features.title
    return Signals(
        cosine(one.weights, other.weights, one.length * other.length),
        _titles(one, other),
        _amount(one.chinese, other.chinese),
        _amount(one.concepts, other.concepts) if are_two else 0.0,
        _rarest(one, other, names),
        _rarest(one, other, title_names),
        bool(title_names),
        min(len(_quantities(one, other)), 2) / 2,
        is_other_event,
        RELEASE in one.events and RELEASE in other.events,
        (RELEASE in one.events) != (RELEASE in other.events) and not is_other_event,
        _have_other_products(one, other),
        _contradict(one.actors, other.actors),
        days / _DAYS,
    )


def cosine(one: Mapping[str, float], other: Mapping[str, float], lengths: float) -> float:
    """Return the cosine of two vectors; `lengths` is the product of their lengths."""
    # An exact sum, because that of floats depends on their order, and sets have none.
    product = math.fsum(one[term] * other[term] for term in one.keys() & other.keys())
    return product / lengths if lengths else 0.0


def _titles(one: Weighted, other: Weighted) -> float:
    lengths = one.title_length, other.title_length
    alike = cosine(one.title_weights, other.title_weights, lengths[0] * lengths[1])
    shorter = min(lengths)
    if shorter >= TITLE_LENGTH:
        return alike
    return min(alike, _SHORT_TITLES) * (shorter / TITLE_LENGTH) ** 2


def _amount(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return how much two items share of terms that are not plain, on a logarithmic scale."""
    shared = one.keys() & other.keys()
    return math.log1p(math.fsum(max(0.0, min(one[t], other[t]) - _PLAIN) for t in shared)) / 3


def _rarest(one: Weighted, other: Weighted, names: AbstractSet[str]) -> float:
    rarities = (min(one.names[name], other.names[name]) for name in names)
    return min(1.0, max(0.0, max(rarities, default=0.0) - _NO_NAME) / _STEP)


def _quantities(one: Weighted, other: Weighted) -> frozenset[str]:
    shared = one.quantities & other.quantities
    return shared - one.features.beside_products - other.features.beside_products


def _have_other_products(one: Weighted, other: Weighted) -> bool:
    if not one.products or not other.products or one.products & other.products:
        return False
    return not one.products & other.features.terms and not other.products & one.features.terms


def _contradict(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and not one & other
