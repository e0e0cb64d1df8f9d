"""One action of the user on marks, and taking it back.

An action is kept as its steps: each mark that it really changed, and the value it gave it. Undo
turns the values around and writes them; redo does so again. A mark that somebody else has written
since does not carry the action's time any more, and is left alone.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digests.marks.values import MarksChanged

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

_CHOOSE = "INSERT OR IGNORE INTO chosen VALUES (?, ?)"
_PLAN = """
INSERT INTO step
SELECT :action, chosen.issue, chosen.item, :name, :is_set
FROM chosen LEFT JOIN mark
  ON mark.issue = chosen.issue AND mark.item = chosen.item AND mark.name = :name
WHERE coalesce(mark.is_set, 0) != :is_set
"""
_FORGET_FOREIGN = """
DELETE FROM step WHERE action = :action AND NOT EXISTS (
    SELECT 1 FROM mark
    WHERE mark.issue = step.issue AND mark.item = step.item AND mark.name = step.name
      AND mark.is_set = step.is_set AND mark.time = :time
      AND mark.machine = (SELECT value FROM fact WHERE name = 'machine'))
"""
_TURN = "UPDATE step SET is_set = 1 - is_set WHERE action = :action"
_LATEST = """
SELECT max(time) FROM step JOIN mark USING (issue, item, name) WHERE action = :action
"""
_WRITE = """
INSERT INTO mark
SELECT issue, item, name, is_set, :time, (SELECT value FROM fact WHERE name = 'machine')
FROM step WHERE action = :action
ON CONFLICT DO UPDATE
SET is_set = excluded.is_set, time = excluded.time, machine = excluded.machine
"""
_NEXT_GENERATION = """
UPDATE fact SET value = value + 1 WHERE name = 'generation' RETURNING value
"""
_NOTE_ISSUES = """
INSERT INTO changed_issue SELECT DISTINCT issue, :generation FROM {table} WHERE {condition}
ON CONFLICT DO UPDATE SET generation = excluded.generation
"""
_ITEMS = "SELECT DISTINCT issue || '.' || item FROM step WHERE action = :action ORDER BY 1"


@dataclass(frozen=True, slots=True)
class Action:
    """An action whose steps are in the table of steps."""

    number: int
    words: str

    time: int
    """That its marks carry, in nanoseconds since the epoch."""


def act(
    connection: sqlite3.Connection,
    action: Action,
    items: Iterable[tuple[str, str]],
    wanted: Mapping[str, bool],
) -> tuple[Action, MarksChanged]:
    """Give the marks of `items` the values of `wanted`, within a transaction.

    Args:
        connection: to the file of marks.
        action: with a new number.
        items: issue and item, the parts of an item's id.
        wanted: names of marks and their values.
    """
    connection.execute("DELETE FROM chosen")
    connection.executemany(_CHOOSE, items)
    for name, is_set in wanted.items():
        connection.execute(_PLAN, {"action": action.number, "name": name, "is_set": is_set})
    return _write(connection, action)


def turn(connection: sqlite3.Connection, action: Action) -> tuple[Action, MarksChanged]:
    """Take an action back, or do again what was taken back, within a transaction."""
    connection.execute(_FORGET_FOREIGN, {"action": action.number, "time": action.time})
    connection.execute(_TURN, {"action": action.number})
    return _write(connection, action)


def note_changed_issues(connection: sqlite3.Connection, table: str, condition: str = "1") -> None:
    """Give the issues in rows of a table, whose marks were written, a new generation."""
    ((generation,),) = connection.execute(_NEXT_GENERATION).fetchall()
    query = _NOTE_ISSUES.format(table=table, condition=condition)
    connection.execute(query, {"generation": generation})


def _write(connection: sqlite3.Connection, action: Action) -> tuple[Action, MarksChanged]:
    rows = connection.execute(_ITEMS, {"action": action.number})
    item_ids = tuple(item_id for (item_id,) in rows)
    ((latest,),) = connection.execute(_LATEST, {"action": action.number}).fetchall()
    # A machine whose clock is ahead must not win over what the user does now.
    now = max(time.time_ns(), (latest or 0) + 1)
    done = Action(action.number, action.words, now)
    if item_ids:
        connection.execute(_WRITE, {"action": action.number, "time": now})
        note_changed_issues(connection, "step", f"action = {action.number}")
    return done, MarksChanged(action.words, len(item_ids), item_ids)
