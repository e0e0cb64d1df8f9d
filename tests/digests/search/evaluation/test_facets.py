from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from digests import Library, QueryError, Subjects
from digests.search.evaluation.evaluation import search
from digests.search.evaluation.marks import MarkedItems
from digests.search.index.index import SearchIndex
from tests.factories import issue, item

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

TODAY = datetime.date(2026, 8, 20)


@pytest.fixture
def index(tmp_path: Path) -> SearchIndex:
    """Three issues in two segments, and one that was removed."""
    made = SearchIndex.create(tmp_path / "index")
    made.change(
        [
            issue(
                item("Heron opens", links=["https://heron.org/a"]),
                item("Heron sleeps", links=["https://www.heron.org/b"]),
                item("Crane", links=[]),
                issue_id="a" * 10,
                date="2026-08-01",
                subjects=Subjects(companies=("nest",), topics=("birds",)),
            ),
            issue(item("Heron gone"), issue_id="d" * 10, publication="gone"),
        ]
    )
    made.change(
        [
            issue(
                item("苍鹭 heron", links=["https://crane.example/"]),
                issue_id="b" * 10,
                publication="far-hills",
                date="2026-07-31",
                language="zh",
                subjects=Subjects(topics=("birds",)),
            ),
            issue(item("Heron", links=[]), issue_id="c" * 10, date=""),
        ],
        ["d" * 10],
    )
    return made


def test_a_result_is_counted_by_what_it_can_be_narrowed_to(index: SearchIndex) -> None:
    facets = search(index, "heron", limit=1, facets=True, today=TODAY).facets
    assert facets is not None
    assert facets.publications == (("lantern-daily", 3), ("far-hills", 1))
    assert facets.months == (("2026-08", 2), ("2026-07", 1))
    assert facets.languages == (("en", 3), ("zh", 1))
    assert facets.companies == (("nest", 2),)
    assert facets.topics == (("birds", 3),)
    assert facets.models == facets.people == ()
    assert facets.sites == (("heron.org", 2), ("crane.example", 1))


def test_facets_are_counted_only_when_they_are_asked_for(index: SearchIndex) -> None:
    assert search(index, "heron", limit=1, today=TODAY).facets is None


def test_the_library_counts_facets(library: Library) -> None:
    facets = library.search("青鸟", facets=True).facets
    assert facets is not None
    assert facets.publications == (("lantern-daily", 1),)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hernn", "heron"),
        ("hreon", "heron"),
        ("heronn opens", "heron opens"),
        ("heranna OR hreon", "heranna OR heron"),
        ("heroic", "heron"),
        ("苍鸟 heron", "苍鹭 heron"),
        ("title:hernn sort:new", "title:heron sort:new"),
        ("xylophone", ""),
        ("hernn*", "heron*"),
        ('"heron crane"', ""),
        ("in:nobody", ""),
        ("ab", ""),
    ],
)
def test_a_slip_is_pointed_out_when_nothing_is_found(
    index: SearchIndex, typed: str, meant: str
) -> None:
    page = search(index, typed, limit=5, today=TODAY)
    assert (page.total, page.suggestion) == (0, meant)
    if meant:
        assert search(index, meant, limit=5, today=TODAY).total


def test_nothing_is_suggested_for_a_word_that_the_library_has(index: SearchIndex) -> None:
    assert search(index, "heron", limit=5, today=TODAY).suggestion == ""


@pytest.mark.parametrize(
    ("typed", "missing"),
    [
        ("heron xylophone", ("xylophone",)),
        ("heron in:nobody xylophone", ("in:nobody", "xylophone")),
        ("xylophone", ()),
        ("heron -in:lantern lang:en", ()),
        ("heron xylophone OR zither", ()),
    ],
)
def test_when_nothing_is_found_the_parts_that_no_item_has_are_named(
    index: SearchIndex, typed: str, missing: tuple[str, ...]
) -> None:
    page = search(index, typed, limit=5, today=TODAY)
    assert page.missing == missing


MARKS = {"read": ["a", "c"], "starred": ["b"], "tag:Later": ["a", "b"]}


class MarksOfWholeIssues:
    """As if each item of an issue had been marked."""

    def __init__(self, index: SearchIndex) -> None:
        self.hits = search(index, "sort:new", limit=9, today=TODAY).hits

    def generation(self) -> int:
        return 1

    def changed_issues(self, since: int) -> list[str] | None:
        return []

    def marked_in_issues(
        self, what: str, issue_ids: Sequence[str] | None = None
    ) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for hit in self.hits:
            if hit.issue_id[0] in MARKS.get(what, ()):
                found[hit.issue_id] = found.get(hit.issue_id, "") + hit.item_id[-8:]
        return found


@pytest.fixture
def marks(index: SearchIndex) -> MarkedItems:
    kept = MarksOfWholeIssues(index)
    return MarkedItems(lambda: kept)


@pytest.mark.parametrize(
    ("typed", "total"),
    [
        ("heron is:read", 3),
        ("heron is:unread", 1),
        ("-is:unread", 4),
        ("is:starred tag:Later", 1),
        ("tag:later", 0),
        ("tag:Later -is:starred", 3),
    ],
)
def test_marks_combine_with_words(
    index: SearchIndex, marks: MarkedItems, typed: str, total: int
) -> None:
    assert search(index, typed, limit=9, today=TODAY, marks=marks).total == total


def test_without_marks_they_are_refused(index: SearchIndex) -> None:
    with pytest.raises(QueryError, match="needs marks"):
        search(index, "is:read", limit=9, today=TODAY)
