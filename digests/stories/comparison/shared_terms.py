"""The terms that two items share, as evidence that they tell one story."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from digests.stories.comparison.features import is_chinese, is_product, is_quantity, is_word
from digests.stories.values import Evidence, EvidenceKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digests.stories.comparison.frequencies import Frequencies
    from digests.stories.comparison.weighting import Weighted


_RARE: Final = 0.002
"""A share of items: names of more items are no evidence."""

_NAMES: Final = 2
_NAMES_IN_ENGLISH: Final = 3

_MUCH_CHINESE: Final = (22.0, 45.0)
_MUCH_LATIN: Final = (20.0, 30.0)
_ENGLISH: Final = 1.8
"""Sums of rarity: reaching the first is one kind of evidence, the second another. English texts
share more plain words, so their sum is divided by _ENGLISH."""

_SHOWN: Final = 4
_PAIR: Final = 2


class SharedTerms(NamedTuple):
    """The terms that two items share, by kind of evidence."""

    products: list[str]
    quantities: list[str]
    names: list[str]
    """Rare words that are not next to a product."""
    has_many_names: bool
    events: list[str]
    """Only if the items share a product or company."""
    words: list[str]
    """Latin words that are not next to a product."""
    chinese: list[str]
    """Pairs of characters."""
    amount: int
    """How much text is shared, from 0 to 4."""

    def kinds(self) -> int:
        """Return the number of kinds of evidence, where shared text counts up to four times."""
        by_kind = (self.products, self.quantities, self.has_many_names, self.events)
        return sum(map(bool, by_kind)) + self.amount

    def evidence(self, frequencies: Frequencies) -> tuple[Evidence, ...]:
        """Return the evidence, the strongest kind first."""
        by_kind = (
            (EvidenceKind.PRODUCT, self.products),
            (EvidenceKind.QUANTITY, self.quantities),
            (EvidenceKind.NAMES, self.names),
            (EvidenceKind.EVENT, self.events),
            (EvidenceKind.TEXT, self._text(frequencies) if self.amount else []),
        )
        return tuple(Evidence(kind, tuple(terms)) for kind, terms in by_kind if terms)

    def _text(self, frequencies: Frequencies) -> list[str]:
        """Return the longest runs of Chinese characters and the rarest words."""
        runs = sorted(joined_pairs(self.chinese), key=len, reverse=True)
        runs = [run for run in runs if len(run) > _PAIR] or runs  # pairs alone are hard to read
        return [*runs[:_SHOWN], *sorted(self.words, key=frequencies.share)[:_SHOWN]]


def shared_terms(one: Weighted, other: Weighted, frequencies: Frequencies) -> SharedTerms:
    """Return what two items have in common. Symmetric."""
    are_english = one.is_english and other.is_english
    shared = sorted(one.weights.keys() & other.weights.keys())
    products = [term for term in shared if is_product(term)]
    beside = one.features.beside_products | other.features.beside_products if products else ()
    separate = [term for term in shared if term not in beside]
    words = [term for term in separate if is_word(term)]
    names = [word for word in words if frequencies.share(word) <= _RARE]
    chinese = [term for term in shared if is_chinese(term)]
    return SharedTerms(
        products,
        [term for term in separate if is_quantity(term)],
        names,
        len(names) >= (_NAMES_IN_ENGLISH if are_english else _NAMES),
        _shared_events(one, other),
        words,
        chinese,
        _amount(words, chinese, frequencies, are_english=are_english),
    )


def _amount(
    words: list[str], chinese: list[str], frequencies: Frequencies, *, are_english: bool
) -> int:
    latin = sum(map(frequencies.rarity, words)) / (_ENGLISH if are_english else 1)
    han = sum(map(frequencies.rarity, chinese))
    return sum(latin >= limit for limit in _MUCH_LATIN) + sum(
        han >= limit for limit in _MUCH_CHINESE
    )


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
