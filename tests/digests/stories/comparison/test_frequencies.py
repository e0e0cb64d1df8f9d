from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.stories.comparison.frequencies import Frequencies

if TYPE_CHECKING:
    from collections.abc import Collection


def unseen():
    """The frequencies of a library without items."""
    return Frequencies(0, 0, lambda _: {})


def test_a_word_is_as_common_as_in_the_language_where_it_is_most_common():
    counts = Frequencies(90_000, 90_000, lambda _: {"quayside": (1, 9_000), "marlow": (1, 1)})
    assert counts.share("quayside") == pytest.approx(9_000 / 140_000, rel=0.01)
    assert counts.rarity("quayside") < counts.rarity("marlow")


@pytest.mark.parametrize(
    "term", ["the", "company", "benchmark", "模型", "公司", "发布", "gpt4", "100"]
)
def test_what_is_plain_in_news_about_ai_is_plain_in_an_empty_library(term):
    assert unseen().share(term) > 0.002


@pytest.mark.parametrize("term", ["quayside", "枫橡", "heron4.2", "=7.13e+11"])
def test_what_was_never_seen_anywhere_is_rare_in_an_empty_library(term):
    assert unseen().share(term) < 0.00001


def test_a_few_weeks_do_not_make_the_news_of_the_week_plain():
    weeks = Frequencies(700, 700, lambda _: {"heron4": (35, 35)})
    assert weeks.share("heron4") < 0.002
    assert weeks.share("heron4") > unseen().share("heron4")


def test_a_large_library_learns_what_is_plain_in_its_own_field():
    large = Frequencies(0, 100_000, lambda _: {"ferry": (0, 10_000)})
    assert large.share("ferry") > 0.05


@given(
    st.integers(0, 10**7).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))),
    st.sampled_from(["the", "的模", "quayside"]),
)
def test_a_share_is_between_none_and_all_items(counts, term):
    items, own = counts
    found = Frequencies(items, items, lambda _: {term: (own, own)})
    assert 0 < found.share(term) < 1
    assert found.rarity(term) > 0


def test_each_term_is_looked_up_once():
    asked: list[str] = []

    def look_up(terms: Collection[str]) -> dict[str, tuple[int, int]]:
        asked.extend(terms)
        return {}

    counts = Frequencies(9, 9, look_up)
    counts.prefetch(["heron", "ferry"])
    counts.prefetch(["ferry", "kiln"])
    assert counts.share("kiln") == counts.share("ferry")
    assert counts.rarity("heron") == counts.rarity("ferry")
    assert sorted(asked) == ["ferry", "heron", "kiln"]
