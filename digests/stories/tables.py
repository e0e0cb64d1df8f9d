"""The file of what is known about stories. It is a cache: a refresh makes it anew.

A damaged file is set aside, as `stories.damaged`, until all is found out again. The seal by which
damage is known is off while the file is written (page_seal.py).

Items are numbered in the order of their issues, so an issue's items are a range of numbers. Edges
are the truth about stories: a pair of items and why they belong together. Whatever else is told of
stories is worked out from them when it is asked for.
"""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from digests.errors import CacheError
from digests.storage.cache_folder import PATIENCE, writer_lock
from digests.storage.integrity import PAGE_SIZE, PageSeal, Stamp, stamp_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_VERSION: Final = 2
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
CREATE VIRTUAL TABLE IF NOT EXISTS mention USING fts5(  -- which items have which terms, no texts
    terms, content = '', detail = none, columnsize = 0, tokenize = "ascii tokenchars '=+-.#%'"
);
CREATE TABLE IF NOT EXISTS frequency (
    term        TEXT PRIMARY KEY,
    chinese     INTEGER NOT NULL,  -- items that have it
    english     INTEGER NOT NULL
) WITHOUT ROWID;
INSERT OR IGNORE INTO fact VALUES ('chinese', 0), ('english', 0), ('frozen', 0);
-- The time in milliseconds, so that it grows when the file is made anew, too.
INSERT OR IGNORE INTO fact VALUES
    ('generation', CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER));
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
        self._seal = PageSeal(path)
        self._is_writing = False
        """Whether the seal is off because of changes by this process."""
        self._was_read = False
        self._trusted: Stamp | None = None
        self._inode = 0
        self._connection = self._open()

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    def rows(self, query: str, parameters: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query; a damaged file is made anew, empty. Raises CacheError."""
        with self._lock:
            try:
                self._look()
                return self._connection.execute(query, parameters).fetchall()
            except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
                if not _is_damage(error):
                    raise CacheError(str(self._path.parent), str(error)) from error
                self._open_again()
                return self._connection.execute(query, parameters).fetchall()

    def fact(self, name: str) -> int:
        """Return a number that is known of the whole file; 0 when damage has taken it."""
        rows = self.rows("SELECT value FROM fact WHERE name = ?", (name,))
        value = str(rows[0][0]) if rows else ""
        return int(value) if value.isdecimal() else 0

    @contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        """Lend the connection for one change, which happens as a whole or not at all.

        Afterwards the file has no seal, until `seal` is called. Raises CacheError.
        """
        with self._lock:
            try:
                self._look()
                self._take_seal_off()
                with self._connection as connection:
                    connection.execute("BEGIN IMMEDIATE")
                    yield connection
                    connection.execute(_NEXT_GENERATION)
                self._seal.relieve(connection)
            except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
                if _is_damage(error):
                    self._open_again()
                raise CacheError(str(self._path.parent), str(error)) from error

    def check(self, *, wholly: bool = False) -> None:
        """Make the file anew, empty, when it is not as it was written. Raises CacheError.

        All of it is read `wholly`, and when that was not done for a week. Of a file that somebody
        died at, only the structure can be checked.
        """
        with self._lock:
            self._was_read = wholly or self._seal.is_due()
            if self._seal.is_there():
                is_whole = self._seal.is_whole(wholly=self._was_read)
            else:
                is_whole = self.rows("PRAGMA integrity_check(1)") == [("ok",)]
            if not is_whole:
                self._open_again()

    def seal(self) -> None:
        """Seal the file after changes, and one that was found without a seal that fits it.

        For the one who may write. Raises CacheError.
        """
        with self._lock:
            if self._is_writing or self._was_read or not self._seal.is_current():
                self._take_seal_off()
                self._seal.put_on(self._connection, is_read=self._was_read)
                self._is_writing = self._was_read = False

    def forget_damage(self) -> None:
        """Remove the damaged file that was set aside, for all is found out again."""
        with suppress(OSError):
            self._damaged.unlink(missing_ok=True)

    def _look(self) -> None:
        """Raise an error of damage when the file is another one, or is not as it was sealed."""
        stamp = stamp_of(self._path)
        if stamp != self._trusted:
            if stamp is None or stamp.inode != self._inode or not self._seal.is_whole():
                raise sqlite3.DatabaseError("the file is not as it was written")
            self._trusted = stamp

    def _take_seal_off(self) -> None:
        if not self._is_writing:
            with self._failures_are_told():
                self._seal.take_off()
            self._is_writing = True

    def _open(self) -> sqlite3.Connection:
        stamp = stamp_of(self._path)
        self._inode = stamp.inode if stamp else 0
        if not self._seal.is_whole():
            return self._begin_anew(is_damaged=True)
        try:
            connection = self._connect()
            ((version,),) = connection.execute("PRAGMA user_version")
            if version == _VERSION:
                return connection
            is_empty = _is_empty(connection)
            connection.close()
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            if not _is_damage(error):
                raise CacheError(str(self._path.parent), str(error)) from error
            return self._begin_anew(is_damaged=True)
        return self._with_tables() if is_empty else self._begin_anew(is_damaged=False)

    def _open_again(self) -> None:
        """Open the file of that name; one that is still the one that was open is made anew."""
        self._connection.close()
        self._is_writing, self._trusted = False, None
        stamp = stamp_of(self._path)
        is_same = stamp is None or stamp.inode == self._inode
        self._connection = self._begin_anew(is_damaged=True) if is_same else self._open()

    def _begin_anew(self, *, is_damaged: bool) -> sqlite3.Connection:
        """Make an empty file, unless another process has done so; set aside what is damaged."""
        with self._failures_are_told(), writer_lock(self._path.with_suffix(".lock"), PATIENCE):
            stamp = stamp_of(self._path)
            if stamp is None or stamp.inode == self._inode:
                self._seal.take_off()
                if is_damaged and stamp is not None:
                    self._path.replace(self._damaged)
                elif is_damaged:
                    self._damaged.touch()
                for suffix in ("", "-wal", "-shm"):
                    Path(f"{self._path}{suffix}").unlink(missing_ok=True)
            return self._with_tables()

    def _with_tables(self) -> sqlite3.Connection:
        """Make the tables that are missing; another process may do the same at this moment."""
        with self._failures_are_told():
            connection = self._connect()
            connection.executescript(
                f"BEGIN IMMEDIATE; {_TABLES} PRAGMA user_version = {_VERSION}; COMMIT;"
            )
            self._inode = self._path.stat().st_ino
            return connection

    def _connect(self) -> sqlite3.Connection:
        # Transactions are begun by `change`; one connection serves all threads under the lock.
        connection = sqlite3.connect(
            self._path, timeout=5, check_same_thread=False, isolation_level=None
        )
        connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA wal_autocheckpoint = 0")  # the seal must know what is written
        return connection

    @contextmanager
    def _failures_are_told(self) -> Iterator[None]:
        try:
            yield
        except (OSError, sqlite3.DatabaseError) as error:
            raise CacheError(str(self._path.parent), str(error)) from error

    @property
    def _damaged(self) -> Path:
        return self._path.with_suffix(".damaged")


def _is_damage(error: Exception) -> bool:
    if isinstance(error, sqlite3.ProgrammingError):  # it is closed
        return False
    # Python's own module gives no code when a text in the file is not UTF-8.
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    return code & 0xFF in _DAMAGE


def _is_empty(connection: sqlite3.Connection) -> bool:
    ((tables,),) = connection.execute("SELECT count(*) FROM sqlite_master")
    return not tables
