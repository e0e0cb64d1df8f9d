"""A file of marks that can be read and not written: marks are shown, none is lost or made up."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from digests import Library, MarkChange, MarksError, SavedSearch
from tests.factories import digest, write
from tests.faults.ainews_program import PROGRAM, run_ainews

if TYPE_CHECKING:
    from collections.abc import Callable

STAR, READ = MarkChange(starred=True), MarkChange(read=True)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "ainews" / "marks.sqlite3"


@pytest.fixture
def opened(library: Library, three_issues: Path, cache: Path, file: Path) -> Callable[[], Library]:
    return lambda: Library.open([three_issues], cache, marks=file)


@pytest.fixture
def closing(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Close files to writing, as far as anybody asks the system: root may write everywhere."""
    closed: set[Path] = set()
    allows = os.access

    def access(path: Path, mode: int) -> bool:
        return allows(path, mode) and not (mode & os.W_OK and Path(path) in closed)

    def close(*paths: Path) -> None:
        closed.clear()
        closed.update(paths)

    monkeypatch.setattr("digests.marks.read_only.os.access", access)
    return close


def item(library: Library) -> str:
    return library.issue(library.issues()[0].id).items[0].id


@pytest.mark.parametrize("name", ["", "-wal", "-shm", "folder"])
def test_marks_are_shown_and_cannot_be_changed(
    opened: Callable[[], Library], file: Path, closing: Callable[..., None], name: str
) -> None:
    with opened() as library:
        library.marks.change([item(library)], STAR)
        Path(f"{file}-wal").touch()
        closed = file.parent if name == "folder" else Path(f"{file}{name}")
        closing(closed)
        with opened() as again:
            assert again.marks.is_read_only
            assert again.marks.marked("starred") == {item(again)}
            with pytest.raises(MarksError, match=r"marks cannot be changed: .*closed to writing"):
                again.marks.change([item(again)], READ)
            assert again.marks.marked("read") == frozenset()
            assert again.marks.counts()[again.issues()[0].id].starred == 1
            (problem,) = again.problems()
            assert problem.reason.endswith("; marks are shown and cannot be changed")


def test_marks_that_a_killed_program_left_beside_the_file_are_shown(
    opened: Callable[[], Library], file: Path, tmp_path: Path, closing: Callable[..., None]
) -> None:
    with opened() as library:
        library.marks.change([item(library)], STAR)
        left = tmp_path / "left"
        shutil.copytree(file.parent, left)  # as it is while the program runs
    (left / "marks.sqlite3-shm").unlink()
    assert (left / "marks.sqlite3-wal").stat().st_size
    before = {path.name: path.read_bytes() for path in left.iterdir()}
    closing(left)
    with Library.open(library.folders, tmp_path / "cache", marks=left / file.name) as again:
        assert again.marks.marked("starred") == {item(again)}
    assert {path.name: path.read_bytes() for path in left.iterdir()} == before


def test_what_another_program_marks_meanwhile_is_shown(
    opened: Callable[[], Library], file: Path, closing: Callable[..., None]
) -> None:
    with opened() as writing:
        writing.marks.change([item(writing)], STAR)
        closing(file)
        with opened() as reading:
            seen = reading.marks.generation()
            writing.marks.change([item(writing)], READ)
            assert reading.marks.generation() > seen
            assert reading.marks.of(reading.issues()[0].id)[item(reading)].is_read
    with opened() as reading:  # what was beside the file is in it now
        assert reading.marks.of(reading.issues()[0].id)[item(reading)].is_read


def test_a_file_that_is_opened_to_writing_again_takes_marks(
    opened: Callable[[], Library], file: Path, closing: Callable[..., None]
) -> None:
    opened().marks.change([item(opened())], STAR)
    closing(file)
    with opened() as library:
        with pytest.raises(MarksError):
            library.marks.change([item(library)], READ)
        closing()
        assert library.marks.change([item(library)], READ).count == 1
        assert (library.marks.is_read_only, library.problems()) == (False, ())
    with opened() as library:
        assert library.marks.marked("read") == {item(library)}


def test_an_unreadable_or_damaged_file_that_is_closed_is_left_as_it_is(
    opened: Callable[[], Library], file: Path, closing: Callable[..., None]
) -> None:
    file.parent.mkdir(parents=True)
    file.write_bytes(b"these were marks " * 500)
    closing(file)
    with opened() as library:
        with pytest.raises(MarksError, match="cannot use the marks file"):
            library.marks.generation()
        assert len(library.issues()) == 3
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_file_that_is_written_while_it_is_copied_is_copied_again(
    opened: Callable[[], Library],
    file: Path,
    closing: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with opened() as library:
        library.marks.change([item(library)], STAR)
    closing(file)
    copying, copies = shutil.copyfile, []

    def copyfile(source: str, target: str) -> None:
        copying(source, target)
        copies.append(source)
        if len(copies) == 1:
            with sqlite3.connect(file) as other:
                other.execute("UPDATE mark SET name = 'read'")

    monkeypatch.setattr("shutil.copyfile", copyfile)
    with opened() as library:
        assert library.marks.marked("read") == {item(library)}
    assert len(copies) > 1


def starred_titles(library: Library) -> list[str]:
    starred = library.marks.marked("starred")
    return [
        item.title
        for issue in library.issues()
        for item in library.issue(issue.id).items
        if item.id in starred
    ]


def test_marks_follow_edits_when_the_file_can_be_written_again(
    opened: Callable[[], Library], folder: Path, file: Path, closing: Callable[..., None]
) -> None:
    issue = folder / "2026-08-03.md"
    with opened() as library:
        library.marks.change([item(library)], STAR)
        assert starred_titles(library) == ["Open-source readers compared"]
    closing(file)
    for old, new in (("compared", "compared again"), ("readers", "libraries")):
        with opened() as library:
            edited = issue.read_text(encoding="utf-8").replace(old, new)
            write(issue, edited)
            write(folder / f"new-{new}.md", digest(f"Crane {new}"))
            report = library.refresh()
            assert (report.added, report.changed) == (1, 1)  # nothing waits but marks
            assert starred_titles(library) == []
    closing()
    with opened() as library:
        library.refresh()
        assert starred_titles(library) == ["Open-source libraries compared again"]
        library.refresh()
    with opened() as library:
        assert starred_titles(library) == ["Open-source libraries compared again"]


def test_issues_to_be_muted_wait_until_the_file_can_be_written(
    opened: Callable[[], Library], folder: Path, file: Path, closing: Callable[..., None]
) -> None:
    rule = SavedSearch("cranes", "crane", mute="read")
    with opened() as library:
        assert library.mark_muted([rule]) is None
        write(folder / "new.md", digest("Crane flies", "Heron stays"))
        library.refresh()
    closing(file)
    with opened() as library:
        assert library.mark_muted([rule]) is None
    closing()
    with opened() as library:
        muted = library.mark_muted([rule])
        assert (muted and muted.count) == 1


CLOSED = """
import os, sys
allows = os.access
os.access = lambda path, mode: allows(path, mode) and not (mode & os.W_OK and "DATA" in str(path))
from tui.cli import main
sys.exit(main(sys.argv[1:]))
"""
"""The program where the folder of marks is closed to writing, as root sees it, too."""


def ainews(home: Path, *arguments: object, program: str = PROGRAM) -> tuple[int, str, str]:
    places = {f"XDG_{name}_HOME": str(home / name) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    return run_ainews(*arguments, "-f", home / "news", program=program, HOME=str(home), **places)


def test_verbs_show_marks_and_say_that_none_can_be_made(tmp_path: Path) -> None:
    write(tmp_path / "news" / "2026-08-01.md", digest("Heron learns to wait", "青鸟学会了查字典"))
    assert ainews(tmp_path, "mark", "--query", "heron", "--star")[0] == 0
    code, out, err = ainews(tmp_path, "search", "is:starred", program=CLOSED)
    assert (code, "Heron" in out) == (0, True)
    assert "marks.sqlite3 cannot be written, so marks are shown and cannot be changed" in err
    code, out, err = ainews(tmp_path, "mark", "--query", "heron", "--read", program=CLOSED)
    assert (code, out) == (2, "")
    assert err.splitlines()[-1].startswith("ainews: marks cannot be changed: ")
    code, out, _ = ainews(tmp_path, "unread", "--json", program=CLOSED)
    assert (code, '"unread": 2' in out) == (0, True)
