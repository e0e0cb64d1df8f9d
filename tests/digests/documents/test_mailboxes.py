from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digests import Library, MarkChange, find_issue_files
from tests.digests.documents.messages import STORIES, mbox, plain

if TYPE_CHECKING:
    from pathlib import Path


def message(number: int, words: str = STORIES) -> bytes:
    return plain(words, subject=f"Maple {number}", key=f"m{number}")


def titles(library: Library) -> list[str]:
    return sorted(issue.title for issue in library.issues())


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    path = tmp_path / "letters.mbox"
    path.write_bytes(mbox(*map(message, range(3))))
    return path


@pytest.fixture
def maildir(tmp_path: Path) -> Path:
    path = tmp_path / "Maildir"
    for part in ("cur", "new", "tmp"):
        (path / part).mkdir(parents=True)
        (path / ".oak" / part).mkdir(parents=True)
    (path / "new" / "1700000001.M1.host").write_bytes(message(1))
    (path / ".oak" / "new" / "1700000002.M2.host").write_bytes(message(2))
    (path / "tmp" / "1700000003.M3.host").write_bytes(message(3))
    return path


def test_each_message_of_an_mbox_is_an_issue(letters: Path, tmp_path: Path) -> None:
    before = letters.read_bytes(), letters.stat().st_mtime_ns
    with Library.open([letters], tmp_path / "cache") as library:
        assert library.refresh().added == 3
        assert titles(library) == ["Maple 0", "Maple 1", "Maple 2"]
        assert all(library.issue(one.id).items for one in library.issues())
    assert (letters.read_bytes(), letters.stat().st_mtime_ns) == before


def test_an_mbox_in_a_folder_is_read_too(letters: Path, tmp_path: Path) -> None:
    with Library.open([letters.parent], tmp_path / "cache") as library:
        assert library.refresh().added == 3


def test_compacting_and_appending_keep_issues_and_marks(letters: Path, tmp_path: Path) -> None:
    with Library.open([letters], tmp_path / "cache") as library:
        library.refresh()
        kept = next(one.id for one in library.issues() if one.title == "Maple 2")
        item = library.issue(kept).items[0].id
        library.marks.change([item], MarkChange(starred=True))
        letters.write_bytes(mbox(message(2), message(3)))
        report = library.refresh()
        assert (report.added, report.changed, report.removed, report.unchanged) == (1, 0, 2, 1)
        assert library.issue(kept).items[0].id == item
        assert library.marks.of(kept)[item].is_starred


def test_an_unchanged_mbox_is_not_read_again(
    letters: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open([letters.parent], tmp_path / "c" / "cache") as library:
        library.refresh()
        (letters.parent / "2026-03-02.md").write_text("# News\n\n## One\n\nA word.\n")
        monkeypatch.setattr("digests.files.mbox._messages", None)
        report = library.refresh()
        assert (report.added, report.unchanged) == (1, 3)


def test_a_half_written_last_message_breaks_nothing(letters: Path, tmp_path: Path) -> None:
    with letters.open("ab") as file:
        file.write(b"From x Mon Mar  2 09:15:00 2026\nSubject: ha")
    with Library.open([letters], tmp_path / "cache") as library:
        assert library.refresh().problems == ()
        assert len(titles(library)) == 3


def test_equal_messages_count_once_and_others_with_their_id_count(tmp_path: Path) -> None:
    path = tmp_path / "letters.mbox"
    path.write_bytes(mbox(message(1), message(1), message(1, "Other words.")))
    with Library.open([path], tmp_path / "cache") as library:
        assert library.refresh().added == 2


def test_a_flag_that_a_program_sets_changes_no_issue(letters: Path, tmp_path: Path) -> None:
    with Library.open([letters], tmp_path / "cache") as library:
        library.refresh()
        letters.write_bytes(
            letters.read_bytes().replace(b"MIME-Version", b"Status: RO\nMIME-Version")
        )
        report = library.refresh()
        assert (report.added, report.removed, report.unchanged + report.changed) == (0, 0, 3)
        assert all(library.issue(one.id).items for one in library.issues())


def test_a_line_of_a_text_that_begins_with_from_separates_nothing(tmp_path: Path) -> None:
    path = tmp_path / "letters.mbox"
    path.write_bytes(mbox(message(1, "Words.\n\nFrom the editors: 12:30, 2026\n\n>From afar\n")))
    with Library.open([path], tmp_path / "cache") as library:
        assert library.refresh().added == 1
        (one,) = library.issues()
        assert "From afar" in str(library.issue(one.id))


def test_an_mbox_that_is_larger_than_one_block_is_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digests.files.mbox._BLOCK", 700)
    path = tmp_path / "letters.mbox"
    path.write_bytes(mbox(*map(message, range(9))))
    with Library.open([path], tmp_path / "cache") as library:
        assert library.refresh().added == 9
        assert len({len(library.issue(one.id).items) for one in library.issues()}) == 1


def test_a_maildir_and_its_hidden_folders_are_read(maildir: Path, tmp_path: Path) -> None:
    with Library.open([maildir], tmp_path / "cache") as library:
        library.refresh()
        assert titles(library) == ["Maple 1", "Maple 2"]
        assert {one.publication for one in library.issues()} == {"Maple Letter"}


def test_flags_and_moves_in_a_maildir_keep_the_issue(maildir: Path, tmp_path: Path) -> None:
    with Library.open([maildir], tmp_path / "cache") as library:
        library.refresh()
        before = {one.id for one in library.issues()}
        file = maildir / "new" / "1700000001.M1.host"
        moved = maildir / "cur" / "1700000001.M1.host,U=7:2,S"
        file.replace(moved)
        assert all(library.issue(issue).items for issue in before)
        report = library.refresh()
        assert (report.added, report.changed, report.removed) == (0, 0, 0)
        assert {one.id for one in library.issues()} == before
        assert all(library.issue(issue).items for issue in before)


def test_a_deleted_message_is_dropped(maildir: Path, tmp_path: Path) -> None:
    with Library.open([maildir], tmp_path / "cache") as library:
        library.refresh()
        (maildir / "new" / "1700000001.M1.host").unlink()
        assert library.refresh().removed == 1


def test_files_of_other_kinds_are_counted(tmp_path: Path) -> None:
    for name in ("a.pdf", "B.PDF", "c", ".hidden.pdf", "publication.toml", "d.md"):
        (tmp_path / name).write_text("x")
    assert find_issue_files(tmp_path).skipped == {".pdf": 2, "": 1}
