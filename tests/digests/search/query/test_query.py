from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests import QueryError
from digests.search.query.model import (
    All,
    AnyOf,
    DateField,
    Dates,
    Exact,
    ExactField,
    LinkPart,
    LinkTo,
    Not,
    Order,
    Phrase,
    Query,
    Recent,
    TextField,
    Value,
    Word,
    positive_words,
    value_key,
)
from digests.search.query.parser import MAX_DEPTH, parse_query

A, B, C = Word("a"), Word("b"), Word("c")

PIECES = st.sampled_from(
    ["a", "大模型", "gpt-5.6", "OR", "AND", "NOT", "or", "-", "(", ")", '"', "*", " ", " ", "in:",
     "title:", "after:", "x:", "2026-01", "last:", "7d", "is:", "unread", "sort:new", "：", "“",
     "”", "（", "）", "https://", "a.com/", "site:", "link:", "www.", ",", "…", "The ", "，", ":)"]
)  # fmt: skip
TYPED = st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=16).map("".join))


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ("a", A),
        ("a b", All((A, B))),
        ("a OR b", AnyOf((A, B))),
        ("a b OR c", AnyOf((All((A, B)), C))),
        ("a (b OR c)", All((A, AnyOf((B, C))))),
        ("-a", Not(A)),
        ("a -(b c)", All((A, Not(All((B, C)))))),
        ('"a b"', Phrase("a b")),
        ("“a b”", Phrase("a b")),
        ("gpt*", Word("gpt", is_prefix=True)),
        ("a AND b", All((A, B))),
        ("a AND -b", All((A, Not(B)))),
        ("a NOT b", All((A, Not(B)))),
        ("a AND NOT (b c)", All((A, Not(All((B, C)))))),
        ("NOT a", Not(A)),
        ("a OR NOT b", AnyOf((A, Not(B)))),
        ("a or b", All((A, Word("or"), B))),
        ("a and b", All((A, Word("and"), B))),
        ("AND a", All((Word("and"), A))),
        ("a AND", All((A, Word("and")))),
        ("a NOT", All((A, Word("not")))),
        ("OR a", All((Word("or"), A))),
        ("topic:NOT", Word("not", TextField.TOPIC)),
        ("in:lantern", Word("lantern", TextField.PUBLICATION)),
        ('section:"new models"', Phrase("new models", TextField.SECTION)),
        ('in:"smol-ai"', Value(TextField.PUBLICATION, "smol-ai")),
        ('company:"Maple Leaf"', Value(TextField.COMPANY, "Maple Leaf")),
        ('model:"a"', Value(TextField.MODEL, "a")),
        ('topic:"a"', Value(TextField.TOPIC, "a")),
        ('person:"a"', Value(TextField.PERSON, "a")),
        ('title:"a"', Phrase("a", TextField.TITLE)),
        ("title:gpt*", Word("gpt", TextField.TITLE, is_prefix=True)),
        ("title：模型", Word("模型", TextField.TITLE)),
        ("company:a", Word("a", TextField.COMPANY)),
        ("model:a", Word("a", TextField.MODEL)),
        ("topic:a", Word("a", TextField.TOPIC)),
        ("person:a", Word("a", TextField.PERSON)),
        ("site:www.GitHub.com", Exact(ExactField.SITE, "github.com")),
        ("site:https://arxiv.org/", Exact(ExactField.SITE, "arxiv.org")),
        ("site:*.arxiv.org", Exact(ExactField.SITE, "arxiv.org")),
        ("site:枫叶.example", Exact(ExactField.SITE, "枫叶.example")),
        ("site:GitHub.com/Oak", LinkTo("github.com/oak", LinkPart.START)),
        ("site:https://www.github.com/oak/", LinkTo("github.com/oak", LinkPart.START)),
        ("site:github.com/oak/*", LinkTo("github.com/oak", LinkPart.START)),
        ("site:github.com/oa*", LinkTo("github.com/oa", LinkPart.ANY)),
        ("link:Oak/Heron", LinkTo("oak/heron", LinkPart.ANY)),
        ("link:/pull/", LinkTo("/pull/", LinkPart.ANY)),
        ("link:https://github.com/oak", LinkTo("github.com/oak", LinkPart.ANY)),
        ("lang:ZH", Exact(ExactField.LANGUAGE, "zh")),
        ("is:unread", Exact(ExactField.STATE, "unread")),
        ("tag:later", Exact(ExactField.TAG, "later")),
        ("has:link", Exact(ExactField.HAS, "link")),
        ("last:2w", Recent(14)),
        ("https://a.b/c", LinkTo("a.b/c")),
        ("std::fs", Word("std::fs")),
        ("model::fs", Word("model::fs")),
        ("colour:red", Word("colour:red")),
        ("in: a", All((Word("in"), A))),
        ("a*b", Word("a*b")),
        ("**a**", Word("**a")),
        ('27" a', All((Word('27"'), A))),
        ("a()", A),
        ("3:30", Word("3:30")),
        ("a - b", All((A, B))),
        ("a & b", All((A, B))),
        ("a b a", All((A, B))),
        ("a OR a", A),
        ("--a", A),
    ],
)
def test_what_is_typed_is_understood(typed: str, part: object) -> None:
    assert parse_query(typed) == Query(part)  # type: ignore[arg-type] # the table holds parts only


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("after:2026", "2026-01-01", "2026-12-31"),
        ("before:2026-02", "2026-02-01", "2026-02-28"),
        ("on:2026-02-03", "2026-02-03", "2026-02-03"),
        ("on:2026/2/3", "2026-02-03", "2026-02-03"),
    ],
)
def test_a_date_is_the_whole_period_that_was_typed(typed: str, first: str, last: str) -> None:
    field = DateField(typed.partition(":")[0])
    days = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    assert parse_query(typed).part == Dates(field, *days)


def test_the_order_is_no_part_of_what_is_wanted() -> None:
    assert parse_query("a sort:new b") == Query(All((A, B)), Order.NEW)


def test_nothing_typed_asks_for_nothing() -> None:
    assert parse_query("  ") == Query(None)


@pytest.mark.parametrize(
    ("typed", "position", "expected"),
    [
        ('say "hello', 4, "closing quotation mark"),
        ("(a b", 0, "closing parenthesis"),
        ("a b)", 3, "no opening parenthesis"),
        ("a OR", 2, "both sides of OR"),
        ("a ()", 2, "inside the parentheses"),
        ("a OR !", 2, "both sides of OR"),
        ("site:.", 5, "a host is expected"),
        ("link:*", 5, "a part of an address is expected"),
        ("in:(a)", 3, "value is expected right after in:"),
        ("a in:", 5, "value is expected right after in:"),
        ("in:!", 3, "letters or digits"),
        ("after:soon", 6, "such as 2026, 2026-01"),
        ("on:2026-13", 3, "such as 2026, 2026-01"),
        ("last:week", 5, "such as 7d"),
        ("last:0d", 5, "such as 7d"),
        ("sort:old", 5, "best or new"),
        ("is:blue", 3, "read or unread or starred"),
        ("a lang:xx", 7, "zh or en"),
        ("!!!", 0, "letters or digits"),
        ("-", 0, "letters or digits"),
    ],
)
def test_a_mistake_is_named_with_its_place(typed: str, position: int, expected: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse_query(typed)
    assert caught.value.position == position
    assert expected in caught.value.expected


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(QueryError, match="nested too deeply"):
        parse_query("(" * (MAX_DEPTH + 1) + "a" + ")" * (MAX_DEPTH + 1))


def refusal(typed: str) -> QueryError | None:
    try:
        parse_query(typed)
    except QueryError as error:
        return error
    return None


@given(TYPED)
def test_a_query_is_understood_or_refused_with_a_place_inside_it(typed: str) -> None:
    error = refusal(typed)
    assert error is None or (0 <= error.position <= len(typed) and error.expected)


@given(TYPED)
def test_a_query_spelled_out_means_the_same(typed: str) -> None:
    if refusal(typed) is None:
        query = parse_query(typed)
        assert parse_query(str(query)) == query


@pytest.mark.parametrize(
    ("asked", "has", "lacks"),
    [
        (
            LinkTo("github.com/oak"),
            ["github.com/oak"],
            ["github.com/oak/heron", "github.com/oaks", "gist.github.com/oak"],
        ),
        (
            LinkTo("github.com/oak", LinkPart.START),
            ["github.com/oak", "github.com/oak/heron", "gist.github.com/oak", "github.com/oak?a=1"],
            ["github.com/oaks", "mygithub.com/oak", "a.example/x.github.com/oak", "github.com"],
        ),
        (
            LinkTo("/oak/", LinkPart.ANY),
            ["github.com/oak", "github.com/oak/heron"],
            ["github.com/oaks", "oak/heron"],
        ),
    ],
)
def test_a_link_is_meant_by_its_whole_address_its_start_or_a_part(
    asked: LinkTo, has: list[str], lacks: list[str]
) -> None:
    assert [address for address in has + lacks if asked.has(address)] == has


def test_a_whole_address_may_also_stand_in_a_text() -> None:
    assert LinkTo("github.com/oak").written == Phrase("https://github.com/oak")
    assert LinkTo("github.com/oak", LinkPart.START).written is None


def test_a_value_is_the_same_in_any_spelling() -> None:
    assert value_key("“Maple” Leaf") == value_key("maple-leaf") != value_key("maple")


def test_the_words_to_mark_are_those_that_are_wanted() -> None:
    part = parse_query('a -b (c OR company:"a b") https://a.b/c').part
    assert list(positive_words(part)) == [A, C, Phrase("a b", TextField.COMPANY)]
