"""Whether two items tell one story, and why.

A shared link decides, and so does a title that is nearly the same. Without them, what speaks for
one story is weighed against what speaks for two: most mistakes are other events of the same
product, and only what happened and what it is about tell these apart.

The weights are those of a logistic regression over real pairs that people judged, rounded; small
changes have little effect.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from digests.stories.comparison.features import is_product, is_quantity
from digests.stories.comparison.shared_terms import shared_terms
from digests.stories.comparison.signals import Signals, signals
from digests.stories.values import Evidence, EvidenceKind, Tier

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digests.stories.comparison.frequencies import Frequencies
    from digests.stories.comparison.weighting import Weighted

DAYS_BY_TEXT: Final = 3
DAYS_BY_LINK: Final = 10
_DAYS_BY_LINK_ALONE: Final = 4

_STRONG: Final = 0.66
_MAYBE: Final = 0.5
_STRONG_IN_ONE_ISSUE: Final = 0.8
"""Probabilities."""

_LIKE_ENOUGH_FOR_A_LINK: Final = 0.12
_SAME_TITLE: Final = 0.9
_TITLE_LENGTH: Final = 12.0
"""Cosine of two titles that are nearly the same, and how long their vectors are at least: three or
four words that are not plain. Shorter titles, such as `Other news`, are equal by chance."""

_BIAS: Final = -2.3
_WEIGHTS: Final = Signals(
    texts=2.7,
    titles=1.1,
    chinese=1.7,
    concepts=2.8,
    quantities=0.8,
    other_event=-0.3,
    both_release=1.65,
    one_release=0.8,
    other_product=-0.65,
    other_actor=-1.8,
    days=-0.25,
)


class Likeness(NamedTuple):
    """A finding that two items tell one story."""

    tier: Tier
    probability: float
    """By the texts, without regard to links."""
    evidence: tuple[Evidence, ...]
    """Never empty."""
    is_copy: bool
    """Whether somebody who has read one knows the other: they link to the same page or have nearly
    the same title, and their titles do not tell different events."""


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
    decides = bool(linked) and _link_decides(found, days)
    strong = _STRONG_IN_ONE_ISSUE if in_one_issue else _STRONG
    if not decides and not has_same_title:
        enough = strong if in_one_issue else _MAYBE
        if days > DAYS_BY_TEXT or probability < enough:
            return None
    is_sure = decides or has_same_title or probability >= strong
    shared = shared_terms(one, other, frequencies)
    evidence = (Evidence(EvidenceKind.LINK, linked), *shared) if decides else shared
    if not evidence:
        return None
    is_copy = has_same_title or (decides and not found.other_event)
    return Likeness(Tier.STRONG if is_sure else Tier.MAYBE, probability, evidence, is_copy)


def _probability(found: Signals) -> float:
    score = _BIAS + math.fsum(w * value for w, value in zip(_WEIGHTS, found, strict=True))
    return 1 / (1 + math.exp(-score))


def _have_same_title(one: Weighted, other: Weighted, found: Signals) -> bool:
    """Return whether titles are nearly the same, in products, quantities, event and company too."""
    if found.titles < _SAME_TITLE or min(one.title_length, other.title_length) < _TITLE_LENGTH:
        return False
    if found.other_event or found.other_actor:
        return False
    return not any(
        is_product(term) or is_quantity(term) for term in one.features.title ^ other.features.title
    )


def _link_decides(found: Signals, days: int) -> bool:
    if days <= _DAYS_BY_LINK_ALONE:
        return True
    if days > DAYS_BY_LINK or found.texts < _LIKE_ENOUGH_FOR_A_LINK:
        return False
    return not found.other_event and not found.other_actor
