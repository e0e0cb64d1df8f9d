from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digests import MarkChange, QueryError

if TYPE_CHECKING:
    from digests import Library


def titles(library: Library, query: str) -> set[str]:
    found = library.issues_with(query)
    return {issue.title for issue in library.issues() if issue.id in found}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Heron", {"Lantern Daily 2026-08-01"}),
        ("芯片 OR Open-source", {"灯笼日报 2026-08-02", "Lantern Daily 2026-08-03"}),
        ('"大模型学会了"', {"灯笼日报 2026-08-02"}),
        ('"模型学会大"', set()),
        ("-Heron after:2026-08-01 before:2026-08-02", {"Lantern Daily 2026-08-01"}),
        ("zebra", set()),
        ("", set()),
    ],
)
def test_the_issues_with_hits_are_found(library: Library, query: str, expected: set[str]) -> None:
    assert titles(library, query) == expected


@pytest.mark.parametrize("query", ["Heron", "模型", '"开源复现"', "open*", "is:unread"])
def test_they_are_the_issues_of_all_hits(library: Library, query: str) -> None:
    hits = library.search(query, limit=100).hits
    assert library.issues_with(query) == {hit.issue_id for hit in hits}
    assert hits


def test_marks_count(library: Library) -> None:
    newest = library.issues()[0]
    library.marks.change_issues([newest.id], MarkChange(read=True))
    assert newest.id not in library.issues_with("is:unread")
    assert library.issues_with("is:read") == {newest.id}


def test_a_misspelt_query_is_refused(library: Library) -> None:
    with pytest.raises(QueryError):
        library.issues_with("(Heron")
