"""The file of what is known about stories. It is a cache: a refresh makes it anew.

Items are numbered in the order of their issues, so an issue's items are a range of numbers. Edges
are the truth about stories: a pair of items and why they belong together. Whatever else is told of
stories is worked out from them when it is asked for.
"""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from digests.errors import CacheError

if TYPE_CHECKING:
    from collections.abc import Iterator

_VERSION: Final = 1
"""Of the tables and of all rules by which they are filled: another number means a new file."""

_TABLES: Final = """
CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS issue (
    number      INTEGER PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE,
    publication TEXT NOT NULL,
    title       TEXT NOT NULL,
    day         INTEGER NOT NULL,  -- days since 0001-01-01, which is day 1; 0: undated
    language    TEXT NOT NULL,
    fingerprint TEXT NOT NULL,     -- the caller's
    first_item  INTEGER NOT NULL,  -- its items have the numbers from here
    items       INTEGER NOT NULL,  -- and there are so many
    is_joined   INTEGER NOT NULL,  -- 1 once it was compared with its neighbours in time
    features    BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS issue_day ON issue (day, is_joined);
CREATE TABLE IF NOT EXISTS item (
    number      INTEGER PRIMARY KEY,
    mark        TEXT NOT NULL,     -- what is behind the dot in the item's id
    issue       INTEGER NOT NULL,
    place       INTEGER NOT NULL,  -- in the issue, from 0
    title       TEXT NOT NULL,
    language    TEXT NOT NULL,
    characters  INTEGER NOT NULL,
    is_roundup  INTEGER NOT NULL,
    is_primary  INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS address (
    number      INTEGER PRIMARY KEY,
    url         TEXT NOT NULL UNIQUE,  -- canonical
    is_common   INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS link (
    item        INTEGER NOT NULL,
    address     INTEGER NOT NULL,
    PRIMARY KEY (item, address)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS link_address ON link (address, item);
CREATE TABLE IF NOT EXISTS edge (
    a           INTEGER NOT NULL,  -- the smaller number
    b           INTEGER NOT NULL,
    is_strong   INTEGER NOT NULL,
    is_link     INTEGER NOT NULL,
    why         TEXT NOT NULL,     -- evidence.py
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS edge_other ON edge (b, a);
CREATE TABLE IF NOT EXISTS twin (
    a           INTEGER NOT NULL,  -- issues of two publications that share links, within a day
    b           INTEGER NOT NULL,
    share       REAL NOT NULL,     -- of the links of the one that has fewer
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS frequency (
    term        TEXT PRIMARY KEY,
    chinese     INTEGER NOT NULL,  -- items that have it
    english     INTEGER NOT NULL
) WITHOUT ROWID;
INSERT OR IGNORE INTO fact VALUES ('generation', 0), ('chinese', 0), ('english', 0), ('frozen', 0);
"""

_NEXT_GENERATION: Final = "UPDATE fact SET value = value + 1 WHERE name = 'generation'"
_DAMAGE: Final = frozenset(
    # The last three: tables that are not as they were made refuse what is always right.
    {
        sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH,
    }
)  # fmt: skip


class StoryTables:
    """The tables, for all threads. The caller sees to it that only one process writes."""

    def __init__(self, path: Path) -> None:
        """Open or create the file `path`. Raises CacheError."""
        self._path = path
        self._lock = threading.RLock()
        self._connection = self._open()

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    def rows(self, query: str, parameters: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query; a damaged file is made anew, empty. Raises CacheError."""
        with self._lock:
            try:
                return self._connection.execute(query, parameters).fetchall()
            except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
                if not _is_damage(error):
                    raise CacheError(str(self._path.parent), str(error)) from error
                self._connection.close()
                self._connection = self._begin_anew()
                return self._connection.execute(query, parameters).fetchall()

    def fact(self, name: str) -> int:
        """Return a number that is known of the whole file; 0 when damage has taken it."""
        rows = self.rows("SELECT value FROM fact WHERE name = ?", (name,))
        value = str(rows[0][0]) if rows else ""
        return int(value) if value.isdecimal() else 0

    @contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        """Lend the connection for one change, which happens as a whole or not at all.

        Raises CacheError.
        """
        with self._lock:
            try:
                with self._connection as connection:
                    connection.execute("BEGIN IMMEDIATE")
                    yield connection
                    connection.execute(_NEXT_GENERATION)
            except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
                if _is_damage(error):
                    self._connection.close()
                    self._connection = self._begin_anew()
                raise CacheError(str(self._path.parent), str(error)) from error

    def _open(self) -> sqlite3.Connection:
        try:
            connection = self._connect()
            ((version,),) = connection.execute("PRAGMA user_version")
            if version == _VERSION:
                return connection
            if _is_empty(connection):
                return _with_tables(connection)
            connection.close()
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            if not _is_damage(error):
                raise CacheError(str(self._path.parent), str(error)) from error
        return self._begin_anew()

    def _begin_anew(self) -> sqlite3.Connection:
        try:
            for suffix in ("", "-wal", "-shm"):
                Path(f"{self._path}{suffix}").unlink(missing_ok=True)
            return _with_tables(self._connect())
        except (OSError, sqlite3.DatabaseError) as error:
            raise CacheError(str(self._path.parent), str(error)) from error

    def _connect(self) -> sqlite3.Connection:
        # Transactions are begun by `change`; one connection serves all threads under the lock.
        connection = sqlite3.connect(
            self._path, timeout=5, check_same_thread=False, isolation_level=None
        )
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        return connection


def _is_damage(error: Exception) -> bool:
    if isinstance(error, sqlite3.ProgrammingError):  # it is closed
        return False
    # Python's own module gives no code when a text in the file is not UTF-8.
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    return code & 0xFF in _DAMAGE


def _is_empty(connection: sqlite3.Connection) -> bool:
    ((tables,),) = connection.execute("SELECT count(*) FROM sqlite_master")
    return not tables


def _with_tables(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Make the tables that are missing; another process may do the same at this moment."""
    connection.executescript(
        f"BEGIN IMMEDIATE; {_TABLES} PRAGMA user_version = {_VERSION}; COMMIT;"
    )
    return connection
