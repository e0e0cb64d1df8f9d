"""The catalogue: what is known of every issue file, so that lists need not read any.

One SQLite file in the cache folder. It can be thrown away: a refresh makes it anew, and that is
what happens when it is damaged or was written by another version.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from digests.catalogue_rows import (
    FORGET_TRACES,
    REMOVE,
    SELECT_FILES,
    SELECT_ITEMS,
    SELECT_ITEMS_OF,
    SELECT_SUMMARIES,
    SELECT_TRACES,
    SELECT_TRACES_OF_GONE,
    CataloguedFile,
    CatalogueRow,
    put_row,
    summaries_of,
)
from digests.errors import CacheError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from digests.issue_summary import IssueSummary
    from digests.model import Problem

_VERSION = 3
"""Of the tables below; another number in the file means that it is made anew."""

_TABLES = """
CREATE TABLE IF NOT EXISTS issue (
    id          TEXT PRIMARY KEY,
    path        BLOB NOT NULL,     -- absolute, in the file system's bytes
    root        BLOB NOT NULL,     -- the library folder it was found in
    size        INTEGER NOT NULL,  -- bytes; -1 once the file must be parsed again
    modified    INTEGER NOT NULL,  -- nanoseconds since the epoch
    publication TEXT NOT NULL,
    title       TEXT NOT NULL,
    date        INTEGER,           -- days since 0001-01-01, which is day 1
    headline    TEXT NOT NULL,
    items       INTEGER NOT NULL,
    sections    INTEGER NOT NULL,
    links       INTEGER NOT NULL,
    language    TEXT NOT NULL,
    is_stub     INTEGER NOT NULL,
    source      TEXT NOT NULL,
    problems    TEXT NOT NULL      -- JSON: [[source, reason, line], ...]
) WITHOUT ROWID;
-- Apart from the issues, because lists of issues need none of it.
CREATE TABLE IF NOT EXISTS present_items (issue TEXT PRIMARY KEY, hashes TEXT NOT NULL);
-- Issues that are gone and held marked items are here, too: their files may come back elsewhere.
CREATE TABLE IF NOT EXISTS item_traces (issue TEXT PRIMARY KEY, traces BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO fact VALUES ('generation', '0');
"""

_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})

_T = TypeVar("_T")


class Catalogue:
    """The table of issue files. Every method may be called from any thread."""

    def __init__(self, path: Path) -> None:
        """Open or create the file `path`. Raises CacheError."""
        self._path = path
        self._lock = threading.RLock()
        self._connection = self._open()

    def close(self) -> None:
        """Let go of the file. The catalogue cannot be used afterwards."""
        with self._lock:
            self._connection.close()

    def summaries(self) -> tuple[IssueSummary, ...]:
        """Return all issues: newest first, undated last, then by publication and title."""
        return summaries_of(self._read(SELECT_SUMMARIES))

    def files(self) -> tuple[CataloguedFile, ...]:
        """Return where each issue came from, in no particular order."""
        return tuple(CataloguedFile(*row) for row in self._read(SELECT_FILES))

    def files_with_prefix(self, prefix: str) -> tuple[CataloguedFile, ...]:
        """Return the files of the issues whose id begins with `prefix`; two are enough."""
        condition = " WHERE substr(id, 1, ?) = ? LIMIT 2"
        rows = self._read(SELECT_FILES + condition, (len(prefix), prefix))
        return tuple(CataloguedFile(*row) for row in rows)

    def item_hashes(self, issue_ids: Sequence[str] | None = None) -> list[tuple[str, str]]:
        """Return issues, all or these, each with what is behind the dot in its items' ids.

        These parts have eight digits each, are sorted and written one after another.
        """
        if issue_ids is None:
            return self._read(SELECT_ITEMS)
        return self._read(SELECT_ITEMS_OF, (json.dumps(list(issue_ids)),))

    def item_traces(self, issue_ids: Sequence[str]) -> dict[str, bytes]:
        """Return what is kept of the items that the issues had when they were last read."""
        return dict(self._read(SELECT_TRACES, (json.dumps(list(issue_ids)),)))

    def traces_of_gone_issues(self) -> dict[str, bytes]:
        """Return what is kept of the items of issues that are not in the catalogue any more."""
        return dict(self._read(SELECT_TRACES_OF_GONE))

    def knows_root(self, root: bytes) -> bool:
        """Say whether any issue was found in the library folder `root`."""
        return bool(self._read("SELECT 1 FROM issue WHERE root = ? LIMIT 1", (root,)))

    def problems(self) -> tuple[Problem, ...]:
        """Return the problems of folders, then those of files, by file."""
        from digests.model import Problem

        rows = self._read("SELECT problems FROM issue WHERE problems != '[]' ORDER BY source")
        texts = [self.fact("folder_problems") or "[]", *(row[0] for row in rows)]
        return tuple(Problem(*fields) for text in texts for fields in json.loads(text))

    def counts(self) -> tuple[int, int]:
        """Return how many issues there are, and how many items they have together."""
        ((issues, items),) = self._read("SELECT count(*), coalesce(sum(items), 0) FROM issue")
        return issues, items

    def fact(self, name: str) -> str:
        """Return a fact about the whole cache, or an empty string."""
        rows = self._read("SELECT value FROM fact WHERE name = ?", (name,))
        return str(rows[0][0]) if rows else ""

    def generation(self) -> int:
        """Return a number that grows with each `write` of any process."""
        return int(self.fact("generation") or 0)

    def write(
        self,
        *,
        put: Iterable[CatalogueRow] = (),
        remove: Sequence[str] = (),
        forget_traces: Sequence[str] = (),
        facts: Sequence[tuple[str, str]] = (),
        forget_files: bool = False,
    ) -> None:
        """Change rows and facts, all or nothing.

        Args:
            put: rows to add or replace.
            remove: ids of the issues to drop; the traces of their items stay.
            forget_traces: ids of issues that are gone.
            facts: names and new values.
            forget_files: every issue already there stays listed, and counts as changed.
        """

        def change(connection: sqlite3.Connection) -> None:
            if forget_files:
                connection.execute("UPDATE issue SET size = -1")
            for query in REMOVE:
                connection.executemany(query, [(id_,) for id_ in remove])
            connection.executemany(FORGET_TRACES, [(id_,) for id_ in forget_traces])
            for row in put:
                put_row(connection, row)
            connection.executemany("REPLACE INTO fact VALUES (?, ?)", facts)
            connection.execute("UPDATE fact SET value = value + 1 WHERE name = 'generation'")

        self._run(change)

    def _read(self, query: str, parameters: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        return self._run(lambda connection: connection.execute(query, parameters).fetchall())

    def _run(self, action: Callable[[sqlite3.Connection], _T]) -> _T:
        """Run `action` in a transaction, on a new catalogue if this one turns out damaged."""
        with self._lock:
            try:
                with self._connection:
                    return action(self._connection)
            except sqlite3.DatabaseError as error:
                if not _is_damage(error):
                    raise CacheError(str(self._path.parent), str(error)) from error
                self._connection.close()
                self._connection = self._begin_anew()
                with self._connection:
                    return action(self._connection)

    def _open(self) -> sqlite3.Connection:
        if not self._path.exists():
            return self._begin_anew()
        try:
            connection = self._connect()
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            connection.execute("SELECT count(*) FROM issue, fact").fetchone()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError) and not _lacks_tables(error):
                raise CacheError(str(self._path.parent), str(error)) from error
            return self._begin_anew()
        if version != _VERSION:
            connection.close()
            return self._begin_anew()
        return connection

    def _begin_anew(self) -> sqlite3.Connection:
        """Move what is there aside, so that it can be looked at, and start with empty tables."""
        for suffix in ("-wal", "-shm"):
            Path(f"{self._path}{suffix}").unlink(missing_ok=True)
        try:
            if self._path.exists():
                self._path.replace(self._path.with_suffix(".damaged"))
            connection = self._connect()
            connection.executescript(f"BEGIN;{_TABLES}PRAGMA user_version = {_VERSION};COMMIT;")
        except (OSError, sqlite3.DatabaseError) as error:
            raise CacheError(str(self._path.parent), str(error)) from error
        return connection

    def _connect(self) -> sqlite3.Connection:
        # One connection serves all threads, one at a time under the lock.
        connection = sqlite3.connect(self._path, timeout=5, check_same_thread=False)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        return connection


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    return error.sqlite_errorcode & 0xFF in _DAMAGE


def _lacks_tables(error: sqlite3.DatabaseError) -> bool:
    return error.sqlite_errorcode == sqlite3.SQLITE_ERROR
