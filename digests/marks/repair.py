"""Whether a file of marks is right, when that has to be asked, and what is saved of a damaged one.

The marks that are set stand in the file twice, in the table and in its index, and SQLite compares
the two. That takes a second for a million marks, so it is done when the file is opened and is not
as the last program left that had it open: its stamp, and the day on which all of it was read last,
are noted beside it then. What no stamp shows is found once a week.

A damaged file is set aside under another name, and what can be read of it is kept.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import time
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, Any

from digests.errors import MarksError
from digests.marks.actions import note_changed_issues
from digests.marks.lines import BadLineError, MarkRecord, parse_mark
from digests.marks.tables import machine_number
from digests.model.issue import Problem
from digests.safe_text import safe_line
from digests.storage.integrity import FULL_CHECK_DAYS, Stamp, stamp_of, today

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


# The last one: what is asked is always right, so the tables are not as they were made.
_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR})
_ASIDE = ".damaged-"
_COMPANIONS = ("-wal", "-shm")
_ORDERS = ("", "DESC")
"""From both ends, each as far as it can be read: damage is often in one place."""

_MARKS = (
    "SELECT issue, item, name, is_set, time, machine FROM mark"
    " ORDER BY issue {0}, item {0}, name {0}"
)
_SET_MARKS = "SELECT issue, item, name, 1, 0, 0 FROM mark INDEXED BY set_mark WHERE is_set"
"""What the index alone still knows, should the table be lost."""

_KEEP = "INSERT INTO mark VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"


def is_damage(error: Exception) -> bool:
    """Say whether the file itself is at fault."""
    if isinstance(error, sqlite3.ProgrammingError):  # it is closed
        return False
    # There is no code when a text in the file is not UTF-8, nor from `verify`.
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF in _DAMAGE


def quarantine(path: Path, is_damaged: Callable[[], bool]) -> Path | None:
    """Rename the file, together with what SQLite keeps beside it, and return its new name.

    None when another process has done it meanwhile, so that `is_damaged` says no.
    """
    with _only_process(path.parent):
        if not is_damaged():
            return None
        stamp = time.strftime("%Y%m%d-%H%M%S")
        aside = path.with_name(f"{path.name}{_ASIDE}{stamp}-{os.getpid()}")
        try:
            path.rename(aside)
            for companion in _COMPANIONS:
                with suppress(FileNotFoundError):
                    path.with_name(path.name + companion).rename(f"{aside}{companion}")
        except OSError as error:
            raise MarksError(str(path), f"it is damaged and cannot be moved: {error}") from error
        return aside


def damage_problems(path: Path) -> tuple[Problem, ...]:
    """Return a problem for each damaged file that was set aside and is still there."""
    aside = sorted(path.parent.glob(f"{path.name}{_ASIDE}*"))
    return tuple(
        Problem(
            safe_line(str(file)),
            "this file of marks was damaged and set aside; what could be read of it was kept. "
            "`ainews marks merge` brings the rest back from an export; delete this file then",
        )
        for file in aside
        if not file.name.endswith(_COMPANIONS)
    )


def salvage(aside: Path, connection: sqlite3.Connection) -> None:
    """Write all marks that can be read in a damaged file into the new one."""
    queries = (*(_MARKS.format(order) for order in _ORDERS), _SET_MARKS)
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        with suppress(sqlite3.DatabaseError), closing(_opened(aside)) as damaged:
            machines = _machines(damaged, connection)
            for query in queries:
                for *mark, machine in _readable(damaged, query):
                    if _is_sound(*mark):
                        connection.execute(_KEEP, (*mark, machines.get(machine, 1)))
        note_changed_issues(connection, "mark")


def _is_sound(issue: str, item: str, name: str, is_set: int, time: int) -> bool:
    """Say whether a row can be one that was written: others have damage inside."""
    try:
        parse_mark(MarkRecord(issue, item, name, bool(is_set), time, "any").line().encode())
    except (BadLineError, TypeError):
        return False
    return is_set in (0, 1)


def _opened(aside: Path) -> sqlite3.Connection:
    # Only for reading, or SQLite would tidy the damaged file up when it is closed.
    connection = sqlite3.connect(f"{aside.absolute().as_uri()}?mode=ro", uri=True)
    connection.execute("PRAGMA writable_schema = ON")  # reads on when a table's text is damaged
    return connection


def _readable(damaged: sqlite3.Connection, query: str) -> Iterator[tuple[Any, ...]]:
    """Yield rows up to the damage."""
    with suppress(sqlite3.DatabaseError, UnicodeDecodeError):
        yield from damaged.execute(query)


def _machines(damaged: sqlite3.Connection, connection: sqlite3.Connection) -> dict[int, int]:
    """Return the numbers that machines have now; those that cannot be read become this one."""
    numbers: dict[int, int] = {}
    for number, name in _readable(damaged, "SELECT number, name FROM machine"):
        numbers[number] = machine_number(connection, str(name))
    return numbers


@contextmanager
def _only_process(folder: Path) -> Iterator[None]:
    """Two processes may find the damage at once; the second must not move the new file."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


_FACTS = 3
_ODD_MARKS = """
SELECT 1 FROM mark
WHERE typeof(issue) != 'text' OR typeof(item) != 'text' OR typeof(name) != 'text'
   OR is_set NOT IN (0, 1) OR typeof(time) != 'integer' OR typeof(machine) != 'integer' LIMIT 1
"""
_GOOD_FACTS = """
SELECT count(*) FROM fact WHERE typeof(value) = 'integer' AND (
    name IN ('generation', 'first_generation')
    OR name = 'machine' AND value IN (SELECT number FROM machine))
"""


def verify(connection: sqlite3.Connection) -> None:
    """Raise sqlite3.DatabaseError when what is in the file cannot be what was written."""
    sound = connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
    strangers = connection.execute("PRAGMA foreign_key_check(mark)").fetchone()
    odd = connection.execute(_ODD_MARKS).fetchone()
    facts = connection.execute(_GOOD_FACTS).fetchone()
    if not sound or strangers or odd or facts != (_FACTS,):
        raise sqlite3.DatabaseError("the file is not as it was written")


def is_trusted(path: Path) -> bool:
    """Say whether nobody has written to the file since it was closed, and it was read this week."""
    stamp, day = _note_on(path)
    return stamp == stamp_of(path) and today() - day < FULL_CHECK_DAYS


def record_stamp(path: Path, *, is_verified: bool) -> None:
    """Note what the file is like now, once it is closed.

    `is_verified` says that all of it was found to be right since it was opened.
    """
    with suppress(OSError):
        before = _note_on(path)
        now = Stamp.of(path.stat()), today() if is_verified else before[1]
        if now != before:
            # Not brought to the disk: half a note costs one more look.
            _note(path).write_text(" ".join(map(str, (*now[0], now[1]))), encoding="ascii")


def _note(path: Path) -> Path:
    return path.with_name(f"{path.name}-stamp")


def _note_on(path: Path) -> tuple[tuple[int, ...], int]:
    """Return the stamp that was noted, and the day on which the file was verified last."""
    try:
        *stamp, day = map(int, _note(path).read_text(encoding="ascii").split())
        return tuple(stamp), day
    except (OSError, ValueError):
        return (), 0
