"""Of two values of one mark the one that was written last counts.

When both have the same time the machine's name decides, and then the value, so that machines that
merge the same files in any order agree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digests.marks.actions import note_changed_issues
from digests.marks.machine_names import machine_number

if TYPE_CHECKING:
    import sqlite3

    from digests.marks.lines import KeptMark

_MACHINE = "(SELECT name FROM machine WHERE number = {}.machine)"
_ORDER = "({0}.time, {1}, {0}.is_set)"

IF_NEWER = f"""
ON CONFLICT DO UPDATE
SET is_set = excluded.is_set, time = excluded.time, machine = excluded.machine
WHERE {_ORDER.format("excluded", _MACHINE.format("excluded"))}
    > {_ORDER.format("mark", _MACHINE.format("mark"))}
"""
"""Behind an INSERT INTO mark: a row is only replaced by one that was written later."""

_IS_KNOWN = "SELECT 1 FROM mark WHERE issue = ? AND item = ? AND name = ?"
_TAKE = f"INSERT INTO mark VALUES (?, ?, ?, ?, ?, ?) {IF_NEWER}"  # noqa: S608 - ours


class Merge:
    """Takes marks from elsewhere one by one, within a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """`finish` must be called within the same transaction."""
        self._connection = connection
        self._machines: dict[str, int] = {}
        self.added = self.changed = self.ignored = 0
        connection.execute("DELETE FROM chosen")

    def take(self, mark: KeptMark) -> None:
        """Write the mark unless what is here was written later."""
        run = self._connection.execute
        is_known = run(_IS_KNOWN, mark[:3]).fetchone() is not None
        if not run(_TAKE, (*mark[:5], self._machine(mark.machine))).rowcount:
            self.ignored += 1
            return
        run("INSERT OR IGNORE INTO chosen VALUES (?, '')", (mark.issue,))
        if is_known:
            self.changed += 1
        else:
            self.added += 1

    def finish(self) -> None:
        """Note which issues have changed."""
        if self.added or self.changed:
            note_changed_issues(self._connection, "chosen")

    def _machine(self, name: str) -> int:
        if name not in self._machines:
            self._machines[name] = machine_number(self._connection, name)
        return self._machines[name]
