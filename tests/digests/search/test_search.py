from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from digests import QueryError, SearchPage, Subjects
from digests.search.evaluation.evaluation import search
from digests.search.index.index import SearchIndex
from tests.factories import issue, item

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Find = Callable[..., list[str]]

TODAY = datetime.date(2026, 8, 20)


def ask(index: SearchIndex, query: str) -> SearchPage:
    return search(index, query, limit=50, today=TODAY)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[SearchIndex]:
    made = SearchIndex.create(tmp_path / "index")
    yield made
    made.close()


@pytest.fixture
def find(index: SearchIndex) -> Find:
    """Ask a query over items with these titles; the answer is the titles that were found."""

    def ask_over(titles: list[str], query: str) -> list[str]:
        index.change([issue(*(item(title, text="") for title in titles))])
        page = ask(index, query)
        return sorted(hit.title.text for hit in page.hits[: page.total])

    return ask_over


SPELLINGS = ["GPT-5.6 is out", "gpt5.6 is out", "GPT 5.6 is out", "关于ＧＰＴ－５．６的传闻"]


@pytest.mark.parametrize("query", ["GPT-5.6", "gpt5.6", "gpt 5.6", "gpt56", '"gpt 5.6"'])
def test_a_name_is_found_however_it_is_spelled(find: Find, query: str) -> None:
    others = ["GPT-5 is out", "GPT-4o and 5.6 percent"]
    found = find(SPELLINGS + others, query)
    assert set(SPELLINGS) <= set(found)
    assert "GPT-5 is out" not in found


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("模型", ["大模型开源了", "模型", "神秘模型亮相"]),
        ("大模型", ["大模型开源了"]),
        ("秘", ["神秘模型亮相"]),
        ("了", ["大模型开源了"]),
        ("开源 模型", ["大模型开源了"]),
        ("模型 -开源", ["模型", "神秘模型亮相"]),
        ("亮相 OR 开源", ["大模型开源了", "神秘模型亮相"]),
        ("模型*", ["大模型开源了", "模型", "神秘模型亮相"]),
        ("型模", []),
    ],
)
def test_chinese_is_found_without_a_dictionary(find: Find, query: str, expected: list[str]) -> None:
    assert find(["大模型开源了", "神秘模型亮相", "模型", "芯片"], query) == expected


def test_one_character_is_found_wherever_it_stands(find: Find) -> None:
    assert find(["龙", "小龙虾", "恐龙", "虎"], "龙") == ["小龙虾", "恐龙", "龙"]


def test_kana_and_hangul_are_found_inside_words(find: Find) -> None:
    titles = ["ディープラーニング入門", "한국어 모델 공개"]
    assert find(titles, "ラーニング") == ["ディープラーニング入門"]
    assert find(titles, "모델") == ["한국어 모델 공개"]


def test_a_hyphen_in_the_query_does_not_matter(find: Find) -> None:
    titles = ["open source wins", "open-source wins", "opensource wins", "source is open"]
    assert find(titles, "open-source") == titles[:0] + sorted(titles[:3])


def test_a_phrase_keeps_its_order(find: Find) -> None:
    titles = ["small language model", "language model, small", "small model of language"]
    assert find(titles, '"language model"') == ["language model, small", "small language model"]
    assert find(titles, '"small language model"') == ["small language model"]


def test_a_phrase_is_found_across_scripts(find: Find) -> None:
    assert find(["发布 GPT-5 模型", "GPT-5 发布模型"], '"GPT-5 模型"') == ["发布 GPT-5 模型"]


def test_a_star_finds_other_endings(find: Find) -> None:
    titles = ["transformer", "transformation", "trans", "mistral"]
    assert find(titles, "transform*") == ["transformation", "transformer"]
    assert find(titles, "tr*") == ["trans", "transformation", "transformer"]
    assert find(titles, "transform") == []


def test_what_begins_with_the_last_word_has_most_of_a_query(index: SearchIndex) -> None:
    titles = ["Heron learns", "Hermit crab", "learning"]
    index.change([issue(*(item(title, text="") for title in titles))])

    def most(query: str) -> list[str]:
        page = ask(index, query)
        assert page.total == 0
        return [hit.title.text for hit in page.hits]

    assert sorted(most("he")) == ["Hermit crab", "Heron learns"]
    assert most("heron l")[0] == "Heron learns"
    assert most("gpt-") == []


def test_an_address_can_be_searched_for(find: Find) -> None:
    assert find(["see example.org/a", "other"], "https://example.org/a") == []
    assert find(["see https://example.org/a", "other"], "https://example.org/a") == [
        "see https://example.org/a"
    ]


@pytest.fixture
def two_publications(index: SearchIndex) -> SearchIndex:
    """Four items in two issues that differ in every field."""
    first = issue(
        item(
            "Heron opens", "weights", section=("New models",), links=("https://docs.heron.org/a",)
        ),
        item("Chip prices", "Heron needs chips", section=("Hardware",), links=()),
        issue_id="aaaaaaaaaa",
        publication="lantern-daily",
        date="2026-08-15",
        subjects=Subjects(
            companies=("hugging-face",), models=("heron-4.2",), topics=("agents",), people=("lin",)
        ),
    )
    second = issue(
        item("青鸟发布", "权重", section=("新模型",), links=("https://www.example.org/b",)),
        item("Old heron", "asleep", links=("https://heron.org",)),
        issue_id="bbbbbbbbbb",
        publication="far-hills",
        date="2026-01-10",
        language="zh",
    )
    undated = issue(item("No day", "heron"), issue_id="cccccccccc", date="", publication="notes")
    index.change([first, second, undated])
    return index


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("in:lantern", ["Chip prices", "Heron opens"]),
        ('in:"far hills"', ["Old heron", "青鸟发布"]),
        ("section:models", ["Heron opens"]),
        ("section:模型", ["青鸟发布"]),
        ("title:heron", ["Heron opens", "Old heron"]),
        ("title:her*", ["Heron opens", "Old heron"]),
        ('title:"heron opens"', ["Heron opens"]),
        ("company:huggingface", ["Chip prices", "Heron opens"]),
        ("company:hugging", ["Chip prices", "Heron opens"]),
        ("model:heron4.2", ["Chip prices", "Heron opens"]),
        ("topic:agents chips", ["Chip prices"]),
        ("person:lin", ["Chip prices", "Heron opens"]),
        ("site:heron.org", ["Heron opens", "Old heron"]),
        ("site:docs.heron.org", ["Heron opens"]),
        ("site:example.org", ["No day", "青鸟发布"]),
        ("lang:zh", ["Old heron", "青鸟发布"]),
        ("has:link heron", ["Heron opens", "No day", "Old heron"]),
        ("-has:link", ["Chip prices"]),
        ("after:2026-08", ["Chip prices", "Heron opens"]),
        ("before:2026-08", ["Old heron", "青鸟发布"]),
        ("before:2026-08-15", ["Old heron", "青鸟发布"]),
        ("on:2026-08-15", ["Chip prices", "Heron opens"]),
        ("on:2026-01", ["Old heron", "青鸟发布"]),
        ("last:7d", ["Chip prices", "Heron opens"]),
        ("last:5d", []),
        ("last:9999y", ["Chip prices", "Heron opens", "Old heron", "青鸟发布"]),
        ("heron -title:heron", ["Chip prices", "No day"]),
        ("heron (chips OR asleep)", ["Chip prices", "Old heron"]),
        ("-(heron OR 青鸟)", []),
        ("section:hardware", ["Chip prices"]),
        ("hardware", ["Chip prices"]),
    ],
)
def test_fields_narrow_the_search(
    two_publications: SearchIndex, query: str, expected: list[str]
) -> None:
    page = ask(two_publications, query)
    assert sorted(hit.title.text for hit in page.hits) == expected
    assert page.total == len(expected)


@pytest.mark.parametrize(("query", "position"), [("heron is:unread", 6), ("-tag:later", 1)])
def test_marks_are_refused_by_name(
    two_publications: SearchIndex, query: str, position: int
) -> None:
    with pytest.raises(QueryError, match="needs marks") as caught:
        ask(two_publications, query)
    assert caught.value.position == position


def test_a_word_in_the_title_counts_more(index: SearchIndex) -> None:
    index.change([issue(item("Other news", "heron " * 3), item("A heron", "other words"))])
    assert [hit.title.text for hit in ask(index, "heron").hits] == ["A heron", "Other news"]


def test_the_newest_of_equals_comes_first(index: SearchIndex) -> None:
    days = ["2026-08-02", "2026-08-04", "2026-08-01", "2026-08-03"]
    index.change(
        [issue(item("Heron"), issue_id=f"{n:010}", date=day) for n, day in enumerate(days)]
    )
    found = [str(hit.date) for hit in ask(index, "heron").hits]
    assert found == sorted(days, reverse=True)


def test_newest_first_can_be_asked_for(index: SearchIndex) -> None:
    index.change(
        [
            issue(item("Heron heron", "heron"), issue_id="aaaaaaaaaa", date="2026-01-01"),
            issue(item("Other", "one heron among many words"), issue_id="bbbbbbbbbb"),
        ]
    )
    assert [hit.title.text for hit in ask(index, "heron").hits] == ["Heron heron", "Other"]
    assert [hit.title.text for hit in ask(index, "heron sort:new").hits] == [
        "Other",
        "Heron heron",
    ]


def test_sort_alone_lists_everything(two_publications: SearchIndex) -> None:
    page = ask(two_publications, "sort:new")
    assert page.total == 5
    assert page.hits[-1].title.text == "No day"


def test_nothing_asked_gives_an_empty_page(two_publications: SearchIndex) -> None:
    assert ask(two_publications, " ") == SearchPage(" ", 0, (), 0)


def test_pages_follow_one_another(index: SearchIndex) -> None:
    index.change([issue(*(item(f"Heron number {n}") for n in range(7)))])
    pages = [search(index, "heron", limit=3, offset=offset, today=TODAY) for offset in (0, 3, 6, 9)]
    assert [len(page.hits) for page in pages] == [3, 3, 1, 0]
    assert {page.total for page in pages} == {7}
    assert len({hit.item_id for page in pages for hit in page.hits}) == 7


def test_a_hit_has_all_that_a_list_shows(two_publications: SearchIndex) -> None:
    (hit,) = ask(two_publications, "opens").hits
    assert (hit.issue_id, hit.publication) == ("aaaaaaaaaa", "lantern-daily")
    assert (hit.issue_title, hit.date) == ("Lantern Daily", datetime.date(2026, 8, 15))
    assert (hit.section, hit.links) == (("New models",), ("https://docs.heron.org/a",))
    assert list(hit.title.parts()) == [("Heron ", False), ("opens", True)]
    assert hit.score > 0


def test_the_other_title_of_a_bilingual_item_is_searched(index: SearchIndex) -> None:
    index.change([issue(item("青鸟发布", "", alternative_title="Bluebird released"))])
    assert ask(index, "bluebird").total == 1
    assert ask(index, '"bluebird released"').total == 1


def test_putting_an_issue_again_replaces_its_items(index: SearchIndex) -> None:
    index.change([issue(item("Heron"), item("Crane"))])
    index.change([issue(item("Heron"))])
    assert ask(index, "heron").total == 1
    assert ask(index, "crane").total == 0


def test_a_removed_issue_is_found_no_more(two_publications: SearchIndex) -> None:
    two_publications.change([], ["aaaaaaaaaa"])
    assert sorted(hit.title.text for hit in ask(two_publications, "heron").hits) == [
        "No day",
        "Old heron",
    ]
    assert ask(two_publications, "-heron").total == 1
    two_publications.change([], ["bbbbbbbbbb", "cccccccccc"])
    assert ask(two_publications, "sort:new").total == 0
