"""Reading a file of marks that cannot be written: another owner's, or on a read-only disk.

SQLite cannot read such a file in place: it would create files beside it, or ignore the log that
another program has left there with the newest marks. So a copy is read, and copied again when the
file has changed.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from digests.errors import MarksError
from digests.safe_text import safe_line
from digests.storage.integrity import stamp_of

_LOG = "-wal"
_SHARED_MEMORY = "-shm"
"""Suffixes of SQLite's companion files: the newest changes, and the state of readers."""

_ATTEMPTS = 5


def reason_not_to_write(path: Path) -> str:
    """Return why `path`, a companion file or the folder cannot be written, or an empty string."""
    for part in (path, Path(f"{path}{_LOG}"), Path(f"{path}{_SHARED_MEMORY}"), path.parent):
        if os.path.lexists(part) and not os.access(part, os.W_OK):
            subject = "it" if part == path else safe_line(str(part))
            try:
                return f"{subject} {_reason(part)}"
            except OSError as error:
                return f"{subject} cannot be written: {(error.strerror or str(error)).lower()}"
    return ""


def _reason(part: Path) -> str:
    if os.statvfs(part).f_flag & os.ST_RDONLY:
        return "is on a disk that is mounted for reading only"
    if part.stat().st_uid != os.geteuid():
        return "belongs to another user"
    return "is closed to writing; `chmod u+w` opens it"


def file_state(path: Path) -> tuple[object, ...]:
    """Return a value that changes whenever any process writes to the file."""
    return stamp_of(path), stamp_of(Path(f"{path}{_LOG}"))


def copy_into(memory: sqlite3.Connection, path: Path) -> tuple[object, ...]:
    """Copy the file into a database in memory, and return its `file_state` at that time.

    Raises sqlite3.Error, and MarksError when it cannot be read or changes all the time.
    """
    for _ in range(_ATTEMPTS):
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
    # Imported late: loading them takes as long as opening marks, and copies are rare.
    import shutil
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, path.name)
        for suffix in ("", _LOG):
            if not suffix or os.path.lexists(f"{path}{suffix}"):
                shutil.copyfile(f"{path}{suffix}", f"{copy}{suffix}")
        with closing(sqlite3.connect(copy)) as connection:
            connection.backup(memory)
