"""Exporting marks as a file of lines, and merging such files from other machines.

Each line is a JSON object for one mark of one item. Lines are sorted, so that git can compare and
merge two versions of the file line by line:

    {"item": "0a1b2c3d4e.5f60718a", "mark": "starred", "set": true, "time": 1790000000000000000,
     "machine": "laptop-9c0ffee1"}                                          (on one line)

`mark` is `read`, `starred` or `tag:NAME`; `set` is false once the mark was taken back; `time` is in
nanoseconds since the epoch. Such a file is untrusted: it may come from anywhere.

Of two values of one mark the later wins. With equal times the machine's name decides, and then the
value, so that machines that merge the same files in any order agree.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from digests.errors import MarksError
from digests.marks.actions import record_changed_issues
from digests.marks.lines import BadLineError, MarkRecord, numbered_lines, parse_mark
from digests.marks.tables import machine_number
from digests.model.issue import Problem
from digests.safe_text import safe_line
from digests.storage.atomic_write import replace_file

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

    from digests.marks.marks import Marks
    from digests.marks.store import MarksStore


_MOST_PROBLEMS = 100

_ISSUES_AT_ONCE = 200
_ISSUES = "SELECT DISTINCT issue FROM mark ORDER BY issue"
_MARKS = """
SELECT issue, item, mark.name, is_set, time, machine.name
FROM mark JOIN machine ON number = machine
WHERE issue IN (SELECT value FROM json_each(?)) ORDER BY issue, item, mark.name
"""


@dataclass(frozen=True, slots=True)
class MergeReport:
    """The result of a merge, in numbers of marks."""

    added: int
    """New here."""

    changed: int
    """Later in the file than here."""

    ignored: int
    """Equal here, or later here."""

    problems: tuple[Problem, ...]
    """Invalid lines, with their numbers: the first hundred. All other lines were merged."""


def mark_lines(marks: Marks) -> Iterator[str]:
    """Yield all marks of all libraries, sorted, as lines ending in a newline. Raises MarksError."""
    for mark in _all_marks(marks.store):
        yield f"{mark.line()}\n"


def export_marks(marks: Marks, path: Path) -> int:
    """Write all marks of all libraries to `path`, and return how many there are.

    An existing file is replaced atomically; only the user may read the new one. Raises MarksError.
    """
    count = 0

    def counted() -> Iterator[str]:
        nonlocal count
        for line in mark_lines(marks):
            count += 1
            yield line

    try:
        replace_file(path, counted())
    except OSError as error:
        raise _file_error(path, error) from error
    return count


def merge_marks(marks: Marks, path: Path) -> MergeReport:
    """Merge the marks of a file that `export_marks` wrote, on this or another machine.

    Of two values of one mark the later wins, so files can be merged in any order and repeatedly. It
    is one transaction, which `undo` does not undo. Raises MarksError.
    """
    try:
        return marks.store.change(lambda connection: _merged(connection, path))
    except OSError as error:
        raise _file_error(path, error) from error


def _merged(connection: sqlite3.Connection, path: Path) -> MergeReport:
    merge = Merge(connection)
    problems: list[Problem] = []
    source = safe_line(str(path))
    with path.open("rb") as file:
        for number, line in numbered_lines(file):
            try:
                merge.add(parse_mark(line))
            except BadLineError as error:
                problems.append(Problem(source, f"{error}; the line was left out", number))
    merge.finish()
    return MergeReport(merge.added, merge.changed, merge.ignored, _limited(problems))


def _limited(problems: list[Problem]) -> tuple[Problem, ...]:
    more = len(problems) - _MOST_PROBLEMS
    if more <= 0:
        return tuple(problems)
    last = Problem(problems[0].source, f"{more} more lines were left out")
    return (*problems[:_MOST_PROBLEMS], last)


def _all_marks(store: MarksStore) -> Iterator[MarkRecord]:
    """Yield all marks in order, reading a few issues at a time."""
    issues = iter(store.read(_ISSUES))
    while chosen := [issue for (issue,) in islice(issues, _ISSUES_AT_ONCE)]:
        for issue, item, name, is_set, time, machine in store.read(_MARKS, (json.dumps(chosen),)):
            yield MarkRecord(issue, item, name, bool(is_set), time, machine)


def _file_error(path: Path, error: OSError) -> MarksError:
    reason = (error.strerror or str(error)).lower()
    return MarksError(str(path), f"{reason}; check the name, its folder and its permissions")


_MACHINE = "(SELECT name FROM machine WHERE number = {}.machine)"
_ORDER = "({0}.time, {1}, {0}.is_set)"

IF_NEWER = f"""
ON CONFLICT DO UPDATE
SET is_set = excluded.is_set, time = excluded.time, machine = excluded.machine
WHERE {_ORDER.format("excluded", _MACHINE.format("excluded"))}
    > {_ORDER.format("mark", _MACHINE.format("mark"))}
"""
"""For the end of an INSERT INTO mark: a row is only replaced by a later one."""

_IS_KNOWN = "SELECT 1 FROM mark WHERE issue = ? AND item = ? AND name = ?"
_PUT = f"INSERT INTO mark VALUES (?, ?, ?, ?, ?, ?) {IF_NEWER}"  # noqa: S608 - ours


class Merge:
    """Adds marks from elsewhere one by one, within a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """`finish` must be called within the same transaction."""
        self._connection = connection
        self._machines: dict[str, int] = {}
        self.added = self.changed = self.ignored = 0
        connection.execute("DELETE FROM chosen")

    def add(self, mark: MarkRecord) -> None:
        """Write the mark unless the one here is equal or later."""
        run = self._connection.execute
        is_known = run(_IS_KNOWN, mark[:3]).fetchone() is not None
        if not run(_PUT, (*mark[:5], self._machine(mark.machine))).rowcount:
            self.ignored += 1
            return
        run("INSERT OR IGNORE INTO chosen VALUES (?, '')", (mark.issue,))
        if is_known:
            self.changed += 1
        else:
            self.added += 1

    def finish(self) -> None:
        """Give changed issues a new generation."""
        if self.added or self.changed:
            record_changed_issues(self._connection, "chosen")

    def _machine(self, name: str) -> int:
        if name not in self._machines:
            self._machines[name] = machine_number(self._connection, name)
        return self._machines[name]
