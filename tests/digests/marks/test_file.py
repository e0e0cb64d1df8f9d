"""The file of marks: who may read it, and what happens when something is wrong with it."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from digests import Library, MarkChange, MarksError

if TYPE_CHECKING:
    from collections.abc import Callable

READ = MarkChange(read=True)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "ainews" / "marks.sqlite3"


@pytest.fixture
def opened(library: Library, three_issues: Path, cache: Path, file: Path) -> Callable[[], Library]:
    """Open the library of three issues, which was refreshed before, with a file of marks."""
    return lambda: Library.open([three_issues], cache, marks=file)


def mark_all(library: Library) -> int:
    """Mark everything as read; how many items that were."""
    return library.marks.change_issues([issue.id for issue in library.issues()], READ).count


def unread(library: Library) -> int:
    return sum(counts.unread for counts in library.marks.counts().values())


def test_the_file_is_made_for_the_user_alone(opened: Callable[[], Library], file: Path) -> None:
    with opened() as library:
        mark_all(library)
        modes = {path.stat().st_mode & 0o777 for path in file.parent.iterdir()}
    assert modes == {0o600}
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_marks_are_there_when_the_library_is_opened_again(opened: Callable[[], Library]) -> None:
    with opened() as library:
        assert mark_all(library) == 5
    with opened() as library:
        assert unread(library) == 0
        assert library.marks.undo() is None


def test_without_a_file_marks_end_with_the_library(
    library: Library, three_issues: Path, cache: Path
) -> None:
    mark_all(library)
    assert unread(library) == 0
    with Library.open([three_issues], cache) as again:
        assert unread(again) == 5


def test_a_thrown_away_cache_costs_no_marks(
    opened: Callable[[], Library], three_issues: Path, tmp_path: Path, file: Path
) -> None:
    with opened() as library:
        mark_all(library)
    with Library.open([three_issues], tmp_path / "new", marks=file) as library:
        library.refresh()
        assert unread(library) == 0


def test_what_is_no_database_is_set_aside_and_told_of(
    opened: Callable[[], Library], file: Path
) -> None:
    file.parent.mkdir(parents=True)
    file.write_bytes(b"these were marks " * 500)
    with opened() as library:
        (problem,) = library.problems()
        assert "set aside" in problem.reason
        assert "ainews marks merge" in problem.reason
        assert mark_all(library) == 5
    (aside,) = file.parent.glob("*.damaged-*")
    assert aside.read_bytes().startswith(b"these were marks")
    assert str(aside) in problem.source


def test_the_problem_is_told_of_until_the_file_is_gone(
    opened: Callable[[], Library], file: Path
) -> None:
    file.parent.mkdir(parents=True)
    file.write_bytes(b"these were marks " * 500)
    opened().close()
    with opened() as library:
        assert len(library.problems()) == 1
        next(file.parent.glob("*.damaged-*")).unlink()
        assert library.problems() == ()


def test_of_a_damaged_file_everything_that_can_be_read_is_kept(
    opened: Callable[[], Library], file: Path
) -> None:
    many = [f"{issue:010x}.{item:08x}" for issue in range(60) for item in range(60)]
    with opened() as library:
        library.marks.change(many, MarkChange(starred=True))
    content = bytearray(file.read_bytes())
    middle = len(content) // 4096 // 2 * 4096
    content[middle : middle + 4096] = b"\xff" * 4096
    file.write_bytes(content)
    with opened() as library:
        lost = library.marks.change(many, MarkChange(starred=True)).count
        assert lost < len(many) * 0.1
        assert library.marks.marked("starred") == set(many)
        (problem,) = library.problems()
        assert Path(problem.source).read_bytes() == content
    with opened() as library:
        assert library.marks.marked("starred") == set(many)
        assert library.problems() == (problem,)


def test_damage_that_is_met_while_marking_is_no_error(
    opened: Callable[[], Library], file: Path
) -> None:
    with opened() as library:
        other = opened()
        mark_all(library)
        other.close()
        library.marks.store._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        library.marks.store._writer.execute("PRAGMA shrink_memory")
        size = file.stat().st_size
        with file.open("r+b") as raw:
            raw.write(b"\xff" * size)
        assert mark_all(library) >= 0
        assert unread(library) == 0
        assert len(library.problems()) == 1


def test_a_file_that_was_put_in_the_place_of_another_is_used(
    opened: Callable[[], Library], file: Path
) -> None:
    with opened() as library:
        mark_all(library)
        assert unread(library) == 0
        for path in list(file.parent.iterdir()):
            path.rename(path.with_name(f"old-{path.name}"))
        assert unread(library) == 5
        assert mark_all(library) == 5


def test_a_file_of_a_newer_version_is_left_alone(opened: Callable[[], Library], file: Path) -> None:
    with opened() as library:
        library.marks.generation()
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    with pytest.raises(MarksError, match="update ainews"), opened() as library:
        library.marks.generation()
    assert not list(file.parent.glob("*damaged*"))


def test_a_database_of_another_program_is_left_alone(
    opened: Callable[[], Library], file: Path
) -> None:
    file.parent.mkdir(parents=True)
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE theirs (value)")
    connection.close()
    with pytest.raises(MarksError, match="another program"), opened() as library:
        library.marks.generation()
    connection = sqlite3.connect(file)
    assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("theirs",)]
    connection.close()


def test_a_file_in_the_place_of_the_folder_is_an_error_of_ours(
    opened: Callable[[], Library], file: Path
) -> None:
    file.parent.parent.mkdir()
    file.parent.write_text("")
    with pytest.raises(MarksError, match="check its permissions"), opened() as library:
        library.marks.generation()


def test_a_folder_in_the_place_of_the_file_is_an_error_of_ours(
    opened: Callable[[], Library], file: Path
) -> None:
    file.mkdir(parents=True)
    with pytest.raises(MarksError, match="cannot be opened"), opened() as library:
        library.marks.generation()


def test_a_file_that_cannot_be_written_is_an_error_of_ours(opened: Callable[[], Library]) -> None:
    with opened() as library:
        library.marks.store._writer.execute("PRAGMA query_only = ON")
        with pytest.raises(MarksError, match="cannot be written"):
            mark_all(library)
        assert unread(library) == 5


def test_a_full_disk_leaves_the_marks_as_they_were(opened: Callable[[], Library]) -> None:
    with opened() as library:
        mark_all(library)
        writer = library.marks.store._writer
        ((pages,),) = writer.execute("PRAGMA page_count").fetchall()
        writer.execute(f"PRAGMA max_page_count = {pages}")
        many = [f"{issue:010x}.0000000a" for issue in range(5000)]
        with pytest.raises(MarksError, match="disk is full"):
            library.marks.change(many, READ)
        writer.execute("PRAGMA max_page_count = 1000000")
        assert library.marks.marked("read").isdisjoint(many)
        undone = library.marks.undo()
        assert undone is not None
        assert undone.count == 5


def test_marks_of_a_closed_library_are_an_error_of_ours(opened: Callable[[], Library]) -> None:
    library = opened()
    library.close()
    with pytest.raises(MarksError, match="closed"):
        library.marks.generation()
    with pytest.raises(MarksError, match="closed"):
        library.marks.change([], READ)


def test_a_library_that_cannot_be_opened_leaves_no_file_open(
    tmp_path: Path, cache: Path, file: Path
) -> None:
    with pytest.raises(Exception, match="does not exist"):
        Library.open([tmp_path / "nowhere"], cache, marks=file)
    assert not file.exists()


def test_a_file_that_cannot_be_used_is_a_problem_of_the_library(
    opened: Callable[[], Library], file: Path
) -> None:
    file.mkdir(parents=True)
    with opened() as library:
        (problem,) = library.problems()
    assert problem.source == str(file)
    assert "cannot be opened" in problem.reason
