"""Whether two items tell one story, and why.

A shared link decides. Without one, two kinds of evidence are required, because a product's name
alone would connect all items about that product. Most remaining mistakes are other events of the
same product, so titles that name different events or different companies lower the score.

The numbers were chosen on 220 pairs of real items that were judged by hand; small changes have
little effect.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from digests.stories.comparison.shared_terms import shared_terms
from digests.stories.values import Evidence, EvidenceKind, Tier

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digests.stories.comparison.frequencies import Frequencies
    from digests.stories.comparison.weighting import Weighted

DAYS_BY_TEXT: Final = 3
DAYS_BY_LINK: Final = 10
_DAYS_BY_LINK_ALONE: Final = 4

_STRONG: Final = 0.25
_MAYBE: Final = 0.15
_STRONG_IN_ONE_ISSUE: Final = 0.40
_LIKE_ENOUGH_FOR_A_LINK: Final = 0.12

_TITLES: Final = 0.25
_TITLES_ALIKE: Final = 0.6
_DAY: Final = -0.015
_ENGLISH: Final = -0.06
_SAME_EVENT: Final = 0.08
_OTHER_EVENT: Final = -0.1
_OTHER_ACTOR: Final = -0.1
"""Added to the cosine of the texts: _TITLES times the cosine of the titles, which counts up to
_TITLES_ALIKE; _DAY for each day between the items; the others if texts or titles are like that."""

_KINDS: Final = 2
"""Of evidence that are required without a link."""


class Likeness(NamedTuple):
    """A finding that two items tell one story."""

    tier: Tier
    score: float
    """Of the texts, without regard to links."""
    evidence: tuple[Evidence, ...]
    """Never empty."""


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
    cosine = _cosine(one.weights, other.weights, one.length * other.length)
    score = _score(one, other, cosine, days)
    linked = tuple(sorted(links))
    if linked and not in_one_issue and _link_decides(one, other, cosine, days):
        evidence = shared_terms(one, other, frequencies).evidence(frequencies)
        return Likeness(Tier.STRONG, score, (Evidence(EvidenceKind.LINK, linked), *evidence))
    strong = _STRONG_IN_ONE_ISSUE if in_one_issue else _STRONG
    if days > DAYS_BY_TEXT or score < (strong if in_one_issue else _MAYBE):
        return None
    shared = shared_terms(one, other, frequencies)
    if shared.kinds() < _KINDS:
        return None
    tier = Tier.STRONG if score >= strong else Tier.MAYBE
    return Likeness(tier, score, shared.evidence(frequencies))


def _cosine(one: dict[str, float], other: dict[str, float], lengths: float) -> float:
    # Sorted, because the sum of floats depends on their order, and sets have none.
    products = sorted(one[term] * other[term] for term in one.keys() & other.keys())
    return sum(products) / lengths if lengths else 0.0


def _score(one: Weighted, other: Weighted, cosine: float, days: int) -> float:
    lengths = one.title_length * other.title_length
    titles = _cosine(one.title_weights, other.title_weights, lengths)
    score = cosine + _TITLES * min(titles, _TITLES_ALIKE) + _DAY * days
    if one.is_english and other.is_english:
        score += _ENGLISH
    if one.events and other.events:
        score += _SAME_EVENT if one.events & other.events else _OTHER_EVENT
    return score + _OTHER_ACTOR if _contradict(one.actors, other.actors) else score


def _contradict(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and not one & other


def _link_decides(one: Weighted, other: Weighted, cosine: float, days: int) -> bool:
    if days <= _DAYS_BY_LINK_ALONE:
        return True
    if days > DAYS_BY_LINK or cosine < _LIKE_ENOUGH_FOR_A_LINK:
        return False
    is_other_event = _contradict(one.events, other.events)
    return not is_other_event and not _contradict(one.actors, other.actors)
