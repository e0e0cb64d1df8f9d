"""What has most of the words of a query, when too few items have all of them.

Each word may be there as typed, or as something that it may stand for (variants.py): another form
of it, a longer word, its parts. What an item has of a word is a share from 0 to 1, its closeness;
the shares are weighted by the rarity of the words.

    covered = sum over the words of  idf * share / sum of idf
    score   = covered^3 * sum over the words of  idf * best of (share * impact)

Items are found that cover at least LEAST, and nearly as much as the one that covers most. What is
excluded, quoted, or asked of a field is asked here too.
"""

from __future__ import annotations

from functools import reduce
from operator import and_
from typing import TYPE_CHECKING, NamedTuple

from digests.search.analysis import is_cjk, words
from digests.search.evaluation.ranking import term_impacts
from digests.search.evaluation.variants import VariantReason, variants
from digests.search.index.arrays import np
from digests.search.index.bm25f import idf
from digests.search.index.fields import WEIGHTED_FIELD
from digests.search.index.item_sets import ItemSet
from digests.search.query.model import All, TextField, Word
from digests.search.query.spellings import Placed, spelling

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeGuard

    from numpy.typing import NDArray

    from digests.search.evaluation.matching import Matches, TermItems
    from digests.search.evaluation.variants import Variant
    from digests.search.query.model import Clause
    from digests.search.query.spellings import Way

    Shares = NDArray[np.float32]

LEAST = 0.3
_NEARLY = 0.75
"""The share of what the best item covers that others must cover."""

_PART_OF_NAME = 0.6
"""What a part of a name is worth that is not beside the others."""

_MOST_PIECES = 0.5
"""The share of a Chinese run that says how rare the run is, when no item has all of it."""


class Most(NamedTuple):
    """Items with most of the words of a query."""

    items: ItemSet
    scores: Shares
    """Of each item, in their order."""
    words: tuple[Word, ...]
    """What they may have instead of the words that were typed, to be highlighted."""


class _Evidence(NamedTuple):
    """One thing that shows a word, or a part of it."""

    way: Way
    closeness: float
    is_piece: bool = False
    """True when it adds to other pieces of the word; else it is enough by itself."""


def most_of(matches: Matches, part: Clause, found: ItemSet) -> Most | None:
    """Return the items that have most of the words of `part`, without those of `found`.

    None when there are none, or no word of `part` may be missing.
    """
    clauses = part.parts if isinstance(part, All) else (part,)
    optional = [clause for clause in clauses if _may_be_missing(clause)]
    evidence = [
        one for word in optional for one in _evidence(matches, word, goes_on=word is clauses[-1])
    ]
    if not evidence:
        return None
    covered, scores = _summed(matches.terms, evidence)
    strict = [matches.with_removed(clause) for clause in clauses if not _may_be_missing(clause)]
    allowed = reduce(and_, strict, ItemSet.all(matches.snapshot.items)) - found
    if matches.snapshot.removed is not None:
        allowed -= matches.snapshot.removed
    covered *= allowed.flags
    best = covered.max(initial=0)
    if best < LEAST:
        return None
    items = ItemSet(matches.snapshot.items, flags=covered >= max(LEAST, best * _NEARLY))
    numbers = matches.once_an_issue(items).numbers
    items = ItemSet(matches.snapshot.items, numbers=numbers)
    return Most(items, covered[numbers] ** 3 * scores[numbers], _written(evidence))


def _may_be_missing(clause: Clause) -> TypeGuard[Word]:
    return isinstance(clause, Word) and clause.field is TextField.ANYWHERE


def _evidence(matches: Matches, word: Word, *, goes_on: bool) -> Iterator[list[_Evidence]]:
    """Yield what shows each part of `word` that may be found by itself."""
    whole = [_Evidence(way, 1) for way in spelling(word).ways]
    parts = list(_parts(word))
    for number, part in enumerate(parts):
        own = list(whole)
        if len(parts) > 1:
            own += [_Evidence(way, _PART_OF_NAME) for way in spelling(Word(part)).ways]
        is_last = goes_on and number == len(parts) - 1
        yield own + [
            _by_variant(variant) for variant in variants(matches.snapshot, part, goes_on=is_last)
        ]


def _parts(word: Word) -> Iterator[str]:
    """Yield the parts of a word between which a text may have other words: `hugging`, `face`."""
    for written in words(word.text):
        if is_cjk(written):
            yield written
        else:
            yield from (term.term for term in spelling(Word(written)).ways[0])


def _by_variant(variant: Variant) -> _Evidence:
    is_piece = variant.reason is VariantReason.PIECE
    way = tuple(Placed(term, 1, is_prefix=variant.is_prefix) for term in variant.terms)
    return _Evidence(way, variant.closeness, is_piece)


def _summed(terms: TermItems, evidence: list[list[_Evidence]]) -> tuple[Shares, Shares]:
    """Return what share of the words each item of the library covers, and its score."""
    size = terms.snapshot.items
    covered, scores = np.zeros(size, np.float32), np.zeros(size, np.float32)
    words_found = [_of_word(terms, own) for own in evidence]
    known = [rarity for rarity, _, _ in words_found if rarity]
    # A word that the library lacks counts like the others, so that no item covers all.
    usual = sum(known) / len(known) if known else 1.0
    for rarity, shares, impacts in words_found:
        covered += np.float32(rarity or usual) * shares
        scores += np.float32(rarity) * impacts
    return covered / np.float32(sum(rarity or usual for rarity, _, _ in words_found)), scores


def _of_word(terms: TermItems, evidence: list[_Evidence]) -> tuple[float, Shares, Shares]:
    """Return the idf of a word, 0 if nothing shows it, and each item's share and impact."""
    size = terms.snapshot.items
    shares, impacts = np.zeros(size, np.float32), np.zeros(size, np.float32)
    pieces, piece_impacts = np.zeros(size, np.float32), np.zeros(size, np.float32)
    for own in evidence:
        items = reduce(and_, (terms.items(term) for term in own.way))
        if own.closeness == 1 and len(own.way) > 1:
            items = terms.with_way(own.way, WEIGHTED_FIELD)
        numbers, closeness = items.numbers, np.float32(own.closeness)
        impact = sum(term_impacts(terms, term, numbers) for term in own.way) / len(own.way)
        if own.is_piece:
            pieces[numbers] += closeness
            piece_impacts[numbers] += closeness * impact
        else:
            shares[numbers] = np.maximum(shares[numbers], closeness)
            impacts[numbers] = np.maximum(impacts[numbers], closeness * impact)
    with_word = int(np.count_nonzero(shares)) or int(np.count_nonzero(pieces >= _MOST_PIECES))
    rarity = idf(size, with_word) if with_word else 0.0
    return rarity, np.maximum(shares, pieces), np.maximum(impacts, piece_impacts)


def _written(evidence: list[list[_Evidence]]) -> tuple[Word, ...]:
    """Return what the evidence may look like in a text."""
    found = (
        Word(term.term, is_prefix=term.is_prefix and not is_cjk(term.term))
        for own in evidence
        for one in own
        for term in one.way
    )
    return tuple(dict.fromkeys(found))
