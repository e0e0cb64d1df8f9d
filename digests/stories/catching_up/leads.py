"""What an issue itself puts first: the items that its title and its summary speak of."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from digests.stories.catching_up.names import shares
from digests.stories.comparison.features import folded, is_chinese, is_product, is_word, terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from digests.model.issue import Issue
    from digests.stories.comparison.features import Features

_SENTENCE_END = re.compile(r"[\n。！？；]|(?<=[^.\s]{2})[.!?](?=\s|$)")
_MOST_SENTENCES: Final = 12
_MOST_CHARACTERS: Final = 3000
_CLAUSE_END = re.compile(r"[,，、：]\s*")

_LIKE: Final = 0.25
"""The least likeness of a sentence and an item that it speaks of."""
_NEARLY: Final = 0.8
"""Of the most like item: others as like are spoken of too."""
_MOST_ITEMS: Final = 3
"""That one sentence speaks of."""

_COMMON: Final = 0.01
"""The share of news that has a common term."""
_CHINESE: Final = 0.55
"""What a pair of characters weighs, against a word."""
_OTHERS: Final = 0.5
"""What the square of a usual weight is multiplied by, for some words are common."""
_SAYS_LITTLE: Final = 0.3
_SAYS_ENOUGH: Final = 1.5
"""A shared product counts 2, a word 1, a pair of characters half; common ones a third of that."""

_MASTHEAD: Final = frozenset(
    "news daily weekly digest newsletter briefing update total articles sources media outlets "
    "日报 日刊 资讯 周刊 周报 简报 新闻 早报 晚报 快讯 科技".split()
)
"""Words of what a publication calls itself and its parts."""


def lead_sentences(issue: Issue) -> tuple[str, ...]:
    """Return the title and the sentences of the summary, in their order."""
    sentences = _SENTENCE_END.split(issue.summary[:_MOST_CHARACTERS])
    return issue.title, *list(filter(str.strip, sentences))[:_MOST_SENTENCES]


def lead_places(sentences: Sequence[str], items: Sequence[Features]) -> list[int]:
    """Return for each item which sentence speaks of it, from 1; 0 for none.

    Args:
        sentences: what the issue puts first; the first that speaks of an item counts.
        items: all items of the issue.
    """
    parts = [
        (place, _said_in(part))
        for place, sentence in enumerate(sentences, 1)
        for part in dict.fromkeys((sentence, *_CLAUSE_END.split(sentence)))
    ]
    places = [0] * len(items)
    weights = _Weights(items, frozenset().union(*(said for _, said in parts)))
    for place, said in parts:
        for index in weights.spoken_of(said):
            places[index] = places[index] or place
    return places


def _said_in(sentence: str) -> frozenset[str]:
    """Return the terms of a sentence without bare numbers, which are dates and counts."""
    found = terms(folded(sentence)) - _MASTHEAD
    return frozenset(t for t in found if is_word(t) or is_product(t) or is_chinese(t))


class _Weights:
    """The items of an issue by the terms that it puts first."""

    def __init__(self, items: Sequence[Features], said: frozenset[str]) -> None:
        self._holders: defaultdict[str, list[int]] = defaultdict(list)
        shared = [one.terms & said for one in items]
        for index, own in enumerate(shared):
            for term in own:
                self._holders[term].append(index)
        common = shares(self._holders)
        self._says = {term: _says(term, share) for term, share in common.items()}
        self._weight = {
            term: (_CHINESE if is_chinese(term) else 1)
            * (_SAYS_LITTLE if common[term] > _COMMON else 1)
            * math.log(1 + len(items) / len(holders))
            for term, holders in self._holders.items()
        }
        self._items = [
            {term: self._weight[term] * (2 if term in one.title else 1) for term in own}
            for one, own in zip(items, shared, strict=True)
        ]
        self._lengths = [
            self._length(one, own, len(items)) for one, own in zip(items, self._items, strict=True)
        ]

    def spoken_of(self, said: frozenset[str]) -> Iterator[int]:
        """Yield the indexes of the items that are most like a sentence."""
        own = {term: self._weight[term] for term in said & self._weight.keys()}
        if sum(self._says[term] for term in own) < _SAYS_ENOUGH:
            return
        sums: defaultdict[int, float] = defaultdict(float)
        for term in sorted(own):
            for index in self._holders[term]:
                sums[index] += own[term] * self._items[index][term]
        here = _norm(own.values())
        likes = [(total / (here * self._lengths[index]), -index) for index, total in sums.items()]
        best = sorted((like for like in likes if like[0] >= _LIKE), reverse=True)[:_MOST_ITEMS]
        for like, index in best:
            shared = own.keys() & self._items[-index].keys()
            enough = sum(self._says[term] for term in shared) >= _SAYS_ENOUGH
            if enough and like >= _NEARLY * best[0][0]:
                yield -index

    def _length(self, one: Features, shared: Mapping[str, float], items: int) -> float:
        """Return the length of an item; terms that no sentence has weigh as in two items."""
        usual = math.log(1 + items / 2) * (1 if one.is_english else _CHINESE)
        in_title = len(one.title) - sum(term in one.title for term in shared)
        in_text = len(one.terms) - len(one.title) - len(shared) + (len(one.title) - in_title)
        others = (4 * in_title + max(0, in_text)) * usual * usual * _OTHERS
        return _norm(shared.values(), others)


def _says(term: str, common: float) -> float:
    says = 2.0 if is_product(term) else 0.5 if is_chinese(term) else 1.0
    return says * _SAYS_LITTLE if common > _COMMON else says


def _norm(weights: Iterable[float], more: float = 0.0) -> float:
    return math.sqrt(sum(sorted(weight * weight for weight in weights)) + more) or 1.0
