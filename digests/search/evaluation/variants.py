"""What a word of a query may stand for, when too few items have it as it was typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from digests.search.analysis import MAX_SQUASHED, is_cjk, parts, squashed
from digests.search.analysis.stems import stem
from digests.search.evaluation.matching import TermItems
from digests.search.evaluation.similar_runs import pairs, similar_runs
from digests.search.evaluation.similar_words import SHORTEST, similar_name, similar_words
from digests.search.evaluation.term_counts import TermCounts
from digests.search.index.fields import WEIGHTED_FIELD
from digests.search.query.spellings import Placed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digests.search.index.snapshot import Snapshot


class VariantReason(Enum):
    """Why a variant may stand for a word."""

    FORM = auto()
    """Another form of it: `models` for `model`."""
    SPLIT = auto()
    """Its parts: `lang` and `chain` for `langchain`."""
    JOINED = auto()
    """Its parts as one: `huggingface` for `hugging-face`."""
    LONGER = auto()
    """Words that begin with it."""
    SLIP = auto()
    """What it may be a slip of."""
    PIECE = auto()
    """A pair of characters of a longer run."""


@dataclass(frozen=True, slots=True)
class Variant:
    """Terms of the index that may stand for a word."""

    terms: tuple[str, ...]
    """A text must have all of them."""

    closeness: float
    """What a match is worth, in (0, 1]; 1 is that of the word itself."""

    reason: VariantReason

    is_prefix: bool = False
    """True when the only term stands for all terms that begin with it."""


_INFLECTED, _DERIVED = 0.9, 0.7
_SPLIT, _SPLIT_NUMBER = 0.8, 0.5
_JOINED = 0.95
_LONGER = 0.6
_SLIP = 0.7
_MOST_FORMS, _MOST_SLIPS, _MOST_PIECES = 8, 3, 30
_LONGEST_SLIP = 5
"""A longer run is a sentence rather than a word."""
_SHORTEST_PART = 2
_SHORTEST_PREFIX = 2

_SIDE_BY_SIDE = 0.1
"""Words that may be written as one stand side by side in this share of the items with the rarer."""

_ENDING = re.compile(
    r".?(?:e?s|e?d|e|y|i?es|i?ed|ing|ings|e?rs?|ors?|ly|[ai]?tion|[ai]?tions|ions?|ive|ives|"
    r"ments?|able|ness|al|ally|ics?|ical|ity|[ae]nce|[ae]ncy|iz\w{1,7}|is\w{1,7})?"
)
"""What may follow the stem of a word."""
_INFLECTION = re.compile(r".?(?:e?s|e?d|e|y|i?es|i?ed|ing|ings)?")


def variants(snapshot: Snapshot, word: str, *, goes_on: bool = False) -> tuple[Variant, ...]:
    """Return what may stand for a folded word of a query, at most some dozens of variants.

    Args:
        snapshot: whose terms are chosen from, those of the weighted field.
        word: one of `analysis.words`.
        goes_on: whether the word may be half typed: the last one of a query.
    """
    counts = TermCounts(snapshot, WEIGHTED_FIELD)
    found = _of_run(counts, word) if is_cjk(word) else _of_name(counts, word, goes_on=goes_on)
    return tuple(found)


def _of_run(counts: TermCounts, run: str) -> Iterator[Variant]:
    if len(run) < 3:
        return
    pieces = pairs(run)
    if len(run) <= _LONGEST_SLIP and min(map(counts.of, pieces)) <= counts.minimum:
        for meant in similar_runs(counts, run)[:_MOST_SLIPS]:
            yield Variant(pairs(meant.term), _SLIP, VariantReason.SLIP)
    pieces = tuple(filter(counts.of, pieces))
    for pair in sorted(pieces, key=counts.of)[:_MOST_PIECES]:
        yield Variant((pair,), 1 / (len(run) - 1), VariantReason.PIECE)


def _of_name(counts: TermCounts, word: str, *, goes_on: bool) -> Iterator[Variant]:
    names = parts(word)
    joined = squashed(names) if len(names) <= MAX_SQUASHED else ""
    if len(names) > 1:
        if joined and counts.of(joined):
            yield Variant((joined,), _JOINED, VariantReason.JOINED)
        closeness = _SPLIT if joined.isalpha() else _SPLIT_NUMBER
        yield Variant(tuple(dict.fromkeys(names)), closeness, VariantReason.SPLIT)
        if (meant := similar_name(counts, names)) != names:
            yield Variant((squashed(meant),), _SLIP, VariantReason.SLIP)
    elif halves := _halves(counts, word):
        yield Variant(halves, _SPLIT, VariantReason.SPLIT)
    if joined.isalpha() and joined.isascii():
        yield from _of_letters(counts, joined)
    if goes_on and len(joined) >= _SHORTEST_PREFIX and counts.has_longer(joined):
        yield Variant((joined,), _LONGER, VariantReason.LONGER, is_prefix=True)


def _of_letters(counts: TermCounts, word: str) -> Iterator[Variant]:
    yield from _forms(counts, word)
    for meant in similar_words(counts, word)[:_MOST_SLIPS]:
        yield Variant((meant.term,), _SLIP * meant.likelihood**0.25, VariantReason.SLIP)


def _forms(counts: TermCounts, word: str) -> list[Variant]:
    """Return the other words with the same stem, the most frequent first."""
    if len(word) < SHORTEST:
        return []
    own = stem(word)
    start = own.rstrip("eiy")
    if len(start) < 3:
        return []
    # Thousands of terms begin with three letters, and the forms of so short a word are frequent.
    least = max(1, counts.minimum // 2 if len(start) > 3 else counts.minimum * 2 - 1)
    forms = {
        term: count
        for term, count in counts.common_with(start, least).items()
        if term != word and _ENDING.fullmatch(term, len(start)) and stem(term) == own
    }
    chosen = sorted(forms, key=lambda term: (-forms[term], term))[:_MOST_FORMS]
    reason = VariantReason.FORM
    return [Variant((term,), _closeness(word, term, len(start)), reason) for term in chosen]


def _closeness(word: str, form: str, stem: int) -> float:
    both = _INFLECTION.fullmatch(word, stem) and _INFLECTION.fullmatch(form, stem)
    return _INFLECTED if both else _DERIVED


def _halves(counts: TermCounts, word: str) -> tuple[str, ...]:
    """Return the two common words that `word` is made of, those of which the rarer is commonest.

    They must stand side by side often enough.
    """
    if not word.isalpha():
        return ()
    ends = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
    both = [(word[:end], word[end:]) for end in ends]
    rarer = {halves: min(map(counts.if_common, halves)) for halves in both}
    likely = sorted((halves for halves in both if rarer[halves]), key=lambda h: -rarer[h])
    return next((halves for halves in likely[:3] if _are_neighbours(counts, halves)), ())


def _are_neighbours(counts: TermCounts, halves: tuple[str, str]) -> bool:
    terms = TermItems(counts.snapshot)
    way = tuple(Placed(half, 1) for half in halves)
    rarer = min(len(terms.items(term)) for term in way)
    return len(terms.with_way(way, WEIGHTED_FIELD)) > _SIDE_BY_SIDE * rarer
