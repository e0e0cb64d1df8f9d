"""By what a file of tables is known to be as its last writer left it.

SQLite notices damage to the structure of its files, and none to what is written in them. So a file
to which nobody is writing has a seal beside it: its stamp, and in hexadecimal digits the CRC-32 of
each of its pages and, in the last line, that of the lines before.

    {"stamp": [SIZE, MODIFIED, CHANGED, INODE], "read_on": DAY}
    8f3a0c11...
    1b2c3d4e

Whatever writes to a file through the file system changes its stamp, and the kernel lets nobody set
the time of change. So a file is read only when its stamp differs; what no stamp shows, a disk that
forgets, is found when all is read, once in a while.

A writer takes the seal off before its first change, and puts it on again when all is in the file
and nothing is left in SQLite's log. The checksums of pages that were not written stay as they were,
so writing costs what it writes, and never hides damage elsewhere. A file without a seal is being
written, or somebody died at it: it is as good as SQLite finds it.
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
"""Bytes; files are made with it, so that a page of SQLite's log is a page here."""

_FULL_LOG = 1000 * PAGE_SIZE
"""SQLite, too, would bring so much into the file."""

_LOG_HEADER, _FRAME_HEADER = 32, 24
"""Bytes; a frame begins with the page's number, from 1: https://sqlite.org/fileformat2.html#walformat"""

_DAY = 86_400
READ_WHOLE_EVERY_DAYS = 7
"""So often all is read, for what a disk has forgotten and no stamp shows."""


class Stamp(NamedTuple):
    """What a file system notes whenever a file is written to or replaced."""

    size: int
    modified: int
    changed: int
    """Of content, name or rights, by the system's clock; both in nanoseconds since the epoch."""
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> Stamp:
        """Return the stamp in what the file system says of a file."""
        return cls(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


class _Seal(NamedTuple):
    stamp: Stamp
    read_on: int
    """The day, since the epoch, on which all pages were read last."""
    sums: array[int]


def stamp_of(path: Path) -> Stamp | None:
    """Return the stamp of a file, None when it is not there."""
    try:
        return Stamp.of(os.stat(path))  # noqa: PTH116 - asked before each query
    except OSError:
        return None


def inode_of(path: Path) -> int:
    """Return what is another number once the file is another one; 0 when it is not there."""
    stamp = stamp_of(path)
    return stamp.inode if stamp else 0


def today() -> int:
    """Return the number of the day, in UTC, since the epoch."""
    return int(time.time() // _DAY)


class PageSeal:
    """The seal of one file of tables. Writing is for one at a time, which the caller sees to."""

    def __init__(self, path: Path) -> None:
        """Nothing is read yet; the seal of `path` has its name, with another ending."""
        self._path = path
        self._log = Path(f"{path}-wal")
        self._file = path.with_suffix(".seal")
        self._known: _Seal | None = None
        self._written: set[int] = set()
        self._is_off = False
        """Since this process has begun to write."""

    def is_there(self) -> bool:
        """Say whether the file is sealed."""
        return self._read() is not None

    def is_due(self) -> bool:
        """Say whether the file is sealed and was not read as a whole for a week."""
        seal = self._read()
        return seal is not None and today() - seal.read_on >= READ_WHOLE_EVERY_DAYS

    def is_current(self) -> bool:
        """Say whether the file is sealed with the stamp that it has now."""
        seal = self._read()
        return seal is not None and stamp_of(self._path) == seal.stamp

    def is_whole(self, *, wholly: bool = False) -> bool:
        """Say whether the file is as it was sealed; True when it is not sealed.

        `wholly` reads all of it, some 500 MB a second or more; otherwise that is done only when its
        stamp differs.
        """
        while (seal := self._read()) is not None:
            if not wholly and stamp_of(self._path) == seal.stamp:
                return True
            is_same = self._sums() == seal.sums
            if is_same or self._read() == seal:
                return is_same
            # Somebody has begun to write meanwhile, or has ended.
        return True

    def take_off(self) -> None:
        """Let the file be written, until `put_on`. Raises OSError."""
        if not self._is_off:
            self._known = None if self._log_size() else self._read()
            self._written = {0}
            self._file.unlink(missing_ok=True)
            self._is_off = True

    def relieve(self, connection: sqlite3.Connection) -> None:
        """Bring the log into the file when it has grown long, between two changes."""
        if self._log_size() >= _FULL_LOG:
            self._note_log()
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def put_on(self, connection: sqlite3.Connection, *, is_read: bool = False) -> None:
        """Seal what was written, which is in the file then and on the disk.

        The file stays as it is, without a seal, when somebody keeps reading what is older.
        `is_read` says that all of the file has just been found to be right.
        """
        self._is_off = False
        with suppress(OSError, sqlite3.DatabaseError):
            self._note_log()
            ((is_busy, *_),) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            if is_busy:
                return
            known, stamp = self._known, stamp_of(self._path)
            sums = self._sums_after(known.sums) if known else self._sums()
            if stamp is not None and sums is not None:
                read_on = known.read_on if known and not is_read else today()
                self._write(_Seal(stamp, read_on, sums))

    def _read(self) -> _Seal | None:
        """Return the seal; None when there is none, or it is damaged itself."""
        try:
            text, _, checksum = self._file.read_bytes().rstrip(b"\n").rpartition(b"\n")
            if b"%08x" % zlib.crc32(text) != checksum:
                return None
            head, _, sums = text.partition(b"\n")
            values = json.loads(head)
            found = array("I", bytes.fromhex(sums.decode()))
            return _Seal(Stamp(*values["stamp"]), values["read_on"], found)
        except (OSError, ValueError, TypeError, KeyError):  # the latter: of another version
            return None

    def _write(self, seal: _Seal) -> None:
        head = json.dumps({"stamp": seal.stamp, "read_on": seal.read_on})
        text = f"{head}\n{seal.sums.tobytes().hex()}"
        new = self._file.with_suffix(".seal-new")
        # Not brought to the disk: a seal that a power failure has cut off counts as none.
        new.write_text(f"{text}\n{zlib.crc32(text.encode()):08x}\n", encoding="ascii")
        new.replace(self._file)

    def _log_size(self) -> int:
        stamp = stamp_of(self._log)
        return stamp.size if stamp else 0

    def _note_log(self) -> None:
        """Note which pages the log holds; older ones that are still in it do no harm."""
        if self._log_size():
            log = memoryview(self._log.read_bytes())
            step = _FRAME_HEADER + PAGE_SIZE
            frames = range(_LOG_HEADER, len(log), step)
            self._written.update(int.from_bytes(log[at : at + 4]) - 1 for at in frames)

    def _sums(self) -> array[int] | None:
        """Return the checksums of all pages; None when the file cannot be read."""
        sums = array("I")
        try:
            with self._path.open("rb") as file:
                while page := file.read(PAGE_SIZE):
                    sums.append(zlib.crc32(page))
        except OSError:
            return None
        return sums

    def _sums_after(self, before: array[int]) -> array[int]:
        """Return the checksums of all pages, reading those that were written or are new."""
        with self._path.open("rb") as file:
            pages = os.fstat(file.fileno()).st_size // PAGE_SIZE
            sums = before[:pages]
            sums.extend([0] * (pages - len(sums)))
            for number in sorted(self._written.union(range(len(before), pages))):
                if number < pages:
                    file.seek(number * PAGE_SIZE)
                    sums[number] = zlib.crc32(file.read(PAGE_SIZE))
        return sums
