from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests import joined, narrowed, narrowings, with_other_order
from digests.search.query.model import All, TextField, Value, Word
from digests.search.query.parser import parse_query


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("", 'company:"nest"'),
        ("heron", 'company:"nest" heron'),
        ("heron ", 'company:"nest" heron'),
        ("heron OR crane", 'company:"nest" (heron OR crane)'),
        ("(heron OR crane)", 'company:"nest" (heron OR crane)'),
        ("heron company:Nest", "heron"),
        ('company:"nest" heron', "heron"),
        ("heron -company:nest crane", 'company:"nest" heron crane'),
        ("heron AND company:nest", "heron"),
        ("company:nest AND heron", "heron"),
        ("heron AND company:nest AND crane", "heron AND crane"),
        ("heron NOT company:nest crane", 'company:"nest" heron crane'),
        ("company: nest", 'company:"nest" company: nest'),
        ("(company:nest OR heron)", 'company:"nest" (company:nest OR heron)'),
        ("company:nest OR heron", 'company:"nest" (company:nest OR heron)'),
        ('say "company:nest"', 'company:"nest" say "company:nest"'),
    ],
)
def test_a_value_is_demanded_or_no_longer(query: str, wanted: str) -> None:
    assert narrowed(query, "company", "nest") == wanted


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("heron", '-company:"nest" heron'),
        ("heron -company:nest", "heron"),
        ("company:nest heron", '-company:"nest" heron'),
    ],
)
def test_a_value_is_excluded_or_no_longer(query: str, wanted: str) -> None:
    assert narrowed(query, "company", "nest", excluded=True) == wanted


def test_values_with_spaces_and_other_spellings_are_known_again() -> None:
    query = narrowed("heron", "company", "Hugging Face")
    assert query == 'company:"Hugging Face" heron'
    assert narrowed(query, "company", "hugging-face") == "heron"


def test_what_a_query_demands_is_listed() -> None:
    found = narrowings("heron in:lantern -site:x.org/a NOT topic:b (company:nest) sort:new")
    assert [(part.field, part.value, part.is_excluded) for part in found] == [
        ("in", "lantern", False),
        ("site", "x.org/a", True),
        ("topic", "b", True),
    ]


@pytest.mark.parametrize("query", ["in:a OR heron", '"in:a', "(in:a)", "in: a", "heron"])
def test_what_only_some_hits_have_is_not_demanded(query: str) -> None:
    assert narrowings(query) == ()


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("heron", "sort:new heron"),
        ("heron sort:new", "heron"),
        ("sort:new heron", "heron"),
        ("heron sort:best", "sort:new heron"),
        ("heron OR crane", "sort:new (heron OR crane)"),
        ("", "sort:new"),
    ],
)
def test_the_order_changes_and_is_seen_in_the_query(query: str, wanted: str) -> None:
    assert with_other_order(query) == wanted


WORDS = st.lists(
    st.sampled_from(["heron", '"a b"', "-x", "(y OR z)", "lang:zh", "开源"]), max_size=5
)


@given(
    alternatives=st.lists(WORDS.filter(bool).map(" ".join), min_size=1, max_size=4),
    value=st.sampled_from(["a", "a b", "开源"]),
)
def test_narrowing_twice_means_what_the_query_meant(alternatives: list[str], value: str) -> None:
    query = " OR ".join(alternatives)
    twice = narrowed(narrowed(query, "in", value), "in", value)
    assert parse_query(twice) == parse_query(query)


def test_joining_keeps_a_choice_together() -> None:
    assert joined("a OR b", "is:unread") == "is:unread (a OR b)"
    assert joined("", "is:unread") == "is:unread"


def test_a_word_that_is_being_written_stays_the_last() -> None:
    asked = parse_query(with_other_order(narrowed("her", "company", "nest")))
    assert asked.part == All((Value(TextField.COMPANY, "nest"), Word("her")))
