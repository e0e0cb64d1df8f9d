"""What the benchmarks measure is what they say; how long it takes is no test."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

import pytest

from benchmarks.__main__ import SUBJECTS
from benchmarks.generated_library import PUBLICATIONS, write_library
from benchmarks.material import keep_issues, kept_issues, rows
from benchmarks.questions import TYPED, Both, Either, Term, questions
from benchmarks.tables import Table
from digests import Issue, find_issue_files, read_issue

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def generated(tmp_path: Path) -> Path:
    """A library of nine issues with ten items each."""
    write_library(tmp_path / "digests", issues=9, items_each=10)
    return tmp_path / "digests"


def kept(folder: Path, items: int | None, place: Path) -> list[Issue]:
    keep_issues(folder, items, place)
    return list(kept_issues(place))


def test_a_generated_library_is_the_same_each_time(generated: Path, tmp_path: Path) -> None:
    write_library(tmp_path / "again", issues=9, items_each=10)
    for path in generated.rglob("*.md"):
        again = tmp_path / "again" / path.relative_to(generated)
        assert again.read_bytes() == path.read_bytes()


def test_a_generated_library_reads_without_problems(generated: Path) -> None:
    issues = [read_issue(file.path) for file in find_issue_files(generated).files]
    assert {issue.publication.name for issue in issues} == set(PUBLICATIONS)
    assert [len(issue.items) for issue in issues] == [10] * 9
    assert not any(issue.problems for issue in issues)
    assert all(item.links for issue in issues for item in issue.items)


def test_copies_have_ids_and_some_words_of_their_own(generated: Path, tmp_path: Path) -> None:
    issues = kept(generated, 180, tmp_path / "issues")
    assert len({issue.id for issue in issues}) == 18
    for original, copy in zip(issues[:9], issues[9:], strict=True):
        before, after = (" ".join(row.body for row in rows(i)).split() for i in (original, copy))
        same = sum(a == b for a, b in zip(before, after, strict=True))
        assert 0.5 < same / len(before) < 1


def test_no_more_items_are_kept_than_wanted(generated: Path, tmp_path: Path) -> None:
    assert keep_issues(generated, 40, tmp_path / "issues") == 40
    assert sum(len(issue.items) for issue in kept_issues(tmp_path / "issues", 20)) == 20


def test_an_empty_folder_gives_nothing(tmp_path: Path) -> None:
    assert kept(tmp_path, 100, tmp_path / "issues") == []


def test_every_query_can_be_asked_of_a_rival() -> None:
    asked = questions("morning-ferry")
    assert len(asked) == len(TYPED)
    assert asked[TYPED.index("gpt")].wanted == Term("gpt", goes_on=True)
    assert asked[TYPED.index("大模型")].wanted == Both((Term("大模"), Term("模型")))
    assert asked[TYPED.index("(claude OR gemini) 编程")].wanted == Both(
        (Either((Term("claude"), Term("gemini"))), Term("编程"))
    )


def test_columns_line_up_whatever_the_script() -> None:
    text = str(Table("Title", ("", "time"), (("开源", "1 ms"), ("open", "20 ms"))))
    assert text.splitlines()[-2:] == ["开源   1 ms", "open  20 ms"]


def test_every_subject_can_be_measured() -> None:
    for name in SUBJECTS:
        assert callable(importlib.import_module(f"benchmarks.subjects.{name}").tables), name
