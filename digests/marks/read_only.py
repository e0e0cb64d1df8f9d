"""Reading a file of marks that cannot be written: another owner's, or on a read-only disk.

SQLite cannot read such a file where it lies: it would make files beside it, or pass over those that
other programs have left there, which hold the newest marks. So a copy is read, and made again when
the file has changed.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from digests.errors import MarksError
from digests.safe_text import safe_line
from digests.storage.integrity import stamp_of

_NEWEST = "-wal"
_LOCKS = "-shm"
"""End the names of what SQLite keeps beside the file: its newest marks, and who reads what."""

_TRIES = 5


def reason_not_to_write(path: Path) -> str:
    """Say why the file `path`, or what is beside it, is closed to us; nothing when it is not."""
    for place in (path, Path(f"{path}{_NEWEST}"), Path(f"{path}{_LOCKS}"), path.parent):
        if os.path.lexists(place) and not os.access(place, os.W_OK):
            what = "it" if place == path else safe_line(str(place))
            try:
                return f"{what} {_reason(place)}"
            except OSError as error:
                return f"{what} cannot be written: {(error.strerror or str(error)).lower()}"
    return ""


def _reason(place: Path) -> str:
    if os.statvfs(place).f_flag & os.ST_RDONLY:
        return "is on a disk that is mounted for reading only"
    if place.stat().st_uid != os.geteuid():
        return "belongs to another user"
    return "is closed to writing; `chmod u+w` opens it"


def file_state(path: Path) -> tuple[object, ...]:
    """Return what differs when the file was written by anybody."""
    return stamp_of(path), stamp_of(Path(f"{path}{_NEWEST}"))


def copy_into(memory: sqlite3.Connection, path: Path) -> tuple[object, ...]:
    """Copy the file into a database in memory, and return the state that it was copied in.

    Raises sqlite3.Error, and MarksError when it cannot be read or is written all the time.
    """
    for _ in range(_TRIES):
        before = file_state(path)
        try:
            _copy(path, memory)
        except OSError as error:
            if file_state(path) == before:
                reason = (error.strerror or str(error)).lower()
                raise MarksError(str(path), f"it cannot be read: {reason}") from error
        except sqlite3.Error:
            if file_state(path) == before:
                raise
        else:
            if file_state(path) == before:
                return before
    raise MarksError(str(path), "another program writes to it all the time; try again later")


def _copy(path: Path, memory: sqlite3.Connection) -> None:
    # They take as long to load as opening the marks does, which nearly always can be written.
    import shutil
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, path.name)
        for end in ("", _NEWEST):
            if not end or os.path.lexists(f"{path}{end}"):
                shutil.copyfile(f"{path}{end}", f"{copy}{end}")
        with closing(sqlite3.connect(copy)) as connection:
            connection.backup(memory)
