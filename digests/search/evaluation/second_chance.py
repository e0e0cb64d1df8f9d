"""What has most of the words of a query, when too few items have all of them.

Each word may be there as typed, or as something that it may stand for (variants.py): another form
of it, a longer word, its parts. What an item has of a word is a share from 0 to 1, its closeness;
the shares are weighted by the rarity of the words.

    covered = sum over the words of  idf * share / sum of idf
    score   = covered * sum over the words of  idf * share * impact

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
    from digests.search.index.snapshot import Snapshot
    from digests.search.query.model import Clause
    from digests.search.query.spellings import Way

    Shares = NDArray[np.float32]

LEAST = 0.3
_NEARLY = 0.75
"""The share of what the best item covers that others must cover."""

_COMMON = 0.02
"""The share of items that have a word whose other forms are not looked for, ..."""
_SURELY_FEW = 500
"""... which are more than so many."""

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
    allowed = reduce(and_, strict, ItemSet.all(matches.snapshot.items))
    allowed -= matches.with_passages(found)
    if matches.snapshot.removed is not None:
        allowed -= matches.snapshot.removed
    covered *= allowed.flags
    best = covered.max(initial=0)
    if best < LEAST:
        return None
    items = ItemSet(matches.snapshot.items, flags=covered >= max(LEAST, best * _NEARLY))
    numbers = matches.once_an_issue(items).numbers
    items = ItemSet(matches.snapshot.items, numbers=numbers)
    return Most(items, covered[numbers] * scores[numbers], _written(evidence))


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
        if not _is_common(matches.snapshot, part):
            found = variants(matches.snapshot, part, goes_on=is_last)
            own += map(_by_variant, found)
        yield own


def _is_common(snapshot: Snapshot, part: str) -> bool:
    """Return whether so many items have a word that other forms of it show little."""
    count = snapshot.count(WEIGHTED_FIELD, part)
    return count > max(snapshot.items * _COMMON, _SURELY_FEW)


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
    covered, scores, shares, impacts = np.zeros((4, terms.snapshot.items), np.float32)
    rarities: list[float] = []
    for own in evidence:
        rarity = _lay_out(terms, own, shares, impacts)
        rarities.append(rarity)
        covered += np.multiply(shares, np.float32(rarity), out=shares)
        scores += np.multiply(impacts, np.float32(rarity), out=impacts)
        shares.fill(0)
        impacts.fill(0)
    known = [rarity for rarity in rarities if rarity]
    # A word that the library lacks counts like the others, so that no item covers all.
    usual = sum(known) / len(known) if known else 1.0
    covered /= np.float32(sum(rarity or usual for rarity in rarities))
    return covered, scores


def _lay_out(terms: TermItems, evidence: list[_Evidence], shares: Shares, impacts: Shares) -> float:
    """Fill in what each item has of a word, and return the word's idf, 0 if nothing shows it.

    `shares` and `impacts` have a 0 for each item of the library.
    """
    pieces = [own for own in evidence if own.is_piece]
    for own in pieces:
        numbers, impact = _shown(terms, own)
        shares[numbers] += np.float32(own.closeness)
        impacts[numbers] += impact
    count = np.count_nonzero(shares >= _MOST_PIECES) if pieces else 0
    # The closest comes last, and stays.
    for own in sorted(set(evidence).difference(pieces), key=lambda own: own.closeness):
        numbers, impact = _shown(terms, own)
        shares[numbers] = np.float32(own.closeness)
        impacts[numbers] = impact
        count = len(numbers) or count
    if not pieces:
        count = np.count_nonzero(shares)
    return idf(terms.snapshot.items, int(count)) if count else 0.0


def _shown(terms: TermItems, own: _Evidence) -> tuple[NDArray[np.intp], Shares]:
    """Return the items with some evidence, and what it is worth in each."""
    if own.closeness == 1 and len(own.way) > 1:
        items = terms.with_way(own.way, WEIGHTED_FIELD)
    else:
        items = reduce(and_, (terms.items(term) for term in own.way))
    total = np.zeros(len(items), np.float32)
    for term in own.way:
        total += term_impacts(terms, term, items.numbers)
    return items.numbers, total * np.float32(own.closeness / len(own.way))


def _written(evidence: list[list[_Evidence]]) -> tuple[Word, ...]:
    """Return what the evidence may look like in a text."""
    found = (
        Word(term.term, is_prefix=term.is_prefix and not is_cjk(term.term))
        for own in evidence
        for one in own
        for term in one.way
    )
    return tuple(dict.fromkeys(found))
