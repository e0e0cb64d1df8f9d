"""Marking a text and choosing its snippet costs in proportion to its length, or less."""

from __future__ import annotations

import pytest

from digests.search.evaluation.snippets import MOST_SEARCHED, highlight, snippet
from digests.search.query.model import positive_words
from digests.search.query.parser import parse_query
from digests.search.query.spellings import highlight_patterns
from tests.doubling import MOST, growth

LENGTH = 8 * 1024
TEXTS = {
    "letters": "a",
    "a word": "gpt ",
    "a word and ellipses": "gpt … ",
    "digits": "1",
    "grouped digits": "1,000,",
    "spaces": " ",
    "Chinese": "模型",
    "ellipses": "…",
    "marks": "\u0301",
    "marked letters": "a\u0301",
    "hyphens": "-",
    "hyphenated letters": "a-",
    "ligatures": "ﷺ",
    "jamo": "\u1100\u1161",
    "all of these": "gpt-5, 模型… 1,000 \u0301",
}
QUERIES = ("gpt a 1", "gpt-1 模型", '"a a" 000', "a-a-a 1000")


def patterns(query):
    return highlight_patterns(tuple(positive_words(parse_query(query).part)))


def of_length(piece, length):
    return piece * (length // len(piece))


@pytest.mark.parametrize("work", [highlight, snippet])
@pytest.mark.parametrize("name", TEXTS)
def test_twice_the_text_takes_twice_the_time(name, work):
    short, long = of_length(TEXTS[name], LENGTH), of_length(TEXTS[name], 2 * LENGTH)
    searched = [patterns(query) for query in QUERIES]
    assert growth(lambda text: [work(each, text) for each in searched], short, long) <= MOST


class Counting(str):
    """A text that counts how much of it is read."""

    __slots__ = ("read",)

    def __getitem__(self, key):
        piece = super().__getitem__(key)
        self.read = getattr(self, "read", 0) + len(piece)
        return piece


@pytest.mark.parametrize("query", ["gpt", "heron"])
def test_a_snippet_reads_a_bounded_part_of_the_longest_text(query):
    text = Counting(of_length("gpt … 模型 ", 64 * MOST_SEARCHED))
    snippet(patterns(query), text)
    assert text.read < 2 * MOST_SEARCHED
