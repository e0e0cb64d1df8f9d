"""Searches find what was meant: names in any spelling, a second chance, the best thing first."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest

from digests import HitKind, Match
from digests.search.evaluation.evaluation import search
from digests.search.evaluation.priors import liking_of, priors
from digests.search.index.index import SearchIndex
from digests.search.index.item_sets import ItemSet
from tests.factories import issue, item

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from digests import Item, SearchPage
    from digests.search.index.snapshot import Snapshot

    Ask = Callable[..., SearchPage]

TODAY = datetime.date(2026, 8, 20)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[SearchIndex]:
    made = SearchIndex.create(tmp_path / "index")
    yield made
    made.close()


@pytest.fixture
def ask(index: SearchIndex) -> Ask:
    """Search items in one issue of 2026-08-01."""

    def asked(query: str, *items: Item, **options: Any) -> SearchPage:
        index.change([issue(*items, date="2026-08-01", **options)])
        return search(index, query, limit=50, today=TODAY)

    return asked


def titled(*titles: str) -> list[Item]:
    return [item(title, text="") for title in titles]


def found(page: SearchPage, match: Match = Match.ALL) -> list[str]:
    return [hit.title.text for hit in page.hits if hit.match is match]


NAMES = ["OakChain 1.0 is out", "Why oak-chain", "An oak chain for herons", "An oak and a chain"]


@pytest.mark.parametrize("query", ["oak chain", "oakchain", "oak-chain", "OakChain"])
def test_a_name_is_the_same_set_in_all_spellings(ask: Ask, query: str) -> None:
    assert set(found(ask(query, *titled(*NAMES)))) == set(NAMES[:3])


def test_the_spelling_that_was_typed_comes_first(ask: Ask) -> None:
    items = titled(*NAMES)
    assert found(ask("oak-chain", *items))[0] == "Why oak-chain"
    assert found(ask("oakchain", *items))[0] == "OakChain 1.0 is out"
    assert found(ask("tülu", *titled("tulu runs", "tülu walks")))[0] == "tülu walks"
    assert found(ask("tulu", *titled("tülu walks", "tulu runs")))[0] == "tulu runs"


@pytest.mark.parametrize("query", ["heron 3.1 8b", "Heron-3.1-8B", "heron3.1 8b"])
def test_numbers_belong_to_the_name_before_them(ask: Ask, query: str) -> None:
    titles = ["Heron-3.1-8B quantised", "Heron 3.1 8B on a phone", "Heron 3.1 has 8 heads, 8b"]
    assert set(found(ask(query, *titled(*titles)))) == set(titles[:2])


def test_a_year_and_words_that_are_seldom_together_are_no_names(ask: Ask) -> None:
    titles = ["Heron 2025 review", "In 2025 a heron", "maple-agent", *["agent of a maple"] * 3]
    assert len(found(ask("heron 2025", *titled(*titles[:2])))) == 2
    page = ask("maple agent", *(item(title, text=str(n)) for n, title in enumerate(titles)))
    assert page.total == 4


@pytest.mark.parametrize("query", ["AI手机", "3月5日", "128GB"])
def test_a_word_typed_without_a_space_stays_together(ask: Ask, query: str) -> None:
    apart = "手机 不是 一个 长长的 AI，3 到 5 月，某日，128 到 200 GB"
    assert found(ask(query, *titled(f"今天{query}来了", apart))) == [f"今天{query}来了"]


def test_what_has_most_words_follows_what_has_all(ask: Ask) -> None:
    page = ask("herons release maple", *titled("herons release maple", "A heron released maples"))
    assert (page.total, page.total_most) == (1, 1)
    assert [hit.match for hit in page.hits] == [Match.ALL, Match.MOST]


def test_what_is_excluded_quoted_or_asked_of_a_field_stays_strict(ask: Ask) -> None:
    items = titled("A heron released oak", "Herons sleep")
    for query in ("maple herons -oak", '"maple herons"', "title:maple herons"):
        assert "A heron released oak" not in found(ask(query, *items), Match.MOST)
    assert found(ask("maple herons", *items), Match.MOST)


def test_a_slip_and_a_long_chinese_word_get_a_second_chance(ask: Ask) -> None:
    titles = [*["Heronic opens"] * 30, "国产模型的价格又一次下降", "无关的事"]
    page = ask("heronci", *(item(title, text=str(n)) for n, title in enumerate(titles)))
    assert (page.total, page.suggestion) == (0, "heronic")
    assert set(found(page, Match.MOST)) == {"Heronic opens"}
    assert found(ask("国产模型价格下降", *titled(*titles[-2:])), Match.MOST) == [titles[-2]]


def test_an_issue_is_found_as_a_whole_and_once(ask: Ask) -> None:
    page = ask("maple letter woods", item("Oak", text=""), title="Maple letter of the woods",
               summary="A maple in the woods. " * 200)  # fmt: skip
    (hit,) = page.hits
    assert (hit.kind, hit.item_id, hit.match) == (HitKind.ISSUE, hit.issue_id, Match.ALL)


def test_copies_come_after_all_else(ask: Ask) -> None:
    items = [
        *(item("Heron opens", text=f"heron heron {n}") for n in range(3)),
        item("A note", text="About many things, and at the end one heron " + "word " * 50),
    ]
    assert found(ask("heron", *items)) == ["Heron opens", "A note", "Heron opens", "Heron opens"]


def test_links_are_found_by_any_part_of_their_address(ask: Ask) -> None:
    items = [
        item("one", text="", links=["https://www.oak.example/Maple/x?utm_source=a"]),
        item("two", text="", links=["https://oak.example/maples"]),
        item("three", text="", links=["https://heron.example/oak"]),
    ]
    assert found(ask("https://oak.example/maple/x/", *items)) == ["one"]
    assert found(ask("site:oak.example/maple", *items)) == ["one"]
    assert found(ask("link:maple", *items)) == ["one", "two"]
    assert sorted(found(ask("link:oak", *items))) == ["one", "three", "two"]


def test_recent_issues_and_liked_publications_come_a_little_ahead(index: SearchIndex) -> None:
    index.change(
        [
            issue(item("heron"), issue_id="a" * 10, date="2024-01-01", publication="liked"),
            issue(item("heron"), issue_id="b" * 10, date="2026-08-01", publication="other"),
        ]
    )

    class Marked:
        def of(self, snapshot: Snapshot, _what: str) -> ItemSet:
            return ItemSet(snapshot.items, flags=snapshot.issue_of_item == 0)

    with index.snapshot() as snapshot:
        assert priors(snapshot, TODAY).tolist() == pytest.approx([1, 1.25], abs=0.01)
        liking = liking_of(snapshot, Marked())  # type: ignore[arg-type]
        assert liking.tolist() == [1, 0]
        assert priors(snapshot, TODAY, 10**6, liking).tolist() == pytest.approx([1.375, 1.25], 0.01)
