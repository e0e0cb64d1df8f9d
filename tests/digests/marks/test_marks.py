"""Marking, taking back and counting, as the reader does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digests import (
    IssueMarks,
    IssueNotFoundError,
    ItemMarks,
    Library,
    MarkChange,
    TagNameError,
)
from digests.marks.values import tag_name
from tests.factories import digest, write

if TYPE_CHECKING:
    from pathlib import Path

READ = MarkChange(read=True)
STAR = MarkChange(starred=True)


@pytest.fixture
def issue_id(library: Library) -> str:
    """The newest issue with two items."""
    return next(issue.id for issue in library.issues() if issue.items == 2)


@pytest.fixture
def item_ids(library: Library, issue_id: str) -> tuple[str, ...]:
    return tuple(item.id for item in library.issue(issue_id).items)


def test_a_new_library_has_no_marks(library: Library, issue_id: str) -> None:
    assert library.marks.of(issue_id) == {}
    assert library.marks.tags() == ()
    assert library.marks.undo() is None
    assert library.marks.redo() is None


def test_marks_of_an_item_are_told_by_its_id(
    library: Library, issue_id: str, item_ids: tuple[str, ...]
) -> None:
    library.marks.change(item_ids[:1], MarkChange(read=True, add_tags=("later", "agents")))
    library.marks.change(item_ids[1:], STAR)
    assert library.marks.of(issue_id) == {
        item_ids[0]: ItemMarks(is_read=True, tags=("agents", "later")),
        item_ids[1]: ItemMarks(is_starred=True),
    }


def test_only_items_whose_marks_really_change_are_counted(
    library: Library, item_ids: tuple[str, ...]
) -> None:
    library.marks.change(item_ids[:1], READ)
    changed = library.marks.change(item_ids, READ)
    assert (changed.count, changed.item_ids) == (1, item_ids[1:])
    assert library.marks.change(item_ids, READ).count == 0


def test_an_item_that_was_named_twice_is_changed_once(
    library: Library, item_ids: tuple[str, ...]
) -> None:
    assert library.marks.change(item_ids[:1] * 2, STAR).count == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (READ, "marked read"),
        (MarkChange(read=False), "marked unread"),
        (STAR, "starred"),
        (MarkChange(starred=False), "unstarred"),
        (MarkChange(add_tags=("#Later",)), "tagged later"),
        (MarkChange(remove_tags=("later",)), "untagged later"),
        (MarkChange(read=True, add_tags=("a",)), "tagged a and marked read"),
    ],
)
def test_an_action_says_what_it_does(
    library: Library, item_ids: tuple[str, ...], change: MarkChange, words: str
) -> None:
    assert library.marks.change(item_ids, change).description == words


def test_a_tag_that_is_added_and_removed_is_added(
    library: Library, issue_id: str, item_ids: tuple[str, ...]
) -> None:
    change = MarkChange(add_tags=("later",), remove_tags=("later",))
    assert library.marks.change(item_ids, change).count == 2
    assert library.marks.of(issue_id)[item_ids[0]].tags == ("later",)


def test_all_items_of_issues_are_one_action(library: Library) -> None:
    ids = [issue.id for issue in library.issues()]
    assert library.marks.change_issues(ids, READ).count == 5
    undone = library.marks.undo()
    assert undone is not None
    assert undone.count == 5
    assert not any(library.marks.of(issue_id) for issue_id in ids)


def test_undo_restores_the_marks_and_redo_takes_them_back(
    library: Library, issue_id: str, item_ids: tuple[str, ...]
) -> None:
    library.marks.change(item_ids[:1], MarkChange(read=True, add_tags=("later",)))
    before = library.marks.of(issue_id)
    done = library.marks.change(
        item_ids, MarkChange(read=True, starred=True, remove_tags=("later",))
    )
    after = library.marks.of(issue_id)
    assert library.marks.undo() == done
    assert library.marks.of(issue_id) == before
    assert library.marks.redo() == done
    assert library.marks.of(issue_id) == after


def test_actions_are_undone_newest_first(
    library: Library, issue_id: str, item_ids: tuple[str, ...]
) -> None:
    library.marks.change(item_ids[:1], READ)
    library.marks.change(item_ids[:1], STAR)
    library.marks.undo()
    assert library.marks.of(issue_id) == {item_ids[0]: ItemMarks(is_read=True)}
    library.marks.undo()
    assert library.marks.of(issue_id) == {}
    assert library.marks.undo() is None


def test_an_action_that_changed_nothing_is_no_step_of_undo(
    library: Library, item_ids: tuple[str, ...]
) -> None:
    library.marks.change(item_ids, READ)
    library.marks.change(item_ids, READ)
    undone = library.marks.undo()
    assert undone is not None
    assert undone.count == 2
    assert library.marks.undo() is None


def test_a_new_action_ends_redo(library: Library, item_ids: tuple[str, ...]) -> None:
    library.marks.change(item_ids, READ)
    library.marks.undo()
    library.marks.change(item_ids, STAR)
    assert library.marks.redo() is None


def test_counts_are_of_every_issue(
    library: Library, issue_id: str, item_ids: tuple[str, ...]
) -> None:
    assert all(
        library.marks.counts()[issue.id] == IssueMarks(unread=issue.items, starred=0)
        for issue in library.issues()
    )
    library.marks.change(item_ids[:1], MarkChange(read=True, starred=True))
    assert library.marks.counts()[issue_id] == IssueMarks(unread=1, starred=1)
    library.marks.change_issues([issue_id], READ)
    assert library.marks.counts()[issue_id] == IssueMarks(unread=0, starred=1)
    library.marks.undo()
    assert library.marks.counts()[issue_id] == IssueMarks(unread=1, starred=1)


def test_items_that_are_gone_do_not_count(library: Library, three_issues: Path) -> None:
    (issue,) = (issue for issue in library.issues() if issue.title.startswith("灯笼"))
    library.marks.change_issues([issue.id], MarkChange(starred=True, add_tags=("later",)))
    write(three_issues / "2026-08-02.md", digest("石桥发布新芯片", title="灯笼日报 2026-08-02"))
    library.refresh()
    assert library.marks.counts()[issue.id].starred == 1
    assert library.marks.tags() == (("later", 1),)


def test_counts_follow_the_issues_that_come_and_go(library: Library, three_issues: Path) -> None:
    before = library.marks.counts()
    write(three_issues / "2026-08-04.md", digest("Ferryman translates dialects"))
    (three_issues / "2026-08-03.md").unlink()
    library.refresh()
    after = library.marks.counts()
    assert len(before) == len(after) == 3
    assert len(before.keys() & after.keys()) == 2


def test_counts_are_not_worked_out_again_when_nothing_has_changed(library: Library) -> None:
    assert library.marks.counts() is library.marks.counts()


def test_tags_come_with_the_most_used_first(library: Library, item_ids: tuple[str, ...]) -> None:
    library.marks.change(item_ids[:1], MarkChange(add_tags=("zebra", "agents")))
    library.marks.change(item_ids, MarkChange(add_tags=("later",)))
    assert library.marks.tags() == (("later", 2), ("agents", 1), ("zebra", 1))
    library.marks.change(item_ids, MarkChange(remove_tags=("zebra",)))
    assert library.marks.tags() == (("later", 2), ("agents", 1))


def test_marked_items_are_asked_for_by_the_name_of_the_mark(
    library: Library, item_ids: tuple[str, ...]
) -> None:
    library.marks.change(item_ids[:1], MarkChange(read=True, add_tags=("later",)))
    assert library.marks.marked("read") == {item_ids[0]}
    assert library.marks.marked("tag:Later") == {item_ids[0]}
    assert library.marks.marked("starred") == frozenset()


def test_the_generation_grows_with_each_change_and_only_then(
    library: Library, item_ids: tuple[str, ...]
) -> None:
    first = library.marks.generation()
    library.marks.change(item_ids, READ)
    second = library.marks.generation()
    library.marks.change(item_ids, READ)
    assert first < second == library.marks.generation()


@pytest.mark.parametrize(
    "wrong", ["", "0123456789", "0123456789.abc", "x.y", "0123456789.abcdef0g"]
)
def test_what_is_no_id_of_an_item_is_refused(library: Library, wrong: str) -> None:
    with pytest.raises(IssueNotFoundError):
        library.marks.change([wrong], READ)


@pytest.mark.parametrize(
    ("typed", "tag"),
    [
        ("Later", "later"),
        ("#ai", "ai"),
        (" to-read ", "to-read"),
        ("ＡＩ", "ai"),
        ("智能体", "智能体"),
    ],
)
def test_a_tag_is_one_word_in_lower_case(typed: str, tag: str) -> None:
    assert tag_name(typed) == tag
    assert tag_name(tag) == tag


@pytest.mark.parametrize(
    "typed", ["", "#", "two words", "a,b", "a:b", 'a"b', "(a)", "-a", "a*", "\x1b[2J", "x" * 51]
)
def test_what_could_not_be_typed_in_a_query_is_no_tag(library: Library, typed: str) -> None:
    with pytest.raises(TagNameError) as refusal:
        library.marks.change([], MarkChange(add_tags=(typed,)))
    assert "\x1b" not in str(refusal.value)
