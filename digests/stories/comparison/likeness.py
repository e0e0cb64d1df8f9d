"""Whether two items tell one story, and why.

A shared link decides unless the titles tell different events, and so does a title that is nearly
the same. Without them, what speaks for one story is weighed against what speaks for two: most
mistakes are other events of the same product, so items are kept apart, however alike, when their
titles tell different events or are about different companies or products.

The weights are those of a logistic regression over real pairs that people judged, rounded; small
changes have little effect.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from digests.stories.comparison.features import is_product, is_quantity
from digests.stories.comparison.shared_terms import shared_terms
from digests.stories.comparison.signals import TITLE_LENGTH, Signals, signals
from digests.stories.values import Evidence, EvidenceKind, Tier

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digests.stories.comparison.frequencies import Frequencies
    from digests.stories.comparison.weighting import Weighted

DAYS_BY_TEXT: Final = 3
DAYS_BY_LINK: Final = 10
_DAYS_BY_LINK_ALONE: Final = 4

_STRONG: Final = 0.58
_MAYBE: Final = 0.45
_STRONG_IN_ONE_ISSUE: Final = 0.8
"""Probabilities."""

_LIKE_ENOUGH_FOR_A_LINK: Final = 0.1
"""Probability by the texts: the page of an event, or a tool mentioned in passing, joins nothing."""

_LIKE_ENOUGH_FOR_AN_OLD_LINK: Final = 0.12
"""Cosine of the texts."""

_SAME_TITLE: Final = 0.9
"""Cosine of two titles that are nearly the same."""

_LONG_TITLE_LENGTH: Final = 16.0
_MISSING: Final = 0.25
"""How much of the length of such a vector may be missing from a text that has the title."""

_BIAS: Final = -2.4
_WEIGHTS: Final = Signals(
    texts=3.1,
    titles=2.4,
    chinese=0.85,
    concepts=2.1,
    name=0.2,
    title_name=1.0,
    has_title_name=-1.5,
    quantities=1.6,
    other_event=-0.3,
    both_release=1.4,
    one_release=0.85,
    other_product=-0.3,
    other_actor=-1.3,
    days=-0.3,
)


class Likeness(NamedTuple):
    """A finding that two items tell one story."""

    tier: Tier
    probability: float
    """By the texts, without regard to links."""
    evidence: tuple[Evidence, ...]
    """Never empty."""
    is_copy: bool
    """Whether somebody who has read one knows the other: they have nearly the same title, or link
    to the same page, are much alike, and their titles do not tell different events."""


def likeness(
    one: Weighted,
    other: Weighted,
    links: Iterable[str],
    days: int,
    frequencies: Frequencies,
    *,
    in_one_issue: bool = False,
) -> Likeness | None:
    """Return how likely it is that two items tell one story, None if it is not. Symmetric.

    Args:
        one: an item.
        other: another item.
        links: canonical URLs that both link to, without common ones.
        days: between their issues, at least 0.
        frequencies: those with which `one` and `other` were weighted.
        in_one_issue: whether they are in the same issue; then links are ignored.
    """
    linked = () if in_one_issue else tuple(sorted(links))
    found = signals(one, other, days)
    probability = _probability(found)
    has_same_title = days <= DAYS_BY_TEXT and _have_same_title(one, other, found)
    decides = bool(linked) and _link_decides(found, probability, days)
    is_enough = _is_enough(probability, days, in_one_issue=in_one_issue)
    quotes = days <= DAYS_BY_TEXT and _quote(one, other)
    contradict = found.other_event or found.other_actor or found.other_product
    is_sure = decides or has_same_title or ((is_enough or quotes) and not contradict)
    may_be = linked or probability >= _MAYBE
    if not is_sure and (in_one_issue or not may_be or days > DAYS_BY_TEXT):
        return None
    shared = shared_terms(one, other, frequencies)
    evidence = (Evidence(EvidenceKind.LINK, linked), *shared) if linked else shared
    tier = Tier.STRONG if is_sure else Tier.MAYBE
    is_copy = has_same_title or (decides and probability >= _STRONG)
    return Likeness(tier, probability, evidence, is_copy) if evidence else None


def _is_enough(probability: float, days: int, *, in_one_issue: bool) -> bool:
    strong = _STRONG_IN_ONE_ISSUE if in_one_issue else _STRONG
    return days <= DAYS_BY_TEXT and probability >= strong


def _probability(found: Signals) -> float:
    score = _BIAS + math.fsum(w * value for w, value in zip(_WEIGHTS, found, strict=True))
    return 1 / (1 + math.exp(-score))


def _have_same_title(one: Weighted, other: Weighted, found: Signals) -> bool:
    """Return whether titles are nearly the same, in products, quantities, event and company too."""
    if found.titles < _SAME_TITLE or min(one.title_length, other.title_length) < TITLE_LENGTH:
        return False
    if found.other_event or found.other_actor:
        return False
    return not any(
        is_product(term) or is_quantity(term) for term in one.features.title ^ other.features.title
    )


def _quote(one: Weighted, other: Weighted) -> bool:
    """Return whether one has the other's long title, as digests do that translate titles."""
    return _has_title_of(one, other) or _has_title_of(other, one)


def _has_title_of(one: Weighted, other: Weighted) -> bool:
    if other.title_length < _LONG_TITLE_LENGTH:
        return False
    missing = (w * w for term, w in other.title_weights.items() if term not in one.weights)
    return math.sqrt(math.fsum(missing)) <= _MISSING * other.title_length


def _link_decides(found: Signals, probability: float, days: int) -> bool:
    if found.other_event or probability < _LIKE_ENOUGH_FOR_A_LINK:
        return False
    return days <= _DAYS_BY_LINK_ALONE or (
        days <= DAYS_BY_LINK
        and found.texts >= _LIKE_ENOUGH_FOR_AN_OLD_LINK
        and not found.other_actor
    )
