from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from digests.storage import integrity
from digests.storage.integrity import PageSeal, stamp_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Tables:
    """A file with some pages of rows."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.seal = PageSeal(path)
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.execute("PRAGMA wal_autocheckpoint = 0")
        self.connection.execute("CREATE TABLE IF NOT EXISTS row (number, text)")

    def write(self, *, rows: int = 20, seal: bool = True) -> None:
        self.seal.take_off()
        values = [(number, "heron " * 100) for number in range(rows)]
        self.connection.executemany("INSERT INTO row VALUES (?, ?)", values)
        if seal:
            self.seal.put_on(self.connection)

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


def test_a_sealed_file_is_whole_and_its_log_is_empty(tables: Tables) -> None:
    assert tables.seal.is_there()
    assert tables.seal.is_current()
    assert tables.seal.is_whole(wholly=True)
    assert os.stat(f"{tables.path}-wal").st_size == 0  # noqa: PTH116 - no suffix of its own


def test_closing_and_opening_a_sealed_file_leaves_its_stamp(tables: Tables) -> None:
    tables.connection.close()
    with closing(sqlite3.connect(tables.path)) as again:
        assert again.execute("SELECT count(*) FROM row").fetchall() == [(20,)]
    assert tables.seal.is_current()


@pytest.mark.parametrize("page", [0, 1, 3])
def test_a_bit_that_was_turned_in_any_page_is_noticed(tables: Tables, page: int) -> None:
    tables.turn_a_bit(page)
    assert not tables.seal.is_whole()


def test_a_file_that_was_cut_lengthened_or_removed_is_noticed(tables: Tables) -> None:
    content = tables.path.read_bytes()
    for other in (content[:-4096], content + bytes(4096), b""):
        tables.path.write_bytes(other)
        assert not tables.seal.is_whole()
    tables.path.unlink()
    assert not tables.seal.is_whole()


def test_a_file_that_was_touched_is_read_and_found_whole(tables: Tables) -> None:
    tables.path.write_bytes(tables.path.read_bytes())
    assert not tables.seal.is_current()
    assert tables.seal.is_whole()


@pytest.mark.usefixtures("forgetful")
def test_what_a_disk_has_forgotten_is_found_by_reading_all(tables: Tables) -> None:
    tables.turn_a_bit(2)
    assert tables.seal.is_whole()
    assert not tables.seal.is_whole(wholly=True)


@pytest.mark.usefixtures("forgetful")
def test_writing_elsewhere_does_not_hide_what_a_disk_has_forgotten(tables: Tables) -> None:
    tables.turn_a_bit(2)
    tables.write(rows=1)
    assert not tables.seal.is_whole(wholly=True)


def test_only_pages_that_were_written_are_read_to_seal_again(tables: Tables) -> None:
    before = tables.path.read_bytes()
    tables.write(rows=30)
    sealed = tables.seal._read()
    assert sealed is not None
    assert sealed.sums == tables.seal._sums()
    assert len(tables.path.read_bytes()) > len(before)


def test_a_long_log_is_brought_into_the_file_between_changes(
    tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(integrity, "_FULL_LOG", 1)
    tables.seal.take_off()
    for number in range(5):
        tables.connection.execute("INSERT INTO row VALUES (?, ?)", (number, "kiln " * 2000))
        tables.seal.relieve(tables.connection)
    tables.seal.put_on(tables.connection)
    assert tables.seal.is_current()
    assert tables.seal.is_whole(wholly=True)


def test_a_file_that_is_being_written_has_no_seal(tables: Tables) -> None:
    tables.write(seal=False)
    assert not tables.seal.is_there()
    assert tables.seal.is_whole(wholly=True)


def test_a_file_whose_writer_died_is_sealed_by_the_next_one(tables: Tables) -> None:
    tables.write(seal=False)
    tables.connection.close()
    later = Tables(tables.path)
    later.write()
    assert later.seal.is_current()
    assert later.seal.is_whole(wholly=True)
    later.connection.close()


def test_a_file_that_somebody_keeps_reading_stays_without_a_seal(tables: Tables) -> None:
    with closing(sqlite3.connect(tables.path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM row").fetchall()
        tables.connection.execute("PRAGMA busy_timeout = 0")
        tables.write()
        assert not tables.seal.is_there()
    tables.write()
    assert tables.seal.is_whole(wholly=True)


@pytest.mark.parametrize("damage", [b"", b"heron", b"{}\n00\n12345678\n"])
def test_a_damaged_seal_counts_as_none(tables: Tables, damage: bytes) -> None:
    tables.path.with_suffix(".seal").write_bytes(damage)
    assert not tables.seal.is_there()
    assert tables.seal.is_whole(wholly=True)


def test_once_a_week_all_is_due_to_be_read(tables: Tables, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not tables.seal.is_due()
    today = integrity.today()
    monkeypatch.setattr(integrity, "today", lambda: today + 7)
    assert tables.seal.is_due()
    tables.write()
    assert tables.seal.is_due()
    tables.seal.take_off()
    tables.seal.put_on(tables.connection, is_read=True)
    assert not tables.seal.is_due()
