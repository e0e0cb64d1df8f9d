"""Marks leave and enter as lines, and machines agree whatever the order of their merges."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests import (
    Library,
    MarkChange,
    Marks,
    MarksError,
    MergeReport,
    export_marks,
    mark_lines,
    merge_marks,
)
from digests.marks.lines import MarkRecord

if TYPE_CHECKING:
    from collections.abc import Sequence

LINE: dict[str, Any] = {
    "item": "0123456789.abcdef01",
    "mark": "read",
    "set": True,
    "time": 1_790_000_000_000_000_000,
    "machine": "laptop-00c0ffee",
}


class NoItems:
    """A library without issues."""

    def generation(self) -> int:
        return 1

    def item_hashes(self, issue_ids: Sequence[str] | None = None) -> list[tuple[str, str]]:
        return []


def no_marks() -> Marks:
    return Marks(None, NoItems())


def lines(*values: dict[str, Any]) -> str:
    return "".join(f"{json.dumps(value)}\n" for value in values)


def test_a_line_has_a_mark_with_its_time_and_machine(library: Library, tmp_path: Path) -> None:
    item_id = library.issue(library.issues()[0].id).items[0].id
    library.marks.change([item_id], MarkChange(read=True, add_tags=("später",)))
    library.marks.change([item_id], MarkChange(read=False))
    assert export_marks(library.marks, tmp_path / "marks.jsonl") == 2
    text = (tmp_path / "marks.jsonl").read_text(encoding="utf-8")
    read, tag = map(json.loads, text.splitlines())
    assert (read["item"], read["mark"], read["set"]) == (item_id, "read", False)
    assert (tag["item"], tag["mark"], tag["set"]) == (item_id, "tag:später", True)
    assert read["time"] > tag["time"]
    assert read["machine"] == tag["machine"]
    assert "später" in text


def test_an_export_can_be_read_by_the_user_alone(library: Library, tmp_path: Path) -> None:
    export_marks(library.marks, tmp_path / "marks.jsonl")
    assert (tmp_path / "marks.jsonl").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.glob("*marks*")] == ["marks.jsonl"]


def test_what_was_exported_can_be_merged_elsewhere(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "marks.jsonl"
    ids = [issue.id for issue in library.issues()]
    library.marks.change_issues(ids, MarkChange(starred=True))
    export_marks(library.marks, path)
    with closing(no_marks()) as other:
        assert merge_marks(other, path) == MergeReport(5, 0, 0, ())
        assert other.marked("starred") == library.marks.marked("starred")
        assert merge_marks(other, path) == MergeReport(0, 0, 5, ())
        assert "".join(mark_lines(other)) == path.read_text(encoding="utf-8")


def test_counts_and_searches_see_what_was_merged(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "marks.jsonl"
    ids = [issue.id for issue in library.issues()]
    library.marks.change_issues(ids, MarkChange(starred=True))
    export_marks(library.marks, path)
    library.marks.undo()
    assert library.search("is:starred").total == 0
    later = [json.loads(line) for line in path.read_text().splitlines()]
    path.write_text(lines(*({**line, "time": line["time"] + 10**15} for line in later)))
    assert merge_marks(library.marks, path) == MergeReport(0, 5, 0, ())
    assert sum(counts.starred for counts in library.marks.counts().values()) == 5
    assert library.search("is:starred").total == 5


def test_what_the_user_does_now_wins_over_a_clock_that_was_ahead(tmp_path: Path) -> None:
    path = tmp_path / "marks.jsonl"
    path.write_text(lines({**LINE, "time": 4_000_000_000_000_000_000}))
    with closing(no_marks()) as marks:
        merge_marks(marks, path)
        marks.change([LINE["item"]], MarkChange(read=False))
        assert merge_marks(marks, path).ignored == 1
        assert marks.marked("read") == frozenset()


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("no JSON at all", "no JSON"),
        ("[" * 9000, "no JSON"),
        ("[1]", "no JSON object"),
        (lines({**LINE, "item": "../../etc"}), "no id of an item"),
        (lines({**LINE, "item": 7}), "`item` is missing"),
        (lines({**LINE, "mark": "tag:two words"}), "neither read nor starred"),
        (lines({**LINE, "mark": "tag:Upper"}), "neither read nor starred"),
        (lines({**LINE, "set": 1}), "neither true nor false"),
        (lines({**LINE, "time": -1}), "no number of nanoseconds"),
        (lines({**LINE, "time": 1 << 63}), "no number of nanoseconds"),
        (lines({**LINE, "time": True}), "no number of nanoseconds"),
        (lines({**LINE, "machine": "\x1b]0;x\x07"}), "no name of a machine"),
        (lines({**LINE, "more": "x" * 50_000}), "no JSON"),
        ('{"time": ' + "9" * 6000 + "}", "no JSON"),
    ],
)
def test_a_bad_line_is_told_of_and_the_others_are_merged(
    tmp_path: Path, bad: str, reason: str
) -> None:
    path = tmp_path / "marks.jsonl"
    path.write_text(lines(LINE) + "\n" + bad.strip() + "\n" + lines({**LINE, "mark": "starred"}))
    with closing(no_marks()) as marks:
        report = merge_marks(marks, path)
    (problem,) = report.problems
    assert (report.added, problem.line) == (2, 3)
    assert reason in problem.reason
    assert "\x1b" not in str(problem)


def test_a_file_of_anything_gives_few_problems_and_no_marks(tmp_path: Path) -> None:
    path = tmp_path / "marks.jsonl"
    path.write_bytes(bytes(range(256)) * 2000)
    with closing(no_marks()) as marks:
        report = merge_marks(marks, path)
        assert report.added == 0
        assert len(report.problems) == 101
        assert "more lines" in report.problems[-1].reason


def test_a_name_that_cannot_be_used_is_an_error_of_ours(tmp_path: Path) -> None:
    with closing(no_marks()) as marks:
        with pytest.raises(MarksError, match="no such file"):
            merge_marks(marks, tmp_path / "nothing")
        (tmp_path / "file").write_text("")
        with pytest.raises(MarksError, match="check the name"):
            export_marks(marks, tmp_path / "file" / "marks.jsonl")


kept_marks = st.builds(
    MarkRecord,
    st.sampled_from(["0123456789", "fedcba9876"]),
    st.sampled_from(["00000001", "00000002"]),
    st.sampled_from(["read", "starred", "tag:later"]),
    st.booleans(),
    st.integers(0, 3),
    st.sampled_from(["laptop-1", "desk-2"]),
)
files = st.lists(kept_marks, max_size=8).map(lambda marks: [mark.line() for mark in marks])


def merged(*files: list[str]) -> list[str]:
    """What a machine exports that has merged these files in this order."""
    with TemporaryDirectory() as folder, closing(no_marks()) as marks:
        path = Path(folder, "marks.jsonl")
        for file in files:
            path.write_text("".join(f"{line}\n" for line in file), encoding="utf-8")
            assert merge_marks(marks, path).problems == ()
        export_marks(marks, path)
        return path.read_text(encoding="utf-8").splitlines()


@given(files, files)
def test_merging_is_commutative(one: list[str], other: list[str]) -> None:
    assert merged(one, other) == merged(other, one)


@given(files, files, files)
def test_merging_is_associative(one: list[str], two: list[str], three: list[str]) -> None:
    assert merged(merged(one, two), three) == merged(one, merged(two, three))


@given(files)
def test_merging_is_idempotent(file: list[str]) -> None:
    assert merged(file, file) == merged(file) == merged(merged(file))


@given(files)
def test_lines_are_sorted_and_each_mark_has_one(file: list[str]) -> None:
    exported = [json.loads(line) for line in merged(file)]
    keys = [(mark["item"], mark["mark"]) for mark in exported]
    assert keys == sorted(set(keys))


@given(files)
def test_the_latest_line_of_a_mark_is_the_one_that_stays(file: list[str]) -> None:
    given_marks = [json.loads(line) for line in file]
    for mark in map(json.loads, merged(file)):
        times = [
            m["time"] for m in given_marks if (m["item"], m["mark"]) == (mark["item"], mark["mark"])
        ]
        assert mark["time"] == max(times)
