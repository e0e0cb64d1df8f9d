"""Whether a file of marks is right, and when that has to be asked.

The marks that are set stand in the file twice, in the table and in its index, and SQLite compares
the two. That takes a second for a million marks, so it is done when the file is opened and is not
as the last program left that had it open: its stamp (size, times, inode) is noted beside it then.
What no stamp shows is found once a week.
"""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_DAY = 86_400
_DAYS_UNREAD = 7

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


def is_as_left(path: Path) -> bool:
    """Say whether nobody has written to the file since it was closed, and it was read this week."""
    stamp, day = _note_on(path)
    return stamp == _stamp(path) and _today() - day < _DAYS_UNREAD


def note_as_left(path: Path, *, is_verified: bool) -> None:
    """Note what the file is like now, once it is closed.

    `is_verified` says that all of it was found to be right since it was opened.
    """
    with suppress(OSError):
        before = _note_on(path)
        now = _stamp(path), _today() if is_verified else before[1]
        if now != before:
            # Not brought to the disk: half a note costs one more look.
            _note(path).write_text(f"{now[0]} {now[1]}", encoding="ascii")


def _note(path: Path) -> Path:
    return path.with_name(f"{path.name}-stamp")


def _note_on(path: Path) -> tuple[str, int]:
    """Return the stamp that was noted, and the day on which the file was verified last."""
    try:
        stamp, _, day = _note(path).read_text(encoding="ascii").rpartition(" ")
        return stamp, int(day)
    except (OSError, ValueError):
        return "", 0


def _stamp(path: Path) -> str:
    status = os.stat(path)  # noqa: PTH116 - as quick as can be
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"


def _today() -> int:
    return int(time.time() // _DAY)
