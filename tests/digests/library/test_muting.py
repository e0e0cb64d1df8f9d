from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digests import CacheError, Library, MarkChange, SavedSearch, muted
from tests.factories import digest, write

if TYPE_CHECKING:
    from pathlib import Path

READ = SavedSearch("Chips", "石桥", mute="read")


def read_titles(library: Library) -> set[str]:
    return {hit.title.text for hit in library.search("is:read", limit=50).hits}


@pytest.mark.parametrize(
    ("searches", "how"),
    [
        ([SavedSearch("Birds", "青鸟", mute="dim")], {"青鸟大模型学会了查字典": "dim"}),
        (
            [SavedSearch("a", "青鸟 OR 石桥", mute="hide"), SavedSearch("b", "青鸟", mute="dim")],
            {"青鸟大模型学会了查字典": "hide", "石桥发布新芯片": "hide"},
        ),
        ([SavedSearch("a", "青鸟"), SavedSearch("b", "石桥", mute="read")], {}),
        ([SavedSearch("Wrong", "(", mute="hide")], {}),
    ],
)
def test_items_of_an_issue_are_dimmed_or_hidden(
    library: Library, searches: list[SavedSearch], how: dict[str, str]
) -> None:
    issue = next(i for i in library.issues() if i.title == "灯笼日报 2026-08-02")
    titles = {item.id: item.title for item in library.issue(issue.id).items}
    assert {titles[id_]: mute for id_, mute in muted(library, issue.id, searches).items()} == how


def test_what_was_there_before_the_rule_stays_unread(library: Library) -> None:
    assert library.mark_muted([READ]) is None
    assert read_titles(library) == set()


def test_new_items_that_a_rule_finds_are_marked_as_read_in_one_action(
    library: Library, three_issues: Path
) -> None:
    library.mark_muted([READ])
    write(three_issues / "2026-08-04.md", digest("石桥降价", "石桥涨价", "Heron sings"))
    library.refresh()
    changed = library.mark_muted([READ])
    assert changed is not None
    assert (changed.description, changed.count) == ("marked read", 2)
    assert read_titles(library) == {"石桥降价", "石桥涨价"}
    library.marks.undo()
    assert read_titles(library) == set()


def test_what_the_user_marks_unread_stays_so(library: Library, three_issues: Path) -> None:
    library.mark_muted([READ])
    write(three_issues / "2026-08-04.md", digest("石桥降价"))
    library.refresh()
    changed = library.mark_muted([READ])
    assert changed is not None
    library.marks.change(changed.item_ids, MarkChange(read=False))
    write(three_issues / "2026-08-05.md", digest("Heron sings"))
    library.refresh()
    assert library.mark_muted([READ]) is None
    assert read_titles(library) == set()


def test_without_new_issues_nothing_is_done(library: Library) -> None:
    library.mark_muted([READ])
    before = library.marks.generation()
    assert library.mark_muted([READ]) is None
    assert library.marks.generation() == before


def test_a_rule_that_comes_back_begins_anew(library: Library, three_issues: Path) -> None:
    library.mark_muted([READ])
    library.mark_muted([SavedSearch("Chips", "石桥", mute="dim")])
    write(three_issues / "2026-08-04.md", digest("石桥降价"))
    library.refresh()
    assert library.mark_muted([READ]) is None


def test_when_the_last_run_cannot_be_remembered_nothing_is_marked(
    library: Library, cache: Path
) -> None:
    (cache / "muted-issues").mkdir()
    with pytest.raises(CacheError):
        library.mark_muted([READ])
