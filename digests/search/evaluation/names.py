"""Which typed words are one name: `hugging face`, `huggingface` and `hugging-face` are.

The library itself says so. Two neighbouring words are one name when it writes them as one word or
with a hyphen somewhere, and side by side in most of the items that have both. A word is a name in
two parts when these parts would be one. So all spellings become the same word of the query, whose
ways of writing it are the same set of items. A number after a word belongs to it, unless it looks
like a year, as soon as the library has them together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

from digests.search.analysis import is_cjk, words
from digests.search.index.fields import WEIGHTED_FIELD
from digests.search.index.item_sets import ItemSet
from digests.search.query.model import All, AnyOf, Not, TextField, Word
from digests.search.query.spellings import spelling

if TYPE_CHECKING:
    from typing import TypeGuard

    from digests.search.evaluation.matching import TermItems
    from digests.search.query.model import Clause
    from digests.search.query.spellings import Way

_SIDE_BY_SIDE = 0.5
"""The least share of the items with both words in which they are one."""

_WRITTEN_AS_ONE = 0.01
"""The least share of the items with the rarer word in which both are written as one."""

_NUMBER_BESIDE = 0.02
"""The same for a word and a number, of the items that have both."""

_SHORTEST_SPLIT = 5
_SHORTEST_PART = 2
_LETTERS = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Names:
    """Decides what is a name, by the items of a library."""

    terms: TermItems

    def found_in(self, part: Clause) -> Clause:
        """Return a query in which the words of each name are one word."""
        match part:
            case Word() if _may_be_part_of_name(part):
                return self._in_two(part)
            case All():
                found = [self.found_in(inner) for inner in self._joined(part.parts)]
                unique = tuple(dict.fromkeys(found))
                return All(unique) if len(unique) > 1 else unique[0]
            case AnyOf():
                return AnyOf(tuple(map(self.found_in, part.parts)))
            case Not():
                return Not(self.found_in(part.part))
        return part

    def _joined(self, clauses: tuple[Clause, ...]) -> list[Clause]:
        joined: list[Clause] = []
        last = ""
        """The word before, as typed; empty when the clause before is none."""
        for typed in clauses:
            clause = typed
            word = clause.text if _may_be_part_of_name(clause) else ""
            if last and word and self._are_one(last, word):
                before = joined.pop()
                assert isinstance(before, Word), "the clause of `last`"
                clause = Word(f"{before.text} {word}")
            joined.append(clause)
            last = word
        return joined

    def _are_one(self, first: str, second: str) -> bool:
        """Return whether two words, typed one after the other, are one name."""
        if _YEAR.fullmatch(second):
            return False
        known = self.terms.snapshot.names
        if (first, second) not in known:
            is_number = second[0].isdigit()
            known[first, second] = (self._go_together if is_number else self._are_pair)(
                first, second
            )
        return known[first, second]

    def _go_together(self, word: str, number: str) -> bool:
        together = len(self._items(f"{word} {number}"))
        both = len(self._items(word) & self._items(number))
        return together > 0 and together >= _NUMBER_BESIDE * both

    def _are_pair(self, first: str, second: str) -> bool:
        *_, solid = spelling(Word(f"{first} {second}")).ways
        if len(solid) > 1:  # too many parts to be written as one
            return False
        as_one, rarer = self._count(solid), min(self._count_of(first), self._count_of(second))
        if not rarer or as_one < max(1, _WRITTEN_AS_ONE * rarer):
            return False
        both = self._items(first) & self._items(second)
        name = self._items(f"{first} {second}")
        return len(name) >= _SIDE_BY_SIDE * len(both | name)

    def _in_two(self, word: Word) -> Word:
        """Return `word`, in two parts if the library writes it so."""
        (text,) = words(word.text)
        if len(text) >= _SHORTEST_SPLIT and _LETTERS.fullmatch(text):
            for index in range(_SHORTEST_PART, len(text) - _SHORTEST_PART + 1):
                if self._are_one(text[:index], text[index:]):
                    return Word(f"{text[:index]} {text[index:]}")
        return word

    def _items(self, text: str) -> ItemSet:
        ways = spelling(Word(text)).ways
        return reduce(ItemSet.__or__, (self.terms.with_way(way, WEIGHTED_FIELD) for way in ways))

    def _count_of(self, text: str) -> int:
        """Return how many items have a word at most."""
        return max(map(self._count, spelling(Word(text)).ways))

    def _count(self, way: Way) -> int:
        return min(self.terms.snapshot.count(WEIGHTED_FIELD, term.term) for term in way)


def _may_be_part_of_name(clause: Clause) -> TypeGuard[Word]:
    """Return whether a clause is one Latin word or number, searched anywhere."""
    if not isinstance(clause, Word) or clause.field is not TextField.ANYWHERE or clause.is_prefix:
        return False
    folded = list(words(clause.text))
    return len(folded) == 1 and not is_cjk(folded[0])
