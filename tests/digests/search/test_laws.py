from __future__ import annotations

import datetime
from contextlib import closing
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digests.search.analysis import words
from digests.search.evaluation.evaluation import search
from digests.search.index.index import SearchIndex
from tests.factories import issue, item

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from digests import Library, SearchPage

    Find = Callable[..., list[str]]

TODAY = datetime.date(2026, 8, 20)


def ask(index: SearchIndex, query: str, **options: bool) -> SearchPage:
    return search(
        index,
        query,
        limit=50,
        offset=0,
        today=TODAY,
    )


WORDS = st.text(
    alphabet=st.sampled_from("gptGPT-56. 大模型的かな한c++#Éé½,'&/，。"), min_size=1, max_size=24
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=WORDS)
def test_what_is_indexed_is_found_and_marked_by_its_own_words(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    folder = tmp_path_factory.mktemp("law") / "index"
    with closing(SearchIndex.create(folder)) as index:
        index.change([issue(item("Title", text))])
        for word in words(text):
            for query in (f'"{word}"', *([] if " " in word else [word])):
                page = ask(index, query)
                assert page.total == 1, query
                assert page.hits[0].snippet.spans, query


def test_the_library_searches_and_marks(library: Library) -> None:
    page = library.search("gpt5.6")
    assert [list(hit.title.parts()) for hit in page.hits] == [
        [("Quillon 推出 ", False), ("GPT-5.6", True), (" 的开源复现", False)]
    ]
    assert list(library.highlight("开源 gpt*", "GPT-5.6 已开源").parts()) == [
        ("GPT", True),
        ("-5.6 已", False),
        ("开源", True),
    ]
