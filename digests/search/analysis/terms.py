"""The terms of a text: words, parts of names, and pairs of Chinese characters."""

from __future__ import annotations

from operator import add
from typing import TYPE_CHECKING, NamedTuple

from digests.search.analysis.characters import (
    CJK,
    EMOJI,
    FIRST_CJK,
    FIRST_HAN,
    LAST_HAN,
    PART,
    WORD,
    WORD_OR_WIDE_GAP,
    compiled,
    pattern_for,
)
from digests.search.analysis.folding import folded_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAX_SQUASHED = 4
"""At most this many neighbouring parts are squashed into one term."""


def terms(text: str) -> list[str]:
    """Return the terms of `text` as often as they occur, in reading order."""
    result: list[str] = []
    folded = folded_text(text)
    for word in pattern_for(folded, WORD).findall(folded):
        result += _pairs_of(word) if is_run(word) else SPELLED[word].terms
    return result


def words_and_gaps(text: str) -> list[str]:
    """Return the folded words of `text`, and as words the wide gaps and ends of lines.

    Each part of a name, each Chinese character and each gap takes one position, so words with more
    than `GAP` or the end of a line between them leave one position free.
    """
    folded = folded_text(text)
    found: list[str] = pattern_for(folded, WORD_OR_WIDE_GAP).findall(folded)
    return found


def words(text: str) -> Iterator[str]:
    """Yield the folded words of `text`: whole runs of Chinese, whole names with joiners."""
    folded = folded_text(text)
    yield from pattern_for(folded, WORD).findall(folded)


def parts(word: str) -> list[str]:
    """Return the parts of a folded word for which `is_cjk` is False: `gpt`, `5.6` of `gpt-5.6`."""
    return [part.replace(",", "") for part in pattern_for(word, PART).findall(word)]


def squashed(neighbours: list[str]) -> str:
    """Return parts as one term: `gpt` and `5.6` give `gpt56`."""
    return "".join(neighbours).replace(".", "")


def is_cjk(word: str) -> bool:
    """Return whether a folded word is a run of Chinese characters, kana or Hangul, or an emoji."""
    return word[0] >= FIRST_CJK and compiled(f"[{CJK}]|{EMOJI}").match(word) is not None


def is_run(word: str) -> bool:
    """Return `is_cjk(word)`, in less time for most runs."""
    first = word[0]
    return first >= FIRST_CJK and (FIRST_HAN <= first <= LAST_HAN or is_cjk(word))


def _pairs_of(run: str) -> list[str]:
    return [*map(add, run, run[1:]), run[-1]]


def _spellings(word: str) -> Iterator[tuple[str, int]]:
    """Yield the parts of a word, and what a query may write of it without joiners.

    These are neighbours, a name with the numbers behind it, and the whole word; each with the
    number of parts before it.
    """
    names = parts(word)
    for first, name in enumerate(names):
        yield name, first
        is_name = True
        for last in range(first + 1, min(first + MAX_SQUASHED, len(names))):
            is_name = is_name and names[last][0].isdigit()
            is_whole = first == 0 and last == len(names) - 1
            if is_name or is_whole or last == first + 1:
                yield squashed(names[first : last + 1]), first


class SpelledWord(NamedTuple):
    """The terms of one word, none for a gap."""

    terms: Sequence[str]

    places: Sequence[int]
    """Of each term, the number of parts before it."""

    length: int
    """The number of parts, 1 for a gap."""


class _SpelledWords(dict[str, SpelledWord]):
    """Caches the terms of each word that is not Chinese: a few thousand words keep recurring."""

    def __missing__(self, word: str) -> SpelledWord:
        if word.isascii() and word.isalpha():
            known = SpelledWord((word,), (0,), 1)
        else:
            spelled = list(_spellings(word))
            places = tuple(place for _, place in spelled)
            own_terms = tuple(term for term, _ in spelled)
            known = SpelledWord(own_terms, places, max(places, default=0) + 1)
        if len(self) < 100_000 and len(word) < 100:
            self[word] = known
        return known


SPELLED = _SpelledWords()
"""The terms of each word or gap of `words_and_gaps` for which `is_run` is False."""
