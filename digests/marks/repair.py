"""Checking a file of marks, and saving what can be read of a damaged one.

Marks that are set are in the file twice, in the table and in its index, and SQLite compares the
two. That takes a second for a million marks, so it is only done when the file has changed since the
last program closed it, or once a week. On closing, the stamp of the file and the day of its last
check are recorded in a file beside it.

A damaged file is quarantined: renamed, never deleted. What can be read of it goes into a new file.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import time
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, Any

from digests.errors import MarksError
from digests.marks.actions import record_changed_issues
from digests.marks.lines import BadLineError, MarkRecord, parse_mark
from digests.marks.tables import machine_number
from digests.model.issue import Problem
from digests.safe_text import safe_line
from digests.storage.integrity import FULL_CHECK_DAYS, Stamp, stamp_of, today

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


# SQLITE_ERROR too: the queries are correct, so the tables must be damaged.
_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR})
_QUARANTINED = ".damaged-"
_COMPANIONS = ("-wal", "-shm")
_ORDERS = ("", "DESC")
"""The table is read from both ends, each up to the damage, which is often in one place."""

_MARKS = (
    "SELECT issue, item, name, is_set, time, machine FROM mark"
    " ORDER BY issue {0}, item {0}, name {0}"
)
_SET_MARKS = "SELECT issue, item, name, 1, 0, 0 FROM mark INDEXED BY set_mark WHERE is_set"
"""What the index still has, should the table be lost."""

_INSERT = "INSERT INTO mark VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"


def is_damage(error: Exception) -> bool:
    """Return whether the content of the file causes the error."""
    if isinstance(error, sqlite3.ProgrammingError):  # it is closed
        return False
    # Errors of `verify`, and for texts in the file that are not UTF-8, have no code.
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF in _DAMAGE


def quarantine(path: Path, is_damaged: Callable[[], bool]) -> Path | None:
    """Rename the file and SQLite's companion files, and return the new path.

    None when `is_damaged` returns False, because another process has replaced the file meanwhile.
    """
    with _exclusive(path.parent):
        if not is_damaged():
            return None
        stamp = time.strftime("%Y%m%d-%H%M%S")
        quarantined = path.with_name(f"{path.name}{_QUARANTINED}{stamp}-{os.getpid()}")
        try:
            path.rename(quarantined)
            for companion in _COMPANIONS:
                with suppress(FileNotFoundError):
                    path.with_name(path.name + companion).rename(f"{quarantined}{companion}")
        except OSError as error:
            raise MarksError(str(path), f"it is damaged and cannot be moved: {error}") from error
        return quarantined


def damage_problems(path: Path) -> tuple[Problem, ...]:
    """Return a problem for each quarantined file that is still there."""
    quarantined = sorted(path.parent.glob(f"{path.name}{_QUARANTINED}*"))
    return tuple(
        Problem(
            safe_line(str(file)),
            "this file of marks was damaged and set aside; what could be read of it was kept. "
            "`ainews marks merge` brings the rest back from an export; delete this file then",
        )
        for file in quarantined
        if not file.name.endswith(_COMPANIONS)
    )


def salvage(quarantined: Path, connection: sqlite3.Connection) -> None:
    """Copy all marks that can be read in a damaged file to the new one."""
    queries = (*(_MARKS.format(order) for order in _ORDERS), _SET_MARKS)
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        with suppress(sqlite3.DatabaseError), closing(_open_read_only(quarantined)) as damaged:
            machines = _machines(damaged, connection)
            for query in queries:
                for *mark, machine in _readable_rows(damaged, query):
                    if _is_plausible(*mark):
                        connection.execute(_INSERT, (*mark, machines.get(machine, 1)))
        record_changed_issues(connection, "mark")


def _is_plausible(issue: str, item: str, name: str, is_set: int, time: int) -> bool:
    """Return whether the program can have written a row with these values."""
    try:
        parse_mark(MarkRecord(issue, item, name, bool(is_set), time, "any").line().encode())
    except (BadLineError, TypeError):
        return False
    return is_set in (0, 1)


def _open_read_only(quarantined: Path) -> sqlite3.Connection:
    # Read-only, or SQLite would clean up the damaged file on closing.
    connection = sqlite3.connect(f"{quarantined.absolute().as_uri()}?mode=ro", uri=True)
    connection.execute("PRAGMA writable_schema = ON")  # tolerates a damaged schema
    return connection


def _readable_rows(damaged: sqlite3.Connection, query: str) -> Iterator[tuple[Any, ...]]:
    """Yield rows, stopping at damage."""
    with suppress(sqlite3.DatabaseError, UnicodeDecodeError):
        yield from damaged.execute(query)


def _machines(damaged: sqlite3.Connection, connection: sqlite3.Connection) -> dict[int, int]:
    """Return the new numbers of machines by the old, without machines that cannot be read."""
    numbers: dict[int, int] = {}
    for number, name in _readable_rows(damaged, "SELECT number, name FROM machine"):
        numbers[number] = machine_number(connection, str(name))
    return numbers


@contextmanager
def _exclusive(folder: Path) -> Iterator[None]:
    """Lock the folder: of two processes that find damage, the second must not move the new file."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


_FACTS = 3
_INVALID_MARKS = """
SELECT 1 FROM mark
WHERE typeof(issue) != 'text' OR typeof(item) != 'text' OR typeof(name) != 'text'
   OR is_set NOT IN (0, 1) OR typeof(time) != 'integer' OR typeof(machine) != 'integer' LIMIT 1
"""
_COUNT_VALID_FACTS = """
SELECT count(*) FROM fact WHERE typeof(value) = 'integer' AND (
    name IN ('generation', 'first_generation')
    OR name = 'machine' AND value IN (SELECT number FROM machine))
"""


def verify(connection: sqlite3.Connection) -> None:
    """Raise sqlite3.DatabaseError when the program cannot have written this content."""
    is_sound = connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
    unknown_machines = connection.execute("PRAGMA foreign_key_check(mark)").fetchone()
    invalid = connection.execute(_INVALID_MARKS).fetchone()
    facts = connection.execute(_COUNT_VALID_FACTS).fetchone()
    if not is_sound or unknown_machines or invalid or facts != (_FACTS,):
        raise sqlite3.DatabaseError("the file is not as it was written")


def is_trusted(path: Path) -> bool:
    """Return whether the file is unchanged since it was closed, and was checked this week."""
    stamp, day = _recorded(path)
    return stamp == stamp_of(path) and today() - day < FULL_CHECK_DAYS


def record_stamp(path: Path, *, is_verified: bool) -> None:
    """Record the stamp of the file after it was closed.

    `is_verified` says that all of it was checked while it was open.
    """
    with suppress(OSError):
        before = _recorded(path)
        now = Stamp.of(path.stat()), today() if is_verified else before[1]
        if now != before:
            # Not synced: a truncated record only costs one more check.
            _stamp_file(path).write_text(" ".join(map(str, (*now[0], now[1]))), encoding="ascii")


def _stamp_file(path: Path) -> Path:
    return path.with_name(f"{path.name}-stamp")


def _recorded(path: Path) -> tuple[tuple[int, ...], int]:
    """Return the recorded stamp, and the day of the last check."""
    try:
        *stamp, day = map(int, _stamp_file(path).read_text(encoding="ascii").split())
        return tuple(stamp), day
    except (OSError, ValueError):
        return (), 0
