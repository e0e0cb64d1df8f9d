from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from digests.storage import integrity
from digests.storage.integrity import Checksums, stamp_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Tables:
    """A file with some pages of rows."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.checksums = Checksums(path)
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.execute("PRAGMA wal_autocheckpoint = 0")
        self.connection.execute("CREATE TABLE IF NOT EXISTS row (number, text)")

    def write(self, *, rows: int = 20, record: bool = True) -> None:
        self.checksums.clear()
        values = [(number, "heron " * 100) for number in range(rows)]
        self.connection.executemany("INSERT INTO row VALUES (?, ?)", values)
        if record:
            self.checksums.record(self.connection)

    def turn_a_bit(self, page: int) -> None:
        """Turn the last bit of a page, from 0."""
        with self.path.open("r+b") as file:
            file.seek(page * 4096 + 4095)
            (last,) = file.read(1)
            file.seek(-1, os.SEEK_CUR)
            file.write(bytes([last ^ 1]))


@pytest.fixture
def tables(tmp_path: Path) -> Iterator[Tables]:
    made = Tables(tmp_path / "heron.sqlite3")
    made.write()
    with closing(made.connection):
        yield made


@pytest.fixture
def forgetful(tables: Tables, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that gives other bytes back, with the old times."""
    known = stamp_of(tables.path)
    real, path = stamp_of, tables.path
    monkeypatch.setattr(integrity, "stamp_of", lambda p: known if p == path else real(p))


def test_a_recorded_file_is_intact_and_its_log_is_empty(tables: Tables) -> None:
    assert tables.checksums.exist()
    assert tables.checksums.are_current()
    assert tables.checksums.match_file(read_all=True)
    assert os.stat(f"{tables.path}-wal").st_size == 0  # noqa: PTH116 - no suffix of its own


def test_closing_and_opening_a_recorded_file_keeps_its_stamp(tables: Tables) -> None:
    tables.connection.close()
    with closing(sqlite3.connect(tables.path)) as again:
        assert again.execute("SELECT count(*) FROM row").fetchall() == [(20,)]
    assert tables.checksums.are_current()


@pytest.mark.parametrize("page", [0, 1, 3])
def test_a_bit_that_was_turned_in_any_page_is_noticed(tables: Tables, page: int) -> None:
    tables.turn_a_bit(page)
    assert not tables.checksums.match_file()


def test_a_file_that_was_cut_lengthened_or_removed_is_noticed(tables: Tables) -> None:
    content = tables.path.read_bytes()
    for other in (content[:-4096], content + bytes(4096), b""):
        tables.path.write_bytes(other)
        assert not tables.checksums.match_file()
    tables.path.unlink()
    assert not tables.checksums.match_file()


def test_a_file_that_was_touched_is_read_and_found_intact(tables: Tables) -> None:
    tables.path.write_bytes(tables.path.read_bytes())
    assert not tables.checksums.are_current()
    assert tables.checksums.match_file()


@pytest.mark.usefixtures("forgetful")
def test_what_a_disk_has_forgotten_is_found_by_reading_all(tables: Tables) -> None:
    tables.turn_a_bit(2)
    assert tables.checksums.match_file()
    assert not tables.checksums.match_file(read_all=True)


@pytest.mark.usefixtures("forgetful")
def test_writing_elsewhere_does_not_hide_what_a_disk_has_forgotten(tables: Tables) -> None:
    tables.turn_a_bit(2)
    tables.write(rows=1)
    assert not tables.checksums.match_file(read_all=True)


def test_only_pages_that_were_written_are_read_to_record_again(tables: Tables) -> None:
    before = tables.path.read_bytes()
    tables.write(rows=30)
    recorded = tables.checksums._read()
    assert recorded is not None
    assert recorded.sums == tables.checksums._page_sums()
    assert len(tables.path.read_bytes()) > len(before)


def test_a_long_log_is_moved_into_the_file_between_changes(
    tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(integrity, "_FULL_LOG", 1)
    tables.checksums.clear()
    for number in range(5):
        tables.connection.execute("INSERT INTO row VALUES (?, ?)", (number, "kiln " * 2000))
        tables.checksums.checkpoint(tables.connection)
    tables.checksums.record(tables.connection)
    assert tables.checksums.are_current()
    assert tables.checksums.match_file(read_all=True)


def test_a_file_that_is_being_written_has_no_checksums(tables: Tables) -> None:
    tables.write(record=False)
    assert not tables.checksums.exist()
    assert tables.checksums.match_file(read_all=True)


def test_a_file_whose_writer_died_is_recorded_by_the_next_one(tables: Tables) -> None:
    tables.write(record=False)
    tables.connection.close()
    later = Tables(tables.path)
    later.write()
    assert later.checksums.are_current()
    assert later.checksums.match_file(read_all=True)
    later.connection.close()


def test_a_file_that_somebody_keeps_reading_stays_without_checksums(tables: Tables) -> None:
    with closing(sqlite3.connect(tables.path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM row").fetchall()
        tables.connection.execute("PRAGMA busy_timeout = 0")
        tables.write()
        assert not tables.checksums.exist()
    tables.write()
    assert tables.checksums.match_file(read_all=True)


@pytest.mark.parametrize("damage", [b"", b"heron", b"{}\n00\n12345678\n"])
def test_a_damaged_checksum_file_counts_as_none(tables: Tables, damage: bytes) -> None:
    tables.path.with_suffix(".seal").write_bytes(damage)
    assert not tables.checksums.exist()
    assert tables.checksums.match_file(read_all=True)


def test_a_full_check_is_due_once_a_week(tables: Tables, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not tables.checksums.is_full_check_due()
    today = integrity.today()
    monkeypatch.setattr(integrity, "today", lambda: today + 7)
    assert tables.checksums.is_full_check_due()
    tables.write()
    assert tables.checksums.is_full_check_due()
    tables.checksums.clear()
    tables.checksums.record(tables.connection, is_verified=True)
    assert not tables.checksums.is_full_check_due()
