"""Marks are copied to where their items have gone, with their time and machine.

The old ones stay: an item that is gone may come back, and other machines may not know yet.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from digests.marks.actions import note_changed_issues
from digests.marks.merging import IF_NEWER

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from digests.marks.store import MarksStore

_MARKED = """
SELECT DISTINCT issue, item FROM mark WHERE issue IN (SELECT value FROM json_each(?))
"""
_COPY = f"""
INSERT INTO mark
SELECT ?, ?, name, is_set, time, machine FROM mark WHERE issue = ? AND item = ?
{IF_NEWER}
"""  # noqa: S608 - both parts are ours


class Move(NamedTuple):
    """An item that has another id now."""

    issue: str
    item: str
    """What is behind the dot in the item's id."""

    to_issue: str
    to_item: str


def marked_items(store: MarksStore, issue_ids: Sequence[str]) -> dict[str, set[str]]:
    """Return which items of the issues have or had marks; issues without any are left out."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for issue, item in store.read(_MARKED, (json.dumps(list(issue_ids)),)):
        found[issue].add(item)
    return dict(found)


def carry(store: MarksStore, moves: Sequence[Move]) -> None:
    """Copy marks; where both ids have one of the same name the newer one counts.

    Raises MarksError.
    """

    def copy(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM chosen")
        for move in moves:
            places = (move.to_issue, move.to_item, move.issue, move.item)
            connection.execute(_COPY, places)
            connection.execute("INSERT OR IGNORE INTO chosen VALUES (?, ?)", places[:2])
        note_changed_issues(connection, "chosen")

    if moves:
        store.change(copy)
