"""Marks follow items whose file was edited, and issues whose file was moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digests import ItemMarks, Library, MarkChange
from digests.catalogue.rows import SCHEMA
from tests.factories import digest, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STORIES = (
    "Heron 4.2 keeps a log of its work",
    "Quillon 推出 GPT-5.6 的开源复现",
    "Ferryman translates dialects",
)


@pytest.fixture
def file(folder: Path) -> Path:
    return write(folder / "2026-08-01.md", digest(*STORIES))


@pytest.fixture
def marks_file(tmp_path: Path) -> Path:
    return tmp_path / "marks.sqlite3"


@pytest.fixture
def opened(folder: Path, file: Path, cache: Path, marks_file: Path) -> Iterator[Library]:
    """One issue with three items, the second of which is starred and tagged."""
    with Library.open([folder], cache, marks=marks_file) as library:
        library.refresh()
        (issue,) = library.issues()
        second = library.issue(issue.id).items[1].id
        library.marks.change([second], MarkChange(starred=True, add_tags=("later",)))
        yield library


def marked_titles(library: Library) -> list[str]:
    """The titles of the items that have the marks of the second item."""
    wanted = ItemMarks(is_starred=True, tags=("later",))
    return [
        item.title
        for summary in library.issues()
        for item in library.issue(summary.id).items
        if library.marks.of(summary.id).get(item.id) == wanted
    ]


def replaced(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    write(file, text.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new", "title"),
    [
        ("Quillon 推出", "Quillon 已推出", "Quillon 已推出 GPT-5.6 的开源复现"),
        ("example.org/1", "example.net/quillon", STORIES[1]),
        ("# Lantern", "# The Lantern", STORIES[1]),
        ("- [Quillon", "## Odd\n\n- [Quillon", STORIES[1]),
        ("- [Heron", "- [New before](https://example.org/9)\n- [Heron", STORIES[1]),
    ],
    ids=["title corrected", "link replaced", "elsewhere", "another section", "items before"],
)
def test_marks_survive_an_edit(opened: Library, file: Path, old: str, new: str, title: str) -> None:
    replaced(file, old, new)
    opened.refresh()
    assert marked_titles(opened) == [title]


def test_marks_survive_edits_one_after_the_other(opened: Library, file: Path) -> None:
    replaced(file, "Quillon 推出", "Quillon 已推出")
    opened.refresh()
    replaced(file, "example.org/1", "example.net/quillon")
    opened.refresh()
    assert marked_titles(opened) == ["Quillon 已推出 GPT-5.6 的开源复现"]


def test_marks_of_an_item_that_is_gone_come_back_with_it(opened: Library, file: Path) -> None:
    before = file.read_text(encoding="utf-8")
    write(file, digest(STORIES[0]))
    opened.refresh()
    assert marked_titles(opened) == []
    write(file, before)
    opened.refresh()
    assert marked_titles(opened) == [STORIES[1]]


def test_what_was_done_last_holds_when_an_edit_is_taken_back(opened: Library, file: Path) -> None:
    before = file.read_text(encoding="utf-8")
    replaced(file, "Quillon 推出", "Quillon 已推出")
    opened.refresh()
    (issue,) = opened.issues()
    opened.marks.change_issues([issue.id], MarkChange(starred=False))
    write(file, before)
    opened.refresh()
    second = opened.issue(issue.id).items[1].id
    assert opened.marks.of(issue.id)[second] == ItemMarks(tags=("later",))


def test_marks_survive_a_file_that_cannot_be_read_for_once(opened: Library, file: Path) -> None:
    before = file.read_text(encoding="utf-8")
    file.write_bytes(b"\0\xff\0" * 400)
    assert opened.refresh().items == 0
    write(file, before.replace("Quillon 推出", "Quillon 已推出"))
    opened.refresh()
    assert marked_titles(opened) == ["Quillon 已推出 GPT-5.6 的开源复现"]


def test_marks_follow_a_file_that_was_renamed(opened: Library, file: Path) -> None:
    file.rename(file.with_name("august-1.md"))
    assert opened.refresh().removed == 1
    assert marked_titles(opened) == [STORIES[1]]


def test_marks_follow_a_file_that_was_moved_and_edited(opened: Library, file: Path) -> None:
    replaced(file, "example.org/1", "example.net/quillon")
    (file.parent / "archive").mkdir()
    file.rename(file.parent / "archive" / "old.md")
    opened.refresh()
    assert marked_titles(opened) == [STORIES[1]]


def test_marks_follow_a_file_that_comes_back_later_elsewhere(
    opened: Library, file: Path, folder: Path
) -> None:
    text = file.read_text(encoding="utf-8")
    write(folder / "2026-08-02.md", digest("Something else"))
    file.unlink()
    opened.refresh()
    assert marked_titles(opened) == []
    write(folder / "found" / "again.md", text)
    opened.refresh()
    assert marked_titles(opened) == [STORIES[1]]


def test_a_copy_of_an_issue_has_no_marks(opened: Library, file: Path) -> None:
    write(file.with_name("copy.md"), file.read_text(encoding="utf-8"))
    opened.refresh()
    assert len(opened.issues()) == 2
    assert marked_titles(opened) == [STORIES[1]]


def test_standing_text_alone_makes_no_issue_the_same(
    opened: Library, file: Path, folder: Path
) -> None:
    write(folder / "2026-08-02.md", digest("Something else", STORIES[1], "And more"))
    file.unlink()
    opened.refresh()
    assert marked_titles(opened) == []


def test_marks_survive_edits_that_a_rebuild_finds(opened: Library, file: Path) -> None:
    replaced(file, "Quillon 推出", "Quillon 已推出")
    opened.refresh(rebuild=True)
    assert marked_titles(opened) == ["Quillon 已推出 GPT-5.6 的开源复现"]


def test_a_refresh_that_broke_off_is_made_good(
    opened: Library, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replaced(file, "Quillon 推出", "Quillon 已推出")
    with monkeypatch.context() as patch:
        patch.setattr(opened._catalogue, "write", broken_off)
        with pytest.raises(KeyboardInterrupt):
            opened.refresh()
    opened.refresh()
    assert marked_titles(opened) == ["Quillon 已推出 GPT-5.6 的开源复现"]


def broken_off(**_change: object) -> None:
    raise KeyboardInterrupt


def test_another_process_sees_the_marks_where_the_items_are_now(
    opened: Library, file: Path, folder: Path, cache: Path, marks_file: Path
) -> None:
    with Library.open([folder], cache, marks=marks_file) as other:
        replaced(file, "Quillon 推出", "Quillon 已推出")
        other.refresh()
    assert marked_titles(opened) == ["Quillon 已推出 GPT-5.6 的开源复现"]
    (counts,) = opened.marks.counts().values()
    assert (counts.unread, counts.starred) == (3, 1)


def test_marks_survive_a_newer_program_that_makes_its_catalogue_anew_and_reads_other_titles(
    opened: Library,
    folder: Path,
    file: Path,
    cache: Path,
    marks_file: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened.close()
    replaced(file, "Quillon 推出", "Quillon 已推出")
    monkeypatch.setattr("digests.catalogue.catalogue.SCHEMA", SCHEMA._replace(version=999))
    with Library.open([folder], cache, marks=marks_file) as library:
        assert library.issues() == ()
        library.refresh()
        assert marked_titles(library) == ["Quillon 已推出 GPT-5.6 的开源复现"]
