from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests import Completion, QueryError, complete
from digests.model.comparable_addresses import comparable_address
from digests.search.query.completion import field_clause
from digests.search.query.model import Exact, LinkTo, Value
from digests.search.query.parser import parse_query

VALUES = {
    "company": (("Nest", 30), ("Hugging Face", 12)),
    "topic": (("开源", 7),),
    "sort": (("new", 0), ("best", 0)),
}


def values(field: str, start: str) -> tuple[tuple[str, int], ...]:
    return tuple(pair for pair in VALUES.get(field, ()) if pair[0].lower().startswith(start))


def completed(typed: str) -> Completion:
    """Complete where `|` stands."""
    return complete(typed.replace("|", ""), typed.index("|"), values)


def written(typed: str, number: int = 0) -> str:
    """Return the query with a candidate in it, and `|` for the cursor."""
    text, cursor = completed(typed).applied(number)
    return f"{text[:cursor]}|{text[cursor:]}"


@pytest.mark.parametrize(
    ("typed", "result"),
    [
        ("comp|", "company:|"),
        ("heron COMP|", "heron company:|"),
        ("heron -comp| crane", "heron -company:| crane"),
        ("(co|", "(company:|"),
        ("company:|", 'company:"Nest"|'),
        ("company:n|", 'company:"Nest"|'),
        ("-company:n| heron", '-company:"Nest"| heron'),
        ("company:n|ext heron", 'company:"Nest"| heron'),
        ("company:hug|", 'company:"Hugging Face"|'),
        ('company:"hug|', 'company:"Hugging Face"|'),
        ('company:"hug|ging f" heron', 'company:"Hugging Face"| heron'),
        ("“a phrase” company:n|", '“a phrase” company:"Nest"|'),
        ("topic：开|", 'topic:"开源"|'),
        ("sort:|", "sort:new|"),
    ],
)
def test_a_field_or_a_value_takes_the_place_of_the_word(typed: str, result: str) -> None:
    assert written(typed) == result


def test_candidates_come_in_the_order_of_the_values_with_their_counts() -> None:
    found = completed("company:|").candidates
    assert [(candidate.name, candidate.count) for candidate in found] == [
        ("Nest", 30),
        ("Hugging Face", 12),
    ]
    assert written("company:|", 1) == 'company:"Hugging Face"|'


@pytest.mark.parametrize(
    "typed",
    [
        "|",
        "heron |",
        "heron|",
        '"comp|',
        '"a phrase comp|',
        "company:x|",
        "link:heron|",
        "site:heron.example/ne|",
        "https://comp|",
        "9|",
        "sort:new|",
    ],
)
def test_nothing_is_offered_where_nothing_fits(typed: str) -> None:
    assert completed(typed).candidates == ()


@pytest.mark.parametrize("value", ["a b", 'say "hi"', "(x)", "//x", "c*", "开源（上）"])
def test_values_with_signs_of_the_query_language_are_quoted(value: str) -> None:
    part = parse_query(field_clause("company", value)).part
    assert isinstance(part, Value)


@given(value=st.text(st.characters(categories=["L", "N", "P", "Z"]), min_size=1))
def test_a_spelled_value_is_one_part_of_a_query_or_has_no_letters(value: str) -> None:
    try:
        part = parse_query(field_clause("site", value)).part
    except QueryError:
        assert not comparable_address(value)
    else:
        assert isinstance(part, Exact | LinkTo)


@given(text=st.text(st.sampled_from('company: "()-OR开n')), cursor=st.integers(0, 30))
def test_completing_keeps_what_stands_around_the_word(text: str, cursor: int) -> None:
    cursor = min(cursor, len(text))
    found = complete(text, cursor, values)
    assert 0 <= found.start <= cursor <= found.end <= len(text)
    for number, candidate in enumerate(found.candidates):
        changed, place = found.applied(number)
        assert changed[: found.start] == text[: found.start]
        assert changed[found.start : place] == candidate.spelling
        assert changed[place:] == text[found.end :]
