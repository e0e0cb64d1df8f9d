"""Creating SQLite files, connecting to them, and telling damage from other errors.

Names of files and locks are in sqlite_file.py.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from digests.storage.integrity import PAGE_SIZE

_PRAGMAS = (
    f"page_size = {PAGE_SIZE}",
    "journal_mode = WAL",
    "synchronous = NORMAL",
    "wal_autocheckpoint = 0",  # checksums need to know which pages are written
)
_HARMLESS = frozenset(
    # The disk, another process or this one is to blame, not the content of the file.
    {
        sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_MISUSE, sqlite3.SQLITE_NOLFS, sqlite3.SQLITE_AUTH,
    }
)  # fmt: skip


class Schema(NamedTuple):
    """The content of a new file."""

    version: int
    """Its `user_version`; a file with another number is replaced."""
    tables: str
    """SQL that creates the tables and their first rows."""
    after_damage: str = ""
    """SQL to run after `tables` when the new file replaces a damaged or vanished one."""
    from_older: tuple[str, ...] = ()
    """Statements that take over what cannot be computed again from a file of another version, which
    is attached as `older`. One that this version does not understand is left out."""


class DamagedRowError(Exception):
    """A row is not as it was written."""


def is_damage(error: Exception) -> bool:
    """Return whether the content of the file is to blame; the queries themselves are correct."""
    if isinstance(error, OSError | sqlite3.ProgrammingError):  # ProgrammingError: it is closed
        return False
    # Python's module sets no error code when a text in the file is not UTF-8.
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    return code & 0xFF not in _HARMLESS


def connect(path: Path) -> tuple[sqlite3.Connection, int]:
    """Return a connection that any thread may use, one at a time, and the file's `user_version`."""
    connection = sqlite3.connect(path, timeout=5, check_same_thread=False, isolation_level=None)
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        ((version,),) = connection.execute("PRAGMA user_version").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection, version


def create(path: Path, schema: Schema, *, is_damaged: bool, older: Path | None = None) -> None:
    """Create the file `path`, replacing any that is there.

    Args:
        path: the new file.
        schema: its content.
        is_damaged: whether the file before it was damaged or has vanished.
        older: an intact file of another version.
    """
    remove_logs(path)
    path.unlink(missing_ok=True)
    rest = schema.after_damage if is_damaged else ""
    with closing(connect(path)[0]) as connection:
        connection.executescript(
            f"BEGIN; {schema.tables} {rest} PRAGMA user_version = {schema.version}; COMMIT;"
        )
        if older is not None and schema.from_older:
            connection.execute("ATTACH ? AS older", (str(older),))
            for statement in schema.from_older:
                with suppress(sqlite3.OperationalError):
                    connection.execute(statement)
            connection.execute("DETACH older")


def remove_logs(path: Path) -> None:
    """Remove SQLite's log and shared memory of a file that nobody has open."""
    for suffix in ("-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
