"""The terms that two items share, shown as evidence that they tell one story."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from digests.stories.comparison.concepts import CONCEPT_MARK, is_concept
from digests.stories.comparison.features import is_chinese, is_product, is_quantity, is_word
from digests.stories.values import Evidence, EvidenceKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digests.stories.comparison.frequencies import Frequencies
    from digests.stories.comparison.weighting import Weighted


_RARE: Final = 0.002
"""A share of items: names of more items are no evidence."""

_TELLING: Final = 0.02
"""A share of items: words of more items tell nothing."""

_SHOWN: Final = 4
_PAIR: Final = 2


def shared_terms(one: Weighted, other: Weighted, frequencies: Frequencies) -> tuple[Evidence, ...]:
    """Return what two items have in common, the strongest kind first. Symmetric."""
    shared = sorted(one.weights.keys() & other.weights.keys())
    products = [term for term in shared if is_product(term)]
    beside = one.features.beside_products | other.features.beside_products if products else ()
    separate = [term for term in shared if term not in beside]
    words = sorted(filter(is_word, separate), key=frequencies.share)
    by_kind = (
        (EvidenceKind.PRODUCT, products),
        (EvidenceKind.QUANTITY, [term for term in separate if is_quantity(term)]),
        (EvidenceKind.NAMES, _names(words, frequencies)),
        (EvidenceKind.EVENT, _shared_events(one, other)),
        (EvidenceKind.TEXT, _text(shared, words, frequencies)),
    )
    return tuple(Evidence(kind, tuple(terms)) for kind, terms in by_kind if terms)


def _names(words: list[str], frequencies: Frequencies) -> list[str]:
    """Return rare words, a name of two words instead of its parts."""
    rare = [word for word in words if frequencies.share(word) <= _RARE]
    parts = {part for word in rare if "_" in word for part in word.split("_")}
    return [word for word in rare if word not in parts]


def _text(shared: list[str], words: list[str], frequencies: Frequencies) -> list[str]:
    """Return the longest runs of Chinese characters, the rarest words, and shared concepts."""
    telling = [term for term in shared if frequencies.share(term) <= _TELLING]
    runs = sorted(joined_pairs(filter(is_chinese, telling)), key=len, reverse=True)
    runs = [run for run in runs if len(run) > _PAIR] or runs  # pairs alone are hard to read
    plain = [word for word in words if "_" not in word and word in telling][:_SHOWN]
    concepts = [term.removeprefix(CONCEPT_MARK) for term in telling if is_concept(term)]
    return [*dict.fromkeys((*runs[:_SHOWN], *plain, *concepts[:_SHOWN]))]


def _shared_events(one: Weighted, other: Weighted) -> list[str]:
    is_same_subject = one.products & other.products or one.actors & other.actors
    return sorted(one.events & other.events) if is_same_subject else []


def joined_pairs(pairs: Iterable[str]) -> list[str]:
    """Join overlapping pairs of characters into runs: `月之` and `之暗` give `月之暗`.

    Only unambiguous pairs are joined: with `之光` too, nothing would be. Every pair is in one run,
    and runs are in the order of their first pairs.
    """
    left = dict.fromkeys(pairs)
    firsts = Counter(pair[0] for pair in left)
    seconds = Counter(pair[1] for pair in left)
    joints = {one for one in firsts if firsts[one] == seconds[one] == 1}
    following = {pair[0]: pair for pair in left if pair[0] in joints}
    starts = [pair for pair in left if pair[0] not in joints]
    runs = [_run(start, following, left) for start in starts]
    while left:  # only cycles are left
        runs.append(_run(next(iter(left)), following, left))
    return runs


def _run(start: str, following: dict[str, str], left: dict[str, None]) -> str:
    """Remove the pairs of one run from `left`, and return the run."""
    del left[start]
    run = start
    while (after := following.get(run[-1])) in left:
        del left[after]
        run += after[1]
    return run
