"""The file of the catalogue: opened, and made anew when it is damaged or of another version.

A new file is finished before it gets its name, and one process at a time sees to that, so nobody
ever opens half a catalogue. A process that has the old file open notices that its name leads to
another one, and opens that. Between two changes the file is sealed (page_seal.py).
"""

from __future__ import annotations

import json
import sqlite3
import threading
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from digests.catalogue.rows import DamagedRowError
from digests.errors import CacheError
from digests.storage.cache_folder import PATIENCE, writer_lock
from digests.storage.integrity import PAGE_SIZE, PageSeal, Stamp, stamp_of

if TYPE_CHECKING:
    from collections.abc import Callable

_VERSION = 5
"""Of the tables below; another number in the file means that it is made anew."""

_TABLES = """
CREATE TABLE issue (
    id          TEXT PRIMARY KEY,
    listed      INTEGER NOT NULL,  -- checksum of what lists show
    found       INTEGER NOT NULL,  -- checksum of id, path and root
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
CREATE TABLE present_items (
    issue TEXT PRIMARY KEY, hashes TEXT NOT NULL, checksum INTEGER NOT NULL
);
-- Issues that are gone and held marked items are here, too: their files may come back elsewhere.
CREATE TABLE item_traces (
    issue TEXT PRIMARY KEY, traces BLOB NOT NULL, checksum INTEGER NOT NULL
);
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO fact VALUES ('generation', '0'), ('issues', '0');
"""

_DAMAGED = "was damaged; all files are read again"

_HARMLESS = frozenset(
    # The disk, another process or this one is to blame, not the content of the file.
    {
        sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_MISUSE, sqlite3.SQLITE_NOLFS, sqlite3.SQLITE_AUTH,
    }
)  # fmt: skip

_T = TypeVar("_T")


class CatalogueFile:
    """A file of tables that can be lost. Every method may be called from any thread."""

    def __init__(self, path: Path) -> None:
        """Open or create the file `path`. Raises CacheError."""
        self._path = path
        self._lock = threading.RLock()
        self._seal = PageSeal(path)
        self._trusted: Stamp | None = None
        self._opened = 0
        """The inode of the open file."""
        self.connection = self._open()

    def close(self) -> None:
        """Let go of the file, which cannot be used afterwards."""
        with self._lock:
            self.connection.close()

    def read(self, action: Callable[[sqlite3.Connection], _T]) -> _T:
        """Run `action`, which changes nothing, once more on a new file if this one is damaged.

        Raises CacheError.
        """
        return self._run(lambda: self._attempt(action))

    def change(self, action: Callable[[sqlite3.Connection], _T]) -> _T:
        """Run `action` in a transaction, once more on a new file if this one is damaged.

        Raises CacheError, and IndexBusyError when another process keeps changing the file.
        """
        return self._run(lambda: self._change(action))

    def is_whole(self) -> bool:
        """Read all of the file, and say whether it is as it was written; else it is made anew.

        Raises CacheError.
        """
        with self._lock:
            is_whole = self._seal.is_whole(wholly=True)
            if not is_whole:
                self._open_again(_DAMAGED)
            return is_whole

    def _run(self, attempt: Callable[[], _T]) -> _T:
        with self._lock:
            try:
                self._look()
                return attempt()
            except _DamagedError:
                self._open_again(_DAMAGED)
            return attempt()

    def _look(self) -> None:
        """Raise _DamagedError when the file is another one, or is not as it was sealed."""
        stamp = stamp_of(self._path)
        if stamp != self._trusted:
            if stamp is None or stamp.inode != self._opened or not self._seal.is_whole():
                raise _DamagedError(str(self._path.parent), _DAMAGED)
            self._trusted = stamp

    def _change(self, action: Callable[[sqlite3.Connection], _T]) -> _T:
        with writer_lock(self._lock_file, PATIENCE):
            self._look()
            try:
                self._seal.take_off()
            except OSError as error:
                raise CacheError(str(self._path.parent), str(error)) from error
            try:
                return self._attempt(action)
            finally:
                self._seal.put_on(self.connection)

    def _attempt(self, action: Callable[[sqlite3.Connection], _T]) -> _T:
        try:
            with self.connection:
                return action(self.connection)
        except (sqlite3.DatabaseError, DamagedRowError, UnicodeDecodeError) as error:
            raise self._told(error) from error

    def _told(self, error: Exception) -> CacheError:
        kind = _DamagedError if _is_damage(error) else CacheError
        return kind(str(self._path.parent), str(error) or _DAMAGED)

    def _open_again(self, problem: str) -> None:
        self.connection.close()
        self._trusted = None
        self._begin_anew(problem)
        self.connection = self._open()

    def _open(self) -> sqlite3.Connection:
        self._opened = _inode(self._path)
        problem = "" if self._seal.is_whole() else _DAMAGED
        if self._opened and not problem:
            try:
                connection = _connect(self._path)
                if _is_of_this_version(connection):
                    return connection
            except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
                problem = self._problem_of(error)
        self._begin_anew(problem)
        self._opened = _inode(self._path)
        try:
            return _connect(self._path)
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            raise self._told(error) from error

    @property
    def _lock_file(self) -> Path:
        return self._path.with_suffix(".lock")

    def _problem_of(self, error: Exception) -> str:
        if not _is_damage(error):
            raise self._told(error) from error
        return _DAMAGED

    def _begin_anew(self, problem: str) -> None:
        """Move what is there aside, so that it can be looked at, and start with empty tables.

        A `problem` is told until the next refresh has read the files again. Nothing is done when
        another process has done it already.
        """
        with writer_lock(self._lock_file, PATIENCE):
            if _inode(self._path) != self._opened:
                return
            try:
                self._seal.take_off()
                _replace(self._path, problem)
            except (OSError, sqlite3.DatabaseError) as error:
                raise CacheError(str(self._path.parent), str(error)) from error


class _DamagedError(CacheError):
    """The file is to be made anew."""


def _replace(path: Path, problem: str) -> None:
    new = path.with_suffix(".new")
    _remove_logs(new)
    new.unlink(missing_ok=True)
    connection = _connect(new)
    try:
        connection.executescript(f"BEGIN;{_TABLES}PRAGMA user_version = {_VERSION};COMMIT;")
        with connection:
            problems = json.dumps([(path.name, problem)] if problem else [])
            connection.execute("INSERT INTO fact VALUES ('folder_problems', ?)", (problems,))
            # Until the next refresh, an empty answer would be a wrong one.
            distrusted = "yes" if problem else ""
            connection.execute("INSERT INTO fact VALUES ('index_distrusted', ?)", (distrusted,))
    finally:
        connection.close()
    if path.exists():
        path.replace(path.with_suffix(".damaged"))
    # A log of the old file would be taken for one of the new file.
    _remove_logs(path)
    new.replace(path)


def _remove_logs(path: Path) -> None:
    for suffix in ("-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)


def _inode(path: Path) -> int:
    try:
        return path.stat().st_ino
    except OSError:
        return 0


def _connect(path: Path) -> sqlite3.Connection:
    # One connection serves all threads, one at a time under the lock.
    connection = sqlite3.connect(path, timeout=5, check_same_thread=False)
    try:
        connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA wal_autocheckpoint = 0")  # the seal must know what is written
    except BaseException:
        connection.close()
        raise
    return connection


def _is_of_this_version(connection: sqlite3.Connection) -> bool:
    """Close the connection unless it is."""
    try:
        ((version,),) = connection.execute("PRAGMA user_version").fetchall()
        is_ours: bool = version == _VERSION
        if is_ours:
            connection.execute("SELECT 1 FROM issue, fact LIMIT 1").fetchone()
            return True
    except BaseException:
        connection.close()
        raise
    connection.close()
    return False


def _is_damage(error: Exception) -> bool:
    """Say whether the content of the file is to blame: what it is asked is always right."""
    if isinstance(error, sqlite3.ProgrammingError):  # it is closed
        return False
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    return code & 0xFF not in _HARMLESS
