"""What an issue itself puts first: the items that its title and its summary speak of."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from digests.stories.comparison.features import folded, is_chinese, is_product, is_word, terms
from digests.stories.catching_up.names import shares

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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
    places = [0] * len(items)
    weights = _Weights(items)
    for place, sentence in enumerate(sentences, 1):
        for part in {sentence, *_CLAUSE_END.split(sentence)}:
            for index in weights.spoken_of(_said_in(part)):
                places[index] = places[index] or place
    return places


def _said_in(sentence: str) -> frozenset[str]:
    """Return the terms of a sentence without bare numbers, which are dates and counts."""
    found = terms(folded(sentence)) - _MASTHEAD
    return frozenset(t for t in found if is_word(t) or is_product(t) or is_chinese(t))


class _Weights:
    """The terms of an issue's items, weighed by how few of them have each."""

    def __init__(self, items: Sequence[Features]) -> None:
        counts = Counter(term for one in items for term in one.terms)
        common = shares(counts)
        self._says = {term: _says(term, common[term]) for term in counts}
        self._weight = {
            term: (0.55 if is_chinese(term) else 1) * math.log(1 + len(items) / n)
            * (_SAYS_LITTLE if common[term] > _COMMON else 1)
            for term, n in counts.items()
        }
        self._items: list[Mapping[str, float]] = []
        self._holders: defaultdict[str, list[int]] = defaultdict(list)
        for index, one in enumerate(items):
            own = {t: self._weight[t] * (2 if t in one.title else 1) for t in one.terms}
            self._items.append(own)
            for term in own:
                self._holders[term].append(index)

    def spoken_of(self, sentence: frozenset[str]) -> Iterator[int]:
        """Yield the indexes of the items that are most like a sentence."""
        own = {term: self._weight[term] for term in sentence & self._weight.keys()}
        if sum(self._says[t] for t in own) < _SAYS_ENOUGH:
            return
        sums: defaultdict[int, float] = defaultdict(float)
        for term in sorted(own):
            for index in self._holders[term]:
                sums[index] += own[term] * self._items[index][term]
        here = _length(own)
        likes = [(s / (here * _length(self._items[i])), -i) for i, s in sums.items() if here]
        best = sorted((like for like in likes if like[0] >= _LIKE), reverse=True)[:_MOST_ITEMS]
        for like, index in best:
            shared = own.keys() & self._items[-index].keys()
            if like >= _NEARLY * best[0][0] and sum(self._says[t] for t in shared) >= _SAYS_ENOUGH:
                yield -index


def _says(term: str, common: float) -> float:
    says = 2.0 if is_product(term) else 0.5 if is_chinese(term) else 1.0
    return says * _SAYS_LITTLE if common > _COMMON else says


def _length(weights: Mapping[str, float]) -> float:
    return math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
