from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from digests import Fingerprint, find_issue_files
from digests.refresh.plan import RefreshPlan, Work, find_work, plan_refresh
from tests.factories import write

if TYPE_CHECKING:
    from pathlib import Path

OLD, NEW = Fingerprint(10, 1), Fingerprint(10, 2)
PRINTS = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from([OLD, NEW]))


def test_new_changed_and_missing_paths_are_told_apart() -> None:
    on_disk = {"new": OLD, "changed": NEW, "same": OLD}
    known = {"changed": OLD, "same": OLD, "gone": OLD}
    assert plan_refresh(on_disk, known) == RefreshPlan(("new",), ("changed",), ("gone",))


@given(PRINTS)
def test_nothing_is_planned_when_nothing_differs(prints: dict[str, Fingerprint]) -> None:
    assert plan_refresh(prints, dict(prints)) == RefreshPlan()


@given(PRINTS, PRINTS)
def test_a_plan_carried_out_leaves_nothing_to_do(
    on_disk: dict[str, Fingerprint], known: dict[str, Fingerprint]
) -> None:
    plan = plan_refresh(on_disk, known)
    after = {path: mark for path, mark in known.items() if path not in plan.removed}
    after.update({path: on_disk[path] for path in (*plan.added, *plan.changed)})
    assert plan_refresh(on_disk, after) == RefreshPlan()


def first_work(*folders: Path) -> Work:
    found = {folder: find_issue_files(folder) for folder in folders}
    return find_work(found, (), keep_missing=True)


def test_the_newest_issue_is_read_first_by_the_date_in_its_name(folder: Path) -> None:
    write(folder / "2026-08-01.md", "text")
    write(folder / "ai_news_20260803.md", "text")
    write(folder / "26-08-02-quiet.md", "text")
    work = first_work(folder)
    names = [file.name for file in work.to_read]
    assert names == ["ai_news_20260803.md", "26-08-02-quiet.md", "2026-08-01.md"]


def test_a_file_without_a_date_in_its_name_goes_by_its_modification(folder: Path) -> None:
    write(folder / "old-99-99-99.md", "text", modified=1_000_000_000)
    write(folder / "new.md", "text", modified=2_000_000_000)
    work = first_work(folder)
    assert [file.name for file in work.to_read] == ["new.md", "old-99-99-99.md"]


def test_a_file_below_two_roots_is_read_once(folder: Path) -> None:
    write(folder / "issues" / "x.md", "text")
    work = first_work(folder, folder / "issues")
    assert [file.source for file in work.to_read] == ["lantern-daily/issues/x.md"]
    assert work.problems == ()


def test_two_files_that_would_be_one_issue_are_told_of(folder: Path) -> None:
    write(folder / "x.md", "text")
    other = folder.parent / "copy" / folder.name
    write(other / "x.md", "another text")
    work = first_work(folder, other)
    assert len(work.to_read) == 1
    assert len(work.problems) == 1
    assert "has the same publication and place as lantern-daily/x.md" in work.problems[0].reason


def test_an_empty_folder_says_what_it_lacks(folder: Path) -> None:
    work = first_work(folder)
    assert [problem.reason for problem in work.problems] == [
        "holds no digests (Markdown, text, HTML or mail)"
    ]


def test_listing_gives_the_files_their_own_fingerprints(folder: Path) -> None:
    write(folder / "x.md", "text", modified=1_000_000_000)
    (file,) = find_issue_files(folder).files
    assert file.fingerprint == Fingerprint(4, 1_000_000_000_000_000_000)
