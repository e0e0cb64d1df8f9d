from __future__ import annotations

import pytest

from digests import IssueMarks, ItemMarks, Library, MarkChange, MarksChanged
from tui.item_commands.marks import mark_message
from tui.jobs.marks import MarksWritten
from tui.state.marks import (
    MarkTarget,
    changed_counts,
    changed_marks,
    known_tags,
    retag,
    toggle_read,
    toggle_star,
)


@pytest.fixture
def items(library: Library) -> MarkTarget:
    """Both items of the oldest issue."""
    oldest = library.issues()[-1]
    return MarkTarget(item_ids=tuple(item.id for item in library.issue(oldest.id).items))


def test_reading_is_toggled_for_all_items_alike(library: Library, items: MarkTarget) -> None:
    assert toggle_read(library.marks, items) == MarkChange(read=True)
    library.marks.change(items.item_ids[:1], MarkChange(read=True))
    assert toggle_read(library.marks, items) == MarkChange(read=True)
    library.marks.change(items.item_ids, MarkChange(read=True))
    assert toggle_read(library.marks, items) == MarkChange(read=False)


def test_a_whole_issue_is_toggled_by_its_count(library: Library, items: MarkTarget) -> None:
    issue = MarkTarget(issue_ids=(items.item_ids[0].partition(".")[0],))
    assert toggle_read(library.marks, issue) == MarkChange(read=True)
    issue.change(library.marks, MarkChange(read=True), is_step=True)
    assert toggle_read(library.marks, issue) == MarkChange(read=False)


def test_stars_are_toggled_in_the_same_way(library: Library, items: MarkTarget) -> None:
    assert toggle_star(library.marks, items) == MarkChange(starred=True)
    library.marks.change(items.item_ids, MarkChange(starred=True))
    assert toggle_star(library.marks, items) == MarkChange(starred=False)


def test_tags_that_were_written_are_added_and_those_left_out_are_taken_away(
    library: Library, items: MarkTarget
) -> None:
    decide = retag(("later", "work"), ("work", "talk"))
    change = decide(library.marks, items)
    assert change == MarkChange(add_tags=("talk",), remove_tags=("later",))


def test_the_tags_shown_are_those_that_all_items_have(library: Library, items: MarkTarget) -> None:
    library.marks.change(items.item_ids, MarkChange(add_tags=("work",)))
    library.marks.change(items.item_ids[:1], MarkChange(add_tags=("later",)))
    known = known_tags(library.marks, items)
    assert known.present == ("work",)
    assert known.all == ("work", "later")


def test_what_the_program_marks_is_passed_over_by_undo(library: Library, items: MarkTarget) -> None:
    items.change(library.marks, MarkChange(starred=True), is_step=True)
    items.change(library.marks, MarkChange(read=True), is_step=False)
    undone = library.marks.undo()
    assert undone is not None
    assert undone.description == "starred"
    assert library.marks.undo() is None


def test_marks_are_shown_as_they_were_written() -> None:
    known = {"a": ItemMarks(is_starred=True, tags=("x",))}
    change = MarkChange(read=True, add_tags=("y",), remove_tags=("x",))
    assert changed_marks(known, ["a", "b"], change) == {
        "a": ItemMarks(is_read=True, is_starred=True, tags=("y",)),
        "b": ItemMarks(is_read=True, tags=("y",)),
    }


def test_counts_of_whole_issues_are_shown_as_they_were_written() -> None:
    counts = {"a": IssueMarks(unread=2, starred=1), "b": IssueMarks(unread=1, starred=0)}
    shown = changed_counts(counts, {"a": 5, "b": 1}, ["a"], MarkChange(read=True))
    assert shown == {"a": IssueMarks(0, 1), "b": IssueMarks(1, 0)}
    again = changed_counts(shown, {"a": 5}, ["a"], MarkChange(read=False))
    assert again["a"] == IssueMarks(5, 1)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (
            MarksWritten(MarksChanged("marked read", 3, ()), MarkTarget(("a", "b", "c"))),
            "3 items marked read · ctrl+z takes it back",
        ),
        (
            MarksWritten(MarksChanged("marked read", 1_234, ()), MarkTarget(issue_ids=("a", "b"))),
            "1,234 items of 2 issues marked read · ctrl+z takes it back",
        ),
        (
            MarksWritten(MarksChanged("starred", 0, ()), MarkTarget(("a",))),
            "nothing to do: all are starred",
        ),
        (
            MarksWritten(MarksChanged("marked read", 1, ()), is_undo=True),
            "taken back: 1 item marked read",
        ),
        (MarksWritten(None, is_undo=True), "there is nothing to take back"),
        (MarksWritten(None), "there is nothing to make again"),
    ],
)
def test_a_notice_says_how_many_and_how_to_take_it_back(written: MarksWritten, words: str) -> None:
    assert mark_message(written, "ctrl+z") == words
