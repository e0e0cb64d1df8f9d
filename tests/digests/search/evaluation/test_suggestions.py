from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests import QueryError, Subjects
from digests.search.evaluation.suggestions import suggestion
from digests.search.index.index import SearchIndex
from digests.search.query.parser import parse_query
from tests.factories import issue, item

if TYPE_CHECKING:
    from collections.abc import Callable

    Meant = Callable[[str], str]

TITLES = [
    *["Heron Labs releases gpt-5 and gpt-4"] * 12,
    *["Open-source weights by Maple"] * 8,
    "Heronn, once written so",
    "One merle sings",
    *["枫叶大模型开源"] * 8,
    "枫叶大模形",
    "人工智能",
    "10,000 items",
]


@pytest.fixture(scope="module")
def meant(tmp_path_factory: pytest.TempPathFactory) -> Meant:
    """What is suggested for a query, in an index of two segments."""
    index = SearchIndex.create(tmp_path_factory.mktemp("index") / "index")
    for at, titles in enumerate((TITLES[::2], TITLES[1::2])):
        items = (
            item(title, text="", links=[f"https://a.org/{n}"]) for n, title in enumerate(titles)
        )
        subjects = Subjects(companies=("heron-labs",))
        index.change([issue(*items, issue_id=str(at) * 10, subjects=subjects)])

    def meant_by(query: str) -> str:
        with index.snapshot() as snapshot:
            return suggestion(snapshot, parse_query(query))

    return meant_by


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [
        ("hreon", "heron"),
        ("herron", "heron"),
        ("hern", "heron"),
        ("eron", "heron"),
        ("heronn", "heron"),
        ("Heronn weights", "heron weights"),
        ("maple (wieghts OR hreon)", "maple (weights OR heron)"),
        ("title:hreon", "title:heron"),
        ("company:heorn", "company:heron"),
        ("hernn*", "heron*"),
        ("gtp-5", "gpt-5"),
        ("gtp5", "gpt5"),
        ("gtp 5", "gpt 5"),
        ("opne-source", "open-source"),
        ("大模形", "大模型"),
        ("达模型", "大模型"),
        ("大摸型", "大模型"),
        ("gpt大模形", "gpt大模型"),
        ("枫叶大模形", "枫叶大模型"),
    ],
)
def test_a_slip_is_corrected_though_the_library_has_it_once(
    meant: Meant, typed: str, suggested: str
) -> None:
    assert meant(typed) == suggested


@given(text=st.text(alphabet="hernopt-5*.é大模形型枫 ", max_size=14))
def test_what_is_suggested_is_another_query_of_as_many_words(meant: Meant, text: str) -> None:
    with suppress(QueryError):
        if suggested := meant(text):
            typed = str(parse_query(text))
            assert suggested != typed
            assert len(suggested.split()) == len(typed.split())


@pytest.mark.parametrize(
    "typed",
    [
        "heron",
        "merle",
        "gpt-6",
        "gpt-5",
        '"hreon"',
        "maple -hreon",
        "hero*",
        "her",
        "xylophone",
        "10,000",
        "大模型",
        "人工智能",
        "sort:new",
        "last:7d",
    ],
)
def test_what_is_right_quoted_or_excluded_stays(meant: Meant, typed: str) -> None:
    assert meant(typed) == ""
