"""Searching for marks: `is:unread`, `is:read`, `is:starred`, `tag:X`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests import Library, MarkChange
from digests.search.index.stored import item_keys, keys_of_issues
from tests.factories import digest, write

if TYPE_CHECKING:
    from pathlib import Path

READ = MarkChange(read=True)


def found(library: Library, query: str) -> set[str]:
    return {hit.title.text for hit in library.search(query).hits}


def ids_of(library: Library, query: str) -> list[str]:
    return [hit.item_id for hit in library.search(query).hits]


def test_without_marks_everything_is_unread(library: Library) -> None:
    assert library.search("is:unread").total == 5
    assert library.search("is:read").total == 0
    assert library.search("is:starred OR tag:later").total == 0


def test_marks_are_seen_by_the_next_search(library: Library) -> None:
    assert library.search("is:unread").total == 5
    library.marks.change(ids_of(library, "芯片"), READ)
    assert found(library, "is:read") == {"石桥发布新芯片"}
    assert library.search("is:unread").total == 4
    library.marks.undo()
    assert library.search("is:unread").total == 5


def test_marks_combine_with_words(library: Library) -> None:
    library.marks.change(ids_of(library, "heron OR 青鸟"), MarkChange(starred=True))
    assert found(library, "is:starred 字典") == {"青鸟大模型学会了查字典"}
    assert library.search("-is:starred").total == 3


@pytest.mark.parametrize("query", ["tag:later", "tag:Later", "tag:ＬＡＴＥＲ"])
def test_a_tag_is_found_however_it_is_written(library: Library, query: str) -> None:
    library.marks.change(ids_of(library, "heron"), MarkChange(add_tags=("Later",)))
    assert len(found(library, query)) == 1


def test_marks_are_found_after_the_index_was_made_anew(library: Library) -> None:
    library.marks.change(ids_of(library, "heron"), READ)
    assert library.search("is:read").total == 1
    library.refresh(rebuild=True)
    assert library.search("is:read").total == 1


def test_new_issues_are_unread(library: Library, three_issues: Path) -> None:
    library.marks.change(ids_of(library, "is:unread"), READ)
    write(three_issues / "2026-08-04.md", digest("Ferryman translates dialects"))
    library.refresh()
    assert found(library, "is:unread") == {"Ferryman translates dialects"}


def test_many_changes_at_once_are_seen(folder: Path, cache: Path) -> None:
    for day in range(80):
        write(folder / f"{day}.md", digest("Heron", "Crane", "Ibis", title=f"Day {day}"))
    with Library.open([folder], cache) as library:
        library.refresh()
        ids = [issue.id for issue in library.issues()]
        assert library.search("is:read").total == 0
        library.marks.change_issues(ids, READ)
        assert library.search("is:read").total == 240
        library.marks.change_issues(ids[:10], MarkChange(read=False))
        assert library.search("is:unread heron").total == 10


def test_marks_of_another_process_are_seen(
    library: Library, three_issues: Path, cache: Path, tmp_path: Path
) -> None:
    marks = tmp_path / "marks.sqlite3"
    with (
        Library.open([three_issues], cache, marks=marks) as one,
        Library.open([three_issues], cache, marks=marks) as other,
    ):
        assert one.search("is:read").total == 0
        other.marks.change(ids_of(other, "heron"), READ)
        assert one.search("is:read").total == 1


hashes = st.lists(st.integers(0, 2**32 - 1).map("{:08x}".format), unique=True, max_size=5)
issues = st.dictionaries(st.integers(0, 2**40 - 1).map("{:010x}".format), hashes, max_size=5)


@given(issues)
def test_keys_are_the_same_one_by_one_and_all_at_once(issues: dict[str, list[str]]) -> None:
    one_by_one = [int(item_keys(issue, item)[0]) for issue in issues for item in issues[issue]]
    at_once = keys_of_issues({issue: "".join(items) for issue, items in issues.items()})
    assert at_once.tolist() == one_by_one
    assert len(set(one_by_one)) == len(one_by_one)
