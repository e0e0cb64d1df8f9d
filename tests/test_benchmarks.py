"""What the benchmarks measure is what they say; how long it takes is no test."""

from __future__ import annotations

import importlib
from itertools import chain
from typing import TYPE_CHECKING

import pytest

from benchmarks.__main__ import SUBJECTS
from benchmarks.engines import open_engine
from benchmarks.generated_library import PUBLICATIONS, write_library
from benchmarks.long_items import PHRASE, long_issue
from benchmarks.material import keep_issues, kept_issues, rows
from benchmarks.query_table import query_table
from benchmarks.questions import Known, questions
from benchmarks.tables import Table
from benchmarks.wanted import Both, Either, Question, Sequence, Term, Wanted
from digests import Issue, find_issue_files, read_issue
from digests.search.analysis import terms
from digests.search.query.parser import parse_query

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


def test_each_query_is_one_of_the_library() -> None:
    for question in asked():
        if not question.typed.startswith(("link:", "https:")):
            assert parse_query(question.typed).part is not None, question.typed


def test_a_text_with_the_query_is_what_rivals_look_for() -> None:
    for question in asked():
        typed = question.typed.replace('"', "").replace("*", "")
        found = {*terms(typed), *terms(typed.replace(" ", "-"))}
        assert has(found, question.wanted), typed


def has(found: set[str], wanted: Wanted | None) -> bool:
    """Return whether a text of these terms is looked for; fields are not in it."""
    match wanted:
        case Term(goes_on=False):
            return wanted.text in found
        case Sequence():
            return found.issuperset(wanted.terms)
        case Both():
            return all(has(found, part) for part in wanted.parts)
        case Either():
            return any(has(found, part) for part in wanted.parts)
    return True


def asked() -> list[Question]:
    known = Known("morning-ferry", "nest.example", "https://nest.example/a")
    return list(chain.from_iterable(questions(known).values()))


@pytest.mark.parametrize("name", ["ainews", "ainews, facets", "SQLite FTS5"])
def test_an_engine_finds_what_it_indexed(name: str, generated: Path, tmp_path: Path) -> None:
    engine = open_engine(name, tmp_path / "index")
    for issue in kept(generated, None, tmp_path / "issues"):
        engine.add(issue)
    engine.finish()
    answers = {question.typed: engine.ask(question) for question in asked()}
    found = {typed for typed, answer in answers.items() if answer and answer.found}
    assert found >= {"gpt", "开源", '"mixture of experts"', "model:qwen*"}
    assert "zzzz" not in found


def test_long_items_have_words_that_queries_ask_for() -> None:
    items = long_issue().items
    assert len(items) > 20
    for item in items:
        assert PHRASE in item.title
        assert len(item.text.encode()) >= 133_000


def test_bounds_are_for_queries_that_enough_items_answer_in_full() -> None:
    asked_of_all = {"words": [Question("oak", Term("oak")), Question("oka", Term("oka"))]}
    slow = {"median": 0.1, "first": 0.2, "found": 5, "total": 5, "most": 40}
    quick = {"median": 0.01, "first": 0.01, "found": 12, "total": 30, "most": 0}
    engines = ("ainews", "ainews, 50 hits", "ainews, one hit", "SQLite FTS5", "tantivy, texts")
    text = str(query_table(asked_of_all, {name: [quick, slow] for name in engines}))
    assert "5 + 40" in text
    assert "12 hits ≤ 40 ms, all (10.00 ms) ✓" in text
    assert "the slowest 100 ms" in text


def test_columns_line_up_whatever_the_script() -> None:
    text = str(Table("Title", ("", "time"), (("开源", "1 ms"), ("open", "20 ms"))))
    assert text.splitlines()[-2:] == ["开源   1 ms", "open  20 ms"]


def test_every_subject_can_be_measured() -> None:
    for name in SUBJECTS:
        assert callable(importlib.import_module(f"benchmarks.subjects.{name}").tables), name
