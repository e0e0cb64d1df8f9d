"""Performing one action of the user on marks, and undoing it.

An action is stored as its steps: each mark that it really changed, with the value that it set. Undo
inverts the values and writes them, and redo does the same again. A mark that another process has
written since no longer has the action's time, and is left alone.
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
_ADD_STEPS = """
INSERT INTO step
SELECT :action, chosen.issue, chosen.item, :name, :is_set
FROM chosen LEFT JOIN mark
  ON mark.issue = chosen.issue AND mark.item = chosen.item AND mark.name = :name
WHERE coalesce(mark.is_set, 0) != :is_set
"""
_DROP_OVERWRITTEN = """
DELETE FROM step WHERE action = :action AND NOT EXISTS (
    SELECT 1 FROM mark
    WHERE mark.issue = step.issue AND mark.item = step.item AND mark.name = step.name
      AND mark.is_set = step.is_set AND mark.time = :time
      AND mark.machine = (SELECT value FROM fact WHERE name = 'machine'))
"""
_INVERT = "UPDATE step SET is_set = 1 - is_set WHERE action = :action"
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
_RECORD_ISSUES = """
INSERT INTO changed_issue SELECT DISTINCT issue, :generation FROM {table} WHERE {condition}
ON CONFLICT DO UPDATE SET generation = excluded.generation
"""
_ITEMS = "SELECT DISTINCT issue || '.' || item FROM step WHERE action = :action ORDER BY 1"


@dataclass(frozen=True, slots=True)
class Action:
    """An action; its steps are in the table `step`."""

    number: int
    description: str
    """As in `MarksChanged`."""

    time: int
    """Of its marks, in nanoseconds since the epoch."""


def perform(
    connection: sqlite3.Connection,
    action: Action,
    items: Iterable[tuple[str, str]],
    wanted: Mapping[str, bool],
) -> tuple[Action, MarksChanged]:
    """Set the marks of `items` to the values in `wanted`. Call it within a transaction.

    Args:
        connection: to the file of marks.
        action: has a new number.
        items: item ids, each as the parts before and after the dot.
        wanted: names of marks, and whether to set or clear them.
    """
    connection.execute("DELETE FROM chosen")
    connection.executemany(_CHOOSE, items)
    for name, is_set in wanted.items():
        connection.execute(_ADD_STEPS, {"action": action.number, "name": name, "is_set": is_set})
    return _write(connection, action)


def invert(connection: sqlite3.Connection, action: Action) -> tuple[Action, MarksChanged]:
    """Undo an action, or redo an undone one. Call it within a transaction."""
    connection.execute(_DROP_OVERWRITTEN, {"action": action.number, "time": action.time})
    connection.execute(_INVERT, {"action": action.number})
    return _write(connection, action)


def record_changed_issues(connection: sqlite3.Connection, table: str, condition: str = "1") -> None:
    """Give the issues that `table` lists a new generation, because their marks were written."""
    ((generation,),) = connection.execute(_NEXT_GENERATION).fetchall()
    query = _RECORD_ISSUES.format(table=table, condition=condition)
    connection.execute(query, {"generation": generation})


def _write(connection: sqlite3.Connection, action: Action) -> tuple[Action, MarksChanged]:
    rows = connection.execute(_ITEMS, {"action": action.number})
    item_ids = tuple(item_id for (item_id,) in rows)
    ((latest,),) = connection.execute(_LATEST, {"action": action.number}).fetchall()
    # A mark from a machine whose clock is ahead must not win over what the user does now.
    now = max(time.time_ns(), (latest or 0) + 1)
    done = Action(action.number, action.description, now)
    if item_ids:
        connection.execute(_WRITE, {"action": action.number, "time": now})
        record_changed_issues(connection, "step", f"action = {action.number}")
    return done, MarksChanged(action.description, len(item_ids), item_ids)
