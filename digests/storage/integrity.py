"""Knowing whether a SQLite file is still as its last writer left it: stamps and page checksums.

SQLite notices damage to the structure of its files, but not to their content. So while nobody is
writing to a file, a checksum file lies beside it. It holds the stamp of the SQLite file, the CRC-32
of each of its pages, and in its last line the CRC-32 of the lines above, all in hexadecimal:

    {"stamp": [SIZE, MODIFIED, CHANGED, INODE], "read_on": DAY}
    8f3a0c11...
    1b2c3d4e

Every write through the file system changes the stamp, and the kernel lets nobody set the time of
change. So a file is read only when its stamp differs. What no stamp shows, such as a disk that
loses bits, is found when all is read, once a week.

A writer clears the checksums before its first change, and records them again once everything is in
the file and SQLite's log is empty. Only the pages that were written get new checksums, so recording
costs no more than the write itself and never hides damage elsewhere. A file without checksums is
being written, or its writer died: it is as good as SQLite finds it.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
import zlib
from array import array
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

PAGE_SIZE = 4096
"""Bytes. Files are created with it, so a page in SQLite's log is a page here."""

_FULL_LOG = 1000 * PAGE_SIZE
"""Bytes; by default SQLite checkpoints at the same size."""

_LOG_HEADER, _FRAME_HEADER = 32, 24
"""Bytes; a frame begins with the page's number, from 1: https://sqlite.org/fileformat2.html#walformat"""

_DAY = 86_400
FULL_CHECK_DAYS = 7
"""How often all is read, to find damage that no stamp shows."""


class Stamp(NamedTuple):
    """What a file system updates whenever a file is written or replaced."""

    size: int
    modified: int
    changed: int
    """When content, name or rights changed, by the system's clock. Both times are in nanoseconds
    since the epoch."""
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> Stamp:
        """Return the stamp in the result of a `stat` call."""
        return cls(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


class _Record(NamedTuple):
    stamp: Stamp
    verified_on: int
    """The day, counted from the epoch, on which all pages were last read."""
    sums: array[int]


def stamp_of(path: Path) -> Stamp | None:
    """Return the stamp of a file, or None when it is missing."""
    try:
        return Stamp.of(os.stat(path))  # noqa: PTH116 - called before each query
    except OSError:
        return None


def inode_of(path: Path) -> int:
    """Return the inode number of a file, different once it is replaced; 0 if it is missing."""
    stamp = stamp_of(path)
    return stamp.inode if stamp else 0


def today() -> int:
    """Return the number of days since the epoch, in UTC."""
    return int(time.time() // _DAY)


class Checksums:
    """The recorded stamp and page checksums of one SQLite file.

    The caller makes sure that only one process writes at a time.
    """

    def __init__(self, path: Path) -> None:
        """Nothing is read yet. The checksum file is `path` with the ending `.seal`."""
        self._path = path
        self._log = Path(f"{path}-wal")
        self._file = path.with_suffix(".seal")
        self._previous: _Record | None = None
        self._written: set[int] = set()
        self._is_cleared = False
        """Whether this process has cleared them and not recorded them since."""

    def exist(self) -> bool:
        """Return whether there are checksums."""
        return self._read() is not None

    def is_full_check_due(self) -> bool:
        """Return whether there are checksums, and the last full check is a week old."""
        record = self._read()
        return record is not None and today() - record.verified_on >= FULL_CHECK_DAYS

    def are_current(self) -> bool:
        """Return whether the recorded stamp is the one that the file has now."""
        record = self._read()
        return record is not None and stamp_of(self._path) == record.stamp

    def match_file(self, *, read_all: bool = False) -> bool:
        """Return whether the file is as it was recorded; True without checksums.

        All of it is read when its stamp differs, or with `read_all`: 500 MB a second or more.
        """
        while (record := self._read()) is not None:
            if not read_all and stamp_of(self._path) == record.stamp:
                return True
            is_equal = self._page_sums() == record.sums
            if is_equal or self._read() == record:
                return is_equal
            # A writer has started or finished meanwhile.
        return True

    def clear(self) -> None:
        """Remove the checksums before the file is written. Raises OSError."""
        if not self._is_cleared:
            self._previous = None if self._log_size() else self._read()
            self._written = {0}
            self._file.unlink(missing_ok=True)
            self._is_cleared = True

    def checkpoint(self, connection: sqlite3.Connection) -> None:
        """Move the log into the file if it has grown long. Call it between two changes."""
        if self._log_size() >= _FULL_LOG:
            self._add_logged_pages()
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def record(self, connection: sqlite3.Connection, *, is_verified: bool = False) -> None:
        """Move the log into the file, sync it to disk, and record the new checksums.

        While another connection still reads an older state the file stays without checksums.
        `is_verified` says that all of the file has just been checked.
        """
        self._is_cleared = False
        with suppress(OSError, sqlite3.DatabaseError):
            self._add_logged_pages()
            ((is_busy, *_),) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            if is_busy:
                return
            previous, stamp = self._previous, stamp_of(self._path)
            sums = self._updated_sums(previous.sums) if previous else self._page_sums()
            if stamp is not None and sums is not None:
                verified_on = previous.verified_on if previous and not is_verified else today()
                self._write(_Record(stamp, verified_on, sums))

    def _read(self) -> _Record | None:
        """Return what was recorded; None without a checksum file, or when it is damaged itself."""
        try:
            text, _, checksum = self._file.read_bytes().rstrip(b"\n").rpartition(b"\n")
            if b"%08x" % zlib.crc32(text) != checksum:
                return None
            head, _, sums = text.partition(b"\n")
            values = json.loads(head)
            page_sums = array("I", bytes.fromhex(sums.decode()))
            return _Record(Stamp(*values["stamp"]), values["read_on"], page_sums)
        except (OSError, ValueError, TypeError, KeyError):  # the last two: another version wrote it
            return None

    def _write(self, record: _Record) -> None:
        head = json.dumps({"stamp": record.stamp, "read_on": record.verified_on})
        text = f"{head}\n{record.sums.tobytes().hex()}"
        new = self._file.with_suffix(".seal-new")
        # Not synced: a checksum file that a power failure cuts off counts as none.
        new.write_text(f"{text}\n{zlib.crc32(text.encode()):08x}\n", encoding="ascii")
        new.replace(self._file)

    def _log_size(self) -> int:
        stamp = stamp_of(self._log)
        return stamp.size if stamp else 0

    def _add_logged_pages(self) -> None:
        """Add the pages in the log to those that were written; older frames do no harm."""
        if self._log_size():
            log = memoryview(self._log.read_bytes())
            step = _FRAME_HEADER + PAGE_SIZE
            frames = range(_LOG_HEADER, len(log), step)
            self._written.update(int.from_bytes(log[at : at + 4]) - 1 for at in frames)

    def _page_sums(self) -> array[int] | None:
        """Return the checksums of all pages; None when the file cannot be read."""
        sums = array("I")
        try:
            with self._path.open("rb") as file:
                while page := file.read(PAGE_SIZE):
                    sums.append(zlib.crc32(page))
        except OSError:
            return None
        return sums

    def _updated_sums(self, before: array[int]) -> array[int]:
        """Return the checksums of all pages, reading only those that were written or are new."""
        with self._path.open("rb") as file:
            pages = os.fstat(file.fileno()).st_size // PAGE_SIZE
            sums = before[:pages]
            sums.extend([0] * (pages - len(sums)))
            for number in sorted(self._written.union(range(len(before), pages))):
                if number < pages:
                    file.seek(number * PAGE_SIZE)
                    sums[number] = zlib.crc32(file.read(PAGE_SIZE))
        return sums
