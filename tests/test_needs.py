"""Grades of hits are complete, and what is made of them is what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.needs.documents import documents, query_terms
from benchmarks.needs.judgements import Need, judged_needs
from benchmarks.needs.rivals import build_rivals, rivals
from benchmarks.subjects.needs import quality
from tests.factories import issue, item

if TYPE_CHECKING:
    from pathlib import Path

NEED = Need(
    query="maple price",
    wanted="What the model Maple costs",
    is_held=False,
    grades={"best": 3, "copy": 3, "good": 2, "bad": 0, "unseen": 3},
    copies={"best": "best", "copy": "best"},
    by_hand=frozenset({"unseen"}),
)


def test_thirty_needs_have_grades_and_ten_are_kept_aside() -> None:
    needs = judged_needs()
    assert len({need.query for need in needs}) == 30
    assert sum(need.is_held for need in needs) == 10
    assert all(set(need.grades.values()) <= {0, 1, 2, 3} for need in needs)
    assert all(need.wanted and 3 in need.grades.values() for need in needs)
    assert all(need.copies.keys() | need.by_hand <= need.grades.keys() for need in needs)


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        (["best", "good", "bad"], 1.0),
        (["copy", "best", "good"], pytest.approx(8.5 / 8.893, abs=0.001)),
        (["bad", "unknown"], 0.0),
        ([], 0.0),
    ],
)
def test_hits_are_measured_by_the_best_that_some_engine_finds(
    ids: list[str], expected: float
) -> None:
    assert NEED.ndcg(ids, NEED.pool(ids)) == expected


def test_what_no_engine_found_counts_once_one_has_found_it() -> None:
    assert "unseen" not in NEED.pool(["good"])
    assert NEED.ndcg(["unseen", "best"], NEED.pool(["unseen"])) < 1.0
    assert NEED.ndcg(["unseen", "best", "good"], NEED.pool(["unseen"])) == 1.0


def test_a_rival_is_asked_without_punctuation_and_last_characters() -> None:
    assert query_terms("大模型") == ["大模", "模型"]
    assert query_terms("GPT-5.6") == ["gpt", "gpt56", "5.6"]


def test_rivals_find_items_and_issues(tmp_path: Path) -> None:
    maple = item("Maple is out", "It costs little.", issue_id="0000000001")
    lantern = issue(maple, issue_id="0000000001", title="A quiet week", summary="Oak is late.")
    build_rivals(documents([lantern]), tmp_path)
    asks = rivals(tmp_path)
    assert asks["FTS5, all words"]("maple costs", 5) == [maple.id]
    assert asks["FTS5, any word"]("quiet oak", 5) == [lantern.id]


def test_other_digests_are_told_from_those_that_were_graded() -> None:
    table = str(quality({"all": lambda query, limit: [f"{query}{n}" for n in range(limit)]}))
    assert "The grades are for other digests than these" in table
    assert not any(need.is_held and need.query in table for need in judged_needs())
