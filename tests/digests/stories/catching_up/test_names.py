"""What titles name."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from digests.stories.catching_up.names import (
    names_of,
    packed_counts,
    packed_names,
    pairs_of,
    unpacked_counts,
    unpacked_names,
)
from tests.factories import item

NAME = st.text("abz0.@", min_size=1, max_size=5)


def named(title, text="", **options):
    return names_of([item(title, text, **options)])[0]


def test_names_come_in_the_order_of_the_title_and_events_at_the_end():
    assert named("Tessel launches Heron-4.2") == ("tessel", "heron", "heron4.2", "@release")


def test_a_word_that_texts_write_small_is_no_name():
    title = "Quillon Model Praised By Keepers"
    assert "praised" in named(title)
    assert named(title, "It was praised by its keepers, a model of care.") == ("quillon",)


def test_in_a_chinese_title_every_latin_word_is_a_name():
    assert named("今天推出了全新的 heron 模型") == ("heron", "@release")


def test_a_company_has_one_name_in_both_languages():
    assert "google" in named("谷歌推出了全新的模型")
    assert named("Heron", alternative_title="谷歌的模型") == ("heron", "google")


def test_pairs_are_the_same_in_any_order_and_events_form_none_of_their_own():
    assert list(pairs_of(("b", "a", "@x", "@y"))) == ["a b", "@x b", "@x a", "@y b", "@y a"]
    assert list(pairs_of(("@x", "@y"))) == []


@given(st.lists(st.lists(NAME, max_size=4), min_size=1, max_size=5))
def test_packed_names_come_back(names):
    assert unpacked_names(packed_names(names)) == names


def test_packed_counts_come_back():
    assert unpacked_counts(packed_counts([("a", "b"), ("a",)])) == {"a": 2, "b": 1, "a b": 1}
    assert unpacked_counts(packed_counts([()])) == {}
    assert unpacked_counts(packed_counts([])) == {}
