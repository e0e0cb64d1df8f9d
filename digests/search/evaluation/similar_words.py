"""Latin words that a word may be a slip of: common terms one edit away.

A slip is far rarer than what was meant, by a factor that depends on the slip: letters are often
swapped, doubled or left out, and seldom is the first one wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from digests.search.analysis import MAX_SQUASHED, squashed
from digests.search.analysis.stems import stem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digests.search.evaluation.term_counts import TermCounts

SHORTEST = 4
"""Shorter words have too many similar terms to pick one."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LEAST_RATIO, _GREATEST_RATIO, _ITEMS_PER_RATIO = 4, 200, 500
"""So many times more frequent than a slip is what was meant, the more the larger the library.

In a small library all words are rare, slips or not; in a large one a word that is none recurs.
"""

_SWAPPED, _DOUBLED, _MISSING, _EXTRA, _REPLACED = 1.0, 1.0, 0.8, 0.6, 0.4
_FIRST_LETTER = 0.25
_ENDING = 0.5
"""Of a word that differs in its last letter only: `agents` is no slip of `agent`."""


class Similar(NamedTuple):
    """A term that a word may be a slip of."""

    term: str
    items: int
    """How many have it; 0 when it is not common."""
    likelihood: float
    """That of the slip, in (0, 1]; 1 for the likeliest."""


def similar_words(counts: TermCounts, word: str) -> list[Similar]:
    """Return what `word`, of letters only, may be a slip of, the likeliest first.

    There is none for a short word or one that is not rare beside them, and no other form of it:
    `makings` is no slip of `making`. Other first letters are
    only tried for a word that the library lacks, and when nothing else is similar.
    """
    own, items = counts.of(word), counts.snapshot.items
    if len(word) < SHORTEST or not word.isalpha() or own * slip_ratio(items) > items:
        return []
    found = _slips(counts, word, own, counts.common_like(word))
    return found if found or own else _slips(counts, word, own, _with_other_starts(word))


def _slips(counts: TermCounts, word: str, own: int, terms: Iterable[str]) -> list[Similar]:
    likely = ((term, likelihood(word, term)) for term in terms)
    found = [Similar(term, counts.if_common(term), share) for term, share in likely if share]
    found = [one for one in found if _is_slip(counts, own, one) and stem(one.term) != stem(word)]
    return sorted(found, key=lambda one: (-one.items * one.likelihood, one.term))


def similar_name(counts: TermCounts, names: list[str]) -> list[str]:
    """Return the parts of a name with one of them corrected, or as they are.

    The name as a whole must then be common. A part with a digit is never a slip: `gpt-4` does not
    mean `gpt-5`.
    """
    own = counts.of(squashed(names)) if len(names) <= MAX_SQUASHED else 0
    if len(names) > MAX_SQUASHED or own > counts.minimum:
        return names
    for index, name in enumerate(names):
        for meant in (*similar_words(counts, name), *swapped(counts, name)):
            other = [*names[:index], meant.term, *names[index + 1 :]]
            if _is_slip(counts, own, meant._replace(items=counts.if_common(squashed(other)))):
                return other
    return names


def swapped(counts: TermCounts, word: str) -> list[Similar]:
    """Return the common terms that are `word`, however short, with two neighbours swapped."""
    if not word.isalpha():
        return []
    ends = range(2, len(word) + 1)
    others = {word[: end - 2] + word[end - 1] + word[end - 2] + word[end:] for end in ends}
    return _slips(counts, word, counts.of(word), others - {word})


def _is_slip(counts: TermCounts, own: int, meant: Similar) -> bool:
    """Return whether a word that `own` items have may be a slip of `meant`."""
    return meant.items * meant.likelihood > own * slip_ratio(counts.snapshot.items)


def slip_ratio(items: int) -> float:
    """Return how many times more frequent than a slip what was meant is, for a library's size."""
    return max(_LEAST_RATIO, min(items / _ITEMS_PER_RATIO, _GREATEST_RATIO))


def likelihood(word: str, meant: str) -> float:
    """Return how likely the slip from `meant` to `word` is, 0 if it takes more than one edit."""
    start = _same(word, meant)
    end = min(_same(word[::-1], meant[::-1]), min(len(word), len(meant)) - start)
    wrong, right = word[start : len(word) - end], meant[start : len(meant) - end]
    at_edge = _FIRST_LETTER if not start else _ENDING if not end and len(wrong) < 2 else 1.0
    if len(wrong) == len(right) == 2 and wrong == right[::-1]:
        return _SWAPPED * (at_edge if start else 1.0)
    if len(wrong) > 1 or len(right) > 1 or word == meant:
        return 0.0
    if wrong and right:
        return _REPLACED * at_edge
    before = word[start - 1 : start]
    if (wrong or right) == before:
        return _DOUBLED
    return (_EXTRA if wrong else _MISSING) * at_edge


def _same(one: str, other: str) -> int:
    """Return how many characters two words begin with alike."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _with_other_starts(word: str) -> set[str]:
    others = {word[1:], word[1] + word[0] + word[2:]}
    others |= {letter + rest for letter in _LETTERS for rest in (word, word[1:])}
    return {term for term in others if term[0] != word[0]}
