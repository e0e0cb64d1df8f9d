"""The terms of all texts of an issue, and where they stand.

Each distinct word is spelled once, and arrays copy its terms to all places where it stands, so no
Python code runs per occurrence.
"""

from __future__ import annotations

from itertools import compress
from operator import not_
from typing import TYPE_CHECKING, Any, NamedTuple

from digests.search.analysis.terms import SPELLED, is_run, words_and_gaps
from digests.search.index.arrays import np
from digests.search.index.occurrences import stretches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Counts = NDArray[np.int64]
    Indexes = NDArray[np.intp]


_SHIFT = np.uint64(32)
_SECOND = np.uint64(0xFFFFFFFF)
"""Of a pair of characters in one integer, the bits of the second."""
_NOTHING = np.uint64(0)


class Numbers(dict[str, int]):
    """Numbers terms in the order in which they are first looked up."""

    def __missing__(self, term: str) -> int:
        self[term] = number = len(self)
        return number


class PlacedTexts(NamedTuple):
    """The terms of texts that follow one another, with one position left out after each.

    An empty text takes no position.
    """

    terms: tuple[str, ...]
    """Distinct, in no particular order."""

    term: Indexes
    """Of each occurrence, the term's index in `terms`; in reading order."""

    position: Counts
    """Of each occurrence, counted from the start of the first text."""

    counts: Counts
    """Of each text, how many terms it has."""

    ends: Counts
    """Of each text, the position where the next one begins."""


class _Spelled(NamedTuple):
    """Distinct words, those of Chinese characters last."""

    terms: tuple[str, ...]
    """Distinct terms of the words."""
    term: Indexes
    """Of all words, one after another: the indexes in `terms`."""
    place: Counts
    """Of each of these, the number of parts of its word before it."""
    counts: Counts
    """Of each word, how many terms it has."""
    lengths: Counts
    """Of each word, how many positions it takes."""


def placed_texts(texts: Sequence[str]) -> PlacedTexts:
    """Return the terms of `texts`."""
    numbers = Numbers()
    known: dict[str, list[int]] = {}
    words: list[int] = []
    sizes: list[int] = []
    for text in texts:
        if text not in known:
            known[text] = list(map(numbers.__getitem__, words_and_gaps(text)))
        words += known[text]
        sizes.append(len(known[text]))
    chinese = list(map(is_run, numbers))
    spelled = _spelled([*compress(numbers, map(not_, chinese))], [*compress(numbers, chinese)])
    word = np.argsort(np.argsort(chinese, kind="stable"))[np.array(words, np.intp)]
    return _placed(spelled, word, np.array(sizes), np.array(list(map(bool, texts))))


def _placed(
    spelled: _Spelled, word: Indexes, sizes: Counts, takes_one: NDArray[np.bool_]
) -> PlacedTexts:
    """Place the words of texts.

    Args:
        spelled: the distinct words.
        word: of each word of all texts, its index in `spelled`.
        sizes: of each text, how many words it has.
        takes_one: of each text, whether one position is left out after it.
    """
    counts, lengths = spelled.counts[word], spelled.lengths[word]
    ends, left_out, last_words = np.cumsum(lengths), np.cumsum(takes_one), np.cumsum(sizes)
    begins = ends - lengths + np.repeat(left_out - takes_one, sizes)
    at = stretches(spelled.counts, word)
    return PlacedTexts(
        spelled.terms,
        spelled.term[at],
        np.repeat(begins, counts) + spelled.place[at],
        np.diff(np.append(0, np.cumsum(counts))[last_words], prepend=0),
        np.append(0, ends)[last_words] + left_out,
    )


def _spelled(words: Sequence[str], runs: Sequence[str]) -> _Spelled:
    """Return the terms of distinct words; `runs` are those of Chinese characters."""
    numbers = Numbers()
    spelled = [SPELLED[word] for word in words]
    term = [numbers[term] for own in spelled for term in own.terms]
    place = [place for own in spelled for place in own.places]
    sizes = np.array([len(run) for run in runs], np.int64)
    pairs, pair = _pairs("".join(runs), sizes)
    return _Spelled(
        (*numbers, *pairs),
        np.append(np.array(term, np.intp), pair + len(numbers)),
        np.append(
            np.array(place, np.int64),
            np.arange(len(pair)) - np.repeat(np.cumsum(sizes) - sizes, sizes),
        ),
        np.append(np.array([len(own.terms) for own in spelled], np.int64), sizes),
        np.append(np.array([own.length for own in spelled], np.int64), sizes),
    )


def _pairs(text: str, sizes: Counts) -> tuple[list[str], Indexes]:
    """Return the distinct pairs of characters in runs, and of each character its pair's index.

    `text` has the runs, and `sizes` their lengths. The last character of a run stands alone.
    """
    first = np.frombuffer(text.encode("utf-32-le"), "<u4").astype(np.uint64)
    second = np.append(first[1:], _NOTHING)
    second[np.cumsum(sizes) - 1] = _NOTHING
    keys, pair = np.unique(first << _SHIFT | second, return_inverse=True)
    letters = np.stack((keys >> _SHIFT, keys & _SECOND), axis=1).astype("<u4")
    spelled = letters.tobytes().decode("utf-32-le")
    return [spelled[at : at + 2].rstrip("\0") for at in range(0, len(spelled), 2)], pair


def in_order(numbers: NDArray[np.integer[Any]]) -> Indexes:
    """Return a stable `argsort`. Sorting integers that hold both takes a fraction of its time."""
    keys = numbers.astype(np.uint64) << _SHIFT | np.arange(len(numbers), dtype=np.uint64)
    keys.sort()
    return (keys & _SECOND).astype(np.intp)
