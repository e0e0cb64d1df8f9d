"""Terms with their places, word by word: what the arrays of the index are compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from digests.search.analysis import fold, is_cjk, squashed, terms
from digests.search.analysis.characters import PART, WORD, pattern_for
from digests.search.analysis.terms import SPELLED, words_and_gaps

if TYPE_CHECKING:
    from collections.abc import Iterator


class Token(NamedTuple):
    """A term and the characters of a text that it stands for."""

    term: str
    start: int
    end: int


class PlacedTerms(NamedTuple):
    """The terms of a text, in reading order, and where each begins, counted in parts of words."""

    terms: list[str]
    positions: list[int]
    length: int


def tokens(text: str) -> Iterator[Token]:
    """The terms of a text in reading order."""
    folded = fold(text)
    for match in pattern_for(folded.text, WORD).finditer(folded.text):
        for term, start, end in _in_word(match[0]):
            yield Token(term, *folded.span(match.start() + start, match.start() + end))


def _in_word(word: str) -> Iterator[tuple[str, int, int]]:
    if is_cjk(word):
        for index in range(len(word) - 1):
            yield word[index : index + 2], index, index + 2
        yield word[-1], len(word) - 1, len(word)
        return
    matches = list(pattern_for(word, PART).finditer(word))
    names = [match[0].replace(",", "") for match in matches]
    for term, first in zip(SPELLED[word].terms, SPELLED[word].places, strict=True):
        ends = range(first + 1, len(names) + 1)
        end = next(
            end
            for end in ends
            if term == (names[first] if end == first + 1 else squashed(names[first:end]))
        )
        yield term, matches[first].start(), matches[end - 1].end()


def placed_terms(text: str) -> PlacedTerms:
    """`terms(text)`, each with its position."""
    result: list[str] = []
    positions: list[int] = []
    position = 0
    for word in words_and_gaps(text):
        if is_cjk(word):
            result += terms(word)
            positions += range(position, position + len(word))
            position += len(word)
        else:
            result += SPELLED[word].terms
            positions += [position + place for place in SPELLED[word].places]
            position += SPELLED[word].length
    return PlacedTerms(result, positions, position)
