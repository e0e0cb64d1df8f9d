"""The catalogue: what is known of every issue file, so that lists need not read any.

It is one SQLite file in the cache folder. When it is missing, damaged or of another version, a
refresh rebuilds it.
"""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING, Any, TypeVar

from digests.catalogue.rows import (
    COUNT_ISSUES,
    FORGET_FINGERPRINTS,
    MOVE,
    PUT_MAILBOX,
    REMOVE,
    SCHEMA,
    SELECT_COUNTS,
    SELECT_DAYS,
    SELECT_FACT,
    SELECT_FILES,
    SELECT_FINGERPRINTS,
    SELECT_FINGERPRINTS_OF_GONE,
    SELECT_ITEMS,
    SELECT_ITEMS_OF,
    SELECT_MAILBOXES,
    SELECT_PROBLEMS,
    SELECT_PROBLEMS_OF,
    SELECT_SUMMARIES,
    SELECT_SUMMARIES_WITH_UNDATED,
    SELECT_SUMMARY,
    CataloguedFile,
    CatalogueRow,
    Row,
    checked,
    files_of,
    put_row,
    summaries_of,
)
from digests.model.dates import EARLIEST_DATE, MOST_DAYS_AHEAD, IssueDays
from digests.storage.sqlite_connection import DamagedRowError
from digests.storage.sqlite_file import SqliteFile

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from digests.files.publication import FolderNames
    from digests.model.issue import Problem
    from digests.model.summary import IssueSummary

_T = TypeVar("_T")


class Catalogue:
    """The table of issue files. Every method may be called from any thread."""

    def __init__(self, path: Path, names: FolderNames | None = None) -> None:
        """Open or create the file `path`. Raises CacheError.

        `names` are the user's names for library folders, by absolute path.
        """
        self.path = path
        self.names = names or {}
        self._file = SqliteFile(path, SCHEMA)

    def close(self) -> None:
        """Close the file. The catalogue cannot be used afterwards."""
        self._file.close()

    def is_intact(self) -> bool:
        """Read all of the file, and return whether it is as it was written; if not, replace it.

        Raises CacheError.
        """
        return self._file.check(read_all=True)

    def summaries(
        self, today: datetime.date, *, first: int | None = None
    ) -> tuple[IssueSummary, ...]:
        """Return all issues: newest first, then by publication and title.

        Those whose date is doubtful on the day `today` come last, before the undated. `first`
        limits them to so many.
        """
        earliest, latest = EARLIEST_DATE.toordinal(), (today + MOST_DAYS_AHEAD).toordinal()
        if first is None:
            return self._read_all(SELECT_SUMMARIES, summaries_of, (earliest, latest))
        limited = f"{SELECT_SUMMARIES} LIMIT ?"
        return self._read(limited, (earliest, latest, first), summaries_of)

    def summaries_with_undated(self) -> tuple[IssueSummary, ...]:
        """Return the issues of all publications that have one whose date is written nowhere."""
        return self._read(SELECT_SUMMARIES_WITH_UNDATED, (), summaries_of)

    def summary(self, issue_id: str) -> IssueSummary | None:
        """Return one issue, or None if it is not known."""
        return next(iter(self._read(SELECT_SUMMARY, (issue_id,), summaries_of)), None)

    def files(self) -> tuple[CataloguedFile, ...]:
        """Return where each issue came from, in no particular order."""
        return self._read_all(SELECT_FILES, files_of)

    def mailboxes(self) -> dict[bytes, tuple[int, int]]:
        """Return size and time of each mbox file whose messages are all known, by its path."""
        rows = self._read(SELECT_MAILBOXES, (), list)
        return {path: (size, modified) for path, size, modified in rows}

    def files_at(self, paths: Sequence[bytes]) -> tuple[CataloguedFile, ...]:
        """Return the files that issues came from at some absolute paths, in no particular order."""
        condition = " WHERE hex(path) IN (SELECT value FROM json_each(?))"
        wanted = json.dumps([path.hex().upper() for path in paths])
        return self._read(SELECT_FILES + condition, (wanted,), files_of)

    def files_with_prefix(self, prefix: str) -> tuple[CataloguedFile, ...]:
        """Return the files of the issues whose id begins with `prefix`, two at most."""
        if (
            not prefix.isascii()
        ):  # SQLite takes no lone surrogates, and no id has a letter like that
            return ()
        condition = " WHERE substr(id, 1, ?) = ? LIMIT 2"
        return self._read(SELECT_FILES + condition, (len(prefix), prefix), files_of)

    def item_hashes(self, issue_ids: Sequence[str] | None = None) -> list[tuple[str, str]]:
        """Return ids of issues, all or these, each with the concatenated hashes of its items.

        An item's hash is the part of its id after the dot: eight digits. Hashes are sorted.
        """
        if issue_ids is None:
            return self._read_all(SELECT_ITEMS, _pairs)
        return self._read(SELECT_ITEMS_OF, (json.dumps(list(issue_ids)),), _pairs)

    def item_fingerprints(self, issue_ids: Sequence[str]) -> dict[str, bytes]:
        """Return the packed fingerprints of the items that issues had when last read, by issue."""
        return dict(self._read(SELECT_FINGERPRINTS, (json.dumps(list(issue_ids)),), _pairs))

    def fingerprints_of_gone_issues(self) -> dict[str, bytes]:
        """Return packed fingerprints, by issue, for issues that are no longer in the catalogue."""
        return dict(self._read(SELECT_FINGERPRINTS_OF_GONE, (), _pairs))

    def knows_root(self, root: bytes) -> bool:
        """Return whether any issue was found in the library folder `root`."""
        return self._read("SELECT 1 FROM issue WHERE root = ? LIMIT 1", (root,), bool)

    def problems(self) -> tuple[Problem, ...]:
        """Return the problems of folders, then those of files, sorted by file."""
        folder_problems = self._read(SELECT_FACT, ("folder_problems",), _problems)
        return folder_problems + self._read(SELECT_PROBLEMS, (), _problems)

    def problems_of(self, issue_id: str) -> tuple[Problem, ...]:
        """Return the problems of one file."""
        return self._read(SELECT_PROBLEMS_OF, (issue_id,), _problems)

    def counts(self) -> tuple[int, int]:
        """Return the numbers of issues and of items."""
        ((issues, items),) = self._read(SELECT_COUNTS, (), list)
        return issues, items

    def issue_days(self, today: datetime.date) -> IssueDays | None:
        """Return the days of the oldest and of the newest issue with items; None without any.

        Dates after `today`, before 1990 or only estimated do not count.
        """
        days = EARLIEST_DATE.toordinal(), today.toordinal()
        ((oldest, newest),) = self._read(SELECT_DAYS, days, list)
        if oldest is None:
            return None
        date = datetime.date.fromordinal
        return IssueDays(date(oldest), date(newest))

    def fact(self, name: str) -> str:
        """Return a named value stored for the whole cache, or an empty string."""
        rows = self._read(SELECT_FACT, (name,), list)
        return str(rows[0][0]) if rows else ""

    def number(self, name: str) -> int:
        """Return a fact as a whole number; 0 when it is missing or none."""
        value = self.fact(name)
        return int(value) if value.isdecimal() else 0

    def generation(self) -> int:
        """Return a number that grows with each `write` of any process."""
        return self.number("generation")

    def write(
        self,
        *,
        put: Iterable[CatalogueRow] = (),
        remove: Sequence[str] = (),
        forget_fingerprints: Sequence[str] = (),
        facts: Sequence[tuple[str, str]] = (),
        forget_files: bool = False,
        places: Sequence[tuple[bytes, str]] = (),
        mailboxes: Sequence[tuple[bytes, int, int]] | None = None,
    ) -> None:
        """Change rows and facts, all or nothing.

        Args:
            put: rows to add or replace.
            remove: ids of issues to drop; the fingerprints of their items stay.
            forget_fingerprints: ids of gone issues whose fingerprints to drop.
            facts: names and new values.
            forget_files: whether all issues that are there count as changed. They stay listed.
            places: new places of messages in their mailboxes, each with the issue's id.
            mailboxes: path, size and time of all mbox files whose messages are known; None to leave
                them as they are.
        """

        def change(connection: sqlite3.Connection) -> None:
            if forget_files:
                connection.execute("UPDATE issue SET size = -1")
            if forget_files or mailboxes is not None:
                connection.execute("DELETE FROM mailbox")
                connection.executemany(PUT_MAILBOX, mailboxes or ())
            connection.executemany(MOVE, places)
            for query in REMOVE:
                connection.executemany(query, [(id_,) for id_ in remove])
            connection.executemany(FORGET_FINGERPRINTS, [(id_,) for id_ in forget_fingerprints])
            for row in put:
                put_row(connection, row)
            connection.executemany("REPLACE INTO fact VALUES (?, ?)", facts)
            connection.execute(COUNT_ISSUES)
            connection.execute("UPDATE fact SET value = value + 1 WHERE name = 'generation'")

        self._file.change(change)

    def _read(
        self, query: str, parameters: tuple[object, ...], decode: Callable[[list[Row]], _T]
    ) -> _T:
        return self._file.read(
            lambda connection: decode(connection.execute(query, parameters).fetchall())
        )

    def _read_all(
        self,
        query: str,
        decode: Callable[[list[Row]], _T],
        parameters: tuple[object, ...] = (),
    ) -> _T:
        """Decode the rows of a query that must give exactly one for each issue."""

        def read(connection: sqlite3.Connection) -> _T:
            with connection:
                connection.execute("BEGIN")
                rows = connection.execute(query, parameters).fetchall()
                ((issues,),) = connection.execute(SELECT_FACT, ("issues",)).fetchall() or [("",)]
            if str(len(rows)) != issues:
                raise DamagedRowError
            return decode(rows)

        return self._file.read(read)


def _pairs(rows: list[Row]) -> list[tuple[str, Any]]:
    return [(issue, value) for issue, value in checked(rows)]


def _problems(rows: list[Row]) -> tuple[Problem, ...]:
    from digests.model.issue import Problem

    try:
        return tuple(Problem(*fields) for (text,) in rows for fields in json.loads(text))
    except (ValueError, TypeError):
        raise DamagedRowError from None
