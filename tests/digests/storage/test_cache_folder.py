"""What happens when the cache folder or something in it is not as it was left."""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING

import pytest

from digests import CacheError, IndexDamagedError, Library
from digests.catalogue.rows import SCHEMA
from digests.storage.cache_folder import prepare_cache_folder
from tests.factories import digest, write

if TYPE_CHECKING:
    from pathlib import Path

ENGINE_LEAVES_FILES_OPEN = pytest.mark.filterwarnings(
    # when it fails half-way through opening or writing an index
    "ignore::pytest.PytestUnraisableExceptionWarning"
)


def index_files(cache: Path) -> list[Path]:
    return sorted(path for path in cache.glob("index-*/*") if path.is_file())


def test_a_new_cache_folder_is_closed_to_others(cache: Path) -> None:
    prepare_cache_folder(cache / "deep")
    assert (cache / "deep").stat().st_mode & 0o777 == 0o700


def test_a_cache_folder_that_others_may_write_to_is_refused(folder: Path, cache: Path) -> None:
    cache.mkdir()
    cache.chmod(0o770)
    with pytest.raises(CacheError, match="others may write to it"):
        Library.open([folder], cache)


def test_a_linked_cache_folder_is_refused(folder: Path, cache: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    cache.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CacheError, match="symbolic link"):
        Library.open([folder], cache)


def test_a_cache_folder_of_another_user_is_refused(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digests.storage.cache_folder.os.getuid", lambda: os.geteuid() + 1)
    with pytest.raises(CacheError, match="belongs to another user"):
        Library.open([folder], cache)


def test_a_file_in_the_place_of_the_cache_folder_is_refused(folder: Path, cache: Path) -> None:
    cache.write_text("")
    with pytest.raises(CacheError, match="file exists"):
        Library.open([folder], cache)


def test_a_catalogue_that_is_no_database_is_moved_aside_and_made_anew(
    library: Library, three_issues: Path, cache: Path
) -> None:
    library.close()
    (cache / "catalogue.sqlite3").write_bytes(b"not a database at all" * 500)
    with Library.open([three_issues], cache) as again:
        assert again.issues() == ()
        assert again.refresh().added == 3
        assert again.search("青鸟").total == 1
    assert (cache / "catalogue.damaged").read_bytes().startswith(b"not a database")


def test_a_catalogue_damaged_in_the_middle_is_made_anew(
    library: Library, three_issues: Path, cache: Path
) -> None:
    library.close()
    path = cache / "catalogue.sqlite3"
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    with Library.open([three_issues], cache) as again:
        assert again.issues() == ()
        assert again.refresh().added == 3
        assert len(again.issues()) == 3


def test_a_catalogue_of_another_version_is_made_anew(
    library: Library, three_issues: Path, cache: Path
) -> None:
    library.close()
    connection = sqlite3.connect(cache / "catalogue.sqlite3")
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    with Library.open([three_issues], cache) as again:
        assert again.issues() == ()
        assert again.refresh().added == 3


def test_a_catalogue_of_an_older_program_leaves_nothing_aside(
    library: Library, three_issues: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.close()
    monkeypatch.setattr("digests.catalogue.catalogue.SCHEMA", SCHEMA._replace(version=999))
    with Library.open([three_issues], cache) as again:
        assert (again.issues(), again.problems()) == ((), ())
    assert list(cache.glob("*.damaged")) == []


def test_a_locked_catalogue_is_an_error_of_ours(
    library: Library, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = sqlite3.connect(cache / "catalogue.sqlite3", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    library._catalogue._file.connection.execute("PRAGMA busy_timeout = 0")
    with pytest.raises(CacheError, match="locked"):
        library.refresh(rebuild=True)
    other.close()


@ENGINE_LEAVES_FILES_OPEN
@pytest.mark.parametrize("damage", [b"", b"\xff" * 64], ids=["empty", "overwritten"])
def test_a_damaged_index_is_told_of_and_the_next_refresh_makes_it_anew(
    library: Library, cache: Path, damage: bytes
) -> None:
    for path in index_files(cache):
        path.write_bytes(damage)
    with pytest.raises(IndexDamagedError, match="ainews index --rebuild"):
        library.search("青鸟")
    assert len(library.issues()) == 3
    assert library.refresh().changed == 3
    assert library.search("青鸟").total == 1


def test_an_index_that_is_gone_is_made_anew(library: Library, cache: Path) -> None:
    for path in index_files(cache):
        path.unlink()
    assert library.refresh().changed == 3
    assert library.search("青鸟").total == 1


@ENGINE_LEAVES_FILES_OPEN
def test_damage_that_only_searching_meets_is_remembered(library: Library, cache: Path) -> None:
    (postings,) = cache.glob("index-*/*.pst")
    postings.write_bytes(b"\xff" * postings.stat().st_size)
    with pytest.raises(IndexDamagedError):
        library.search("青鸟 OR open OR gpt")
    assert library.refresh().changed == 3
    assert library.search("青鸟").total == 1


def test_an_index_older_than_the_catalogue_is_made_anew(library: Library) -> None:
    library._catalogue.write(facts=[("index_generation", "1000")])
    assert library.refresh().changed == 3
    assert library.refresh().unchanged == 3


def test_old_indexes_are_cleared_away(library: Library, cache: Path) -> None:
    library.refresh(rebuild=True)
    library.refresh(rebuild=True)
    library.refresh()
    assert len(list(cache.glob("index-*"))) == 1


@ENGINE_LEAVES_FILES_OPEN
def test_a_full_disk_leaves_the_index_as_it_was(
    library: Library, three_issues: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(three_issues / "2026-08-04.md", digest("Ferryman translates dialects"))
    with monkeypatch.context() as patch:

        def full(*_args: object, **_rest: object) -> None:
            raise OSError(28, "No space left on device")

        patch.setattr("whoosh.writing.SegmentWriter._commit_toc", full)
        with pytest.raises(CacheError, match="No space left on device"):
            library.refresh()
    assert library.search("青鸟").total == 1
    assert library.refresh().added == 1


def test_a_new_catalogue_leaves_nothing_aside(three_issues: Path, cache: Path) -> None:
    with Library.open([three_issues], cache) as library:
        library.refresh()
    assert list(cache.glob("*.damaged")) == []
