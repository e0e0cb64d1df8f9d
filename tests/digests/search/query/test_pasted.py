"""Titles, sentences and addresses that were pasted, and what is said about them."""

from __future__ import annotations

import pytest

from digests import QueryError
from digests.search.query.model import All, AnyOf, LinkPart, LinkTo, Not, Phrase, Word
from digests.search.query.parser import MAX_LENGTH, parse_query


@pytest.mark.parametrize(
    "title",
    [
        "Heron-5: a review",
        "Show HN: Maple",
        "C++: an oak in a forest",
        "Re: the nest",
        "Proposal: add nest::Oak::pick() to std::collections",
        "Nest::into_inner(..)",
        "Maple Oak (part 2",
        "The maple, the oak and their leaves) in one picture",
        "枫叶发布新模型（包括 Heron 与 Oak，以及…",
        "枫叶表示，“Heron 的路由方式与 Oak…",
        'A 27" monitor for herons: how tall is 6.1" really?',
        "**枫叶**：下一代模型",
        "*Mara* asks about Heron*Nest, and nobody answers",
        "What is the best model:",
        "Look, here is the last: the end of Oak",
        "OR 公告发布延迟的原因解释",
        "Fix the case of an element: at OR",
        "nice :)",
        "[枫叶] Maple 的内存安全革命（中译",
        "Sentence one. after:yesterday is what they said, more or less",
        "!!! Maple ------------ Oak ((( … all of it",
    ],
)
def test_a_pasted_title_is_searched_for(title: str) -> None:
    query = parse_query(title)
    assert query.part is not None
    assert parse_query(str(query)) == query


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("This is NOT a nest, says Mara", "This is not a nest, says Mara"),
        ("HERON IS NOT AN OAK", "HERON IS not AN OAK"),
        ("Heron-Live、-Translate 和 Maple：新一代", "Heron-Live、-Translate 和 Maple：新一代"),
        ("MAPLE LAUNCHES AND REVIEWS", "MAPLE LAUNCHES REVIEWS"),
    ],
)
def test_no_word_of_a_sentence_excludes_it(typed: str, words: str) -> None:
    assert str(parse_query(typed)) == words


@pytest.mark.parametrize(
    "typed", ["heron crane -oak", "heron, crane and their nest -oak", "maple heron NOT oak"]
)
def test_a_word_is_excluded_from_a_long_query_too(typed: str) -> None:
    part = parse_query(typed).part
    assert isinstance(part, All)
    assert part.parts[-1] == Not(Word("oak"))


@pytest.mark.parametrize(
    ("typed", "remark"),
    [
        ("nest:oak", '"nest:" is no field, so it was searched as text'),
        ('author:"Mara Oak"', '"author:" is no field, so it was searched as text'),
        ("in: lantern", '"in:" needs its value right behind it, so it was searched as text'),
        ("heron or crane", '"or" was searched as a word: OR in capitals means either'),
        ("oak*nest", 'The star in "oak*nest" was ignored: it stands only at the end of a word'),
        ("Maple Oak (part 2", "A parenthesis without its other one was ignored"),
        ('Maple says "Oak', "A quotation mark without a second one was ignored"),
        ("This is NOT a nest, says Mara",
         '"NOT" was searched as text, because this reads like a sentence'),
        ("One, two, is:blue three",
         '"is:blue" was searched as text: read or unread or starred is expected'),
    ],
)  # fmt: skip
def test_what_is_read_otherwise_than_written_is_said(typed: str, remark: str) -> None:
    assert parse_query(typed).remarks == (remark,)


@pytest.mark.parametrize(
    "typed",
    ["heron crane", "Heron-5: a review", "Re: nest", "std::fs", "3:30", "heron* -oak OR in:lantern",
     "Build or buy? A question", "heron AND crane", "https://heron.example/x", "c++"],
)  # fmt: skip
def test_nothing_is_said_where_nobody_is_surprised(typed: str) -> None:
    assert parse_query(typed).remarks == ()


def test_only_the_beginning_of_a_long_text_is_searched_for() -> None:
    query = parse_query("maple (oak " * 200)
    assert len(str(query)) <= MAX_LENGTH
    assert query.remarks[0] == "Only the first 995 characters were searched for"


@pytest.mark.parametrize("typed", ["after:yesterday", "is:blue", "(heron", "heron)", '"heron'])
def test_a_short_query_with_a_mistake_is_refused(typed: str) -> None:
    with pytest.raises(QueryError):
        parse_query(typed)


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ("https://www.Heron.example/Nest/?utm_source=x#top", LinkTo("heron.example/nest")),
        ("heron.com/nest", LinkTo("heron.com/nest")),
        ("<https://heron.example/nest>", LinkTo("heron.example/nest")),
        ("看https://heron.example/nest，", All((Word("看"), LinkTo("heron.example/nest")))),
        ("https://heron.example/a_(b)", LinkTo("heron.example/a_%28b%29")),
        ("(https://heron.example/a OR oak)", AnyOf((LinkTo("heron.example/a"), Word("oak")))),
        ("-https://heron.example", Not(LinkTo("heron.example"))),
        ("oak https://heron.example/a", All((Word("oak"), LinkTo("heron.example/a")))),
        ("oak heron.com/a", All((Word("oak"), Word("heron.com/a")))),
        ("heron.com", Word("heron.com")),
        ("notes.md/x", Word("notes.md/x")),
        ('"https://heron.example/a"', Phrase("https://heron.example/a")),
        ("https://heron.example/ne*", LinkTo("heron.example/ne", LinkPart.ANY)),
        ("https://", None),
    ],
)
def test_a_pasted_address_asks_for_links_to_it(typed: str, part: object) -> None:
    if part is None:
        assert parse_query(typed).part == Word(typed)
    else:
        assert parse_query(typed).part == part
