"""The file of marks: its transactions, its readers, and what can go wrong with them.

Several processes use the file at the same time. Each action is one transaction that is on the disk
when it returns. Nothing is ever deleted, and a damaged file is set aside, never written over.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections import deque
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from digests.errors import MarksError
from digests.marks.damage import is_damage, salvage, set_aside
from digests.marks.tables import prepare_tables, prepare_tables_of_process

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    Parameters = tuple[object, ...] | Mapping[str, object]

_PATIENCE = 10.0
"""Seconds to wait for another process that is writing."""

_T = TypeVar("_T")


class MarksStore:
    """The tables of marks. Every method may be called from any thread.

    Reading waits for nobody: each reader has a connection of its own for as long as it reads.
    """

    def __init__(self, path: Path | None) -> None:
        """Open or create the file `path`; None keeps everything in memory. Raises MarksError."""
        self.path = path
        self._lock = threading.RLock()
        self._idle: deque[_Connection] = deque()
        self._is_closed = False
        self._writer = self._checked(self._new_writer)

    def read(self, query: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query. Raises MarksError."""

        def rows() -> list[tuple[Any, ...]]:
            with self._reader() as connection:
                return connection.execute(query, parameters).fetchall()

        return self._checked(rows)

    def change(self, action: Callable[[sqlite3.Connection], _T]) -> _T:
        """Run `action` in a transaction, which is on the disk afterwards.

        Raises MarksError; nothing has been changed then. `action` is run twice when the file turns
        out to be damaged.
        """

        def changed() -> _T:
            with self._lock:
                self._refuse_when_closed()
                if not self._writer.is_current():
                    self._writer.close()
                    self._writer = self._new_writer()
                self._writer.execute("BEGIN IMMEDIATE")
                with self._writer:
                    return action(self._writer)

        return self._checked(changed)

    def generation(self) -> int:
        """Return a number that grows with each change by any process."""
        ((generation,),) = self.read("SELECT value FROM fact WHERE name = 'generation'")
        return int(generation)

    def close(self) -> None:
        """Let go of the file. The store cannot be used afterwards."""
        with self._lock:
            self._is_closed = True
            self._writer.close()
            while self._idle:
                self._idle.pop().close()

    @contextmanager
    def _reader(self) -> Iterator[sqlite3.Connection]:
        if self.path is None:
            with self._lock:
                self._refuse_when_closed()
                yield self._writer
            return
        connection = self._idle_reader() or self._connected()
        try:
            yield connection
        finally:
            self._idle.append(connection)
            if self._is_closed:
                self.close()

    def _idle_reader(self) -> _Connection | None:
        self._refuse_when_closed()
        try:
            connection = self._idle.pop()
        except IndexError:
            return None
        if connection.is_current():
            return connection
        connection.close()
        return None

    def _refuse_when_closed(self) -> None:
        if self._is_closed:
            raise MarksError(self._file, "the library was closed")

    def _checked(self, action: Callable[[], _T]) -> _T:
        """Run `action`, once more if the file had to be set aside, with errors in our words."""
        try:
            try:
                return action()
            except sqlite3.DatabaseError as error:
                if self.path is None or not is_damage(error):
                    raise
                self._set_aside(self.path)
                return action()
        except sqlite3.Error as error:
            raise MarksError(self._file, _advice(error)) from error

    def _set_aside(self, path: Path) -> None:
        with self._lock:
            aside = set_aside(path, self._is_damaged)
            if aside is not None:
                with closing(self._connected()) as connection:
                    salvage(aside, connection)

    def _is_damaged(self) -> bool:
        try:
            with closing(self._connected()) as connection:
                (answer,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        except sqlite3.DatabaseError as error:
            return is_damage(error)
        return bool(answer != "ok")

    def _new_writer(self) -> _Connection:
        connection = self._connected()
        prepare_tables_of_process(connection)
        return connection

    def _connected(self) -> _Connection:
        if self.path is not None:
            _create_file(self.path)
        # Used by one thread at a time, but not always by the same.
        connection = _Connection(
            self.path or ":memory:", _PATIENCE, isolation_level=None, check_same_thread=False
        )
        try:
            connection.remember(self.path)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            prepare_tables(connection, self._file)
        except BaseException:
            connection.close()
            raise
        return connection

    @property
    def _file(self) -> str:
        return str(self.path) if self.path else "in memory"


class _Connection(sqlite3.Connection):
    """A connection that knows whether its file is still the one of that name."""

    _path: Path | None = None
    _inode = 0

    def remember(self, path: Path | None) -> None:
        self._path, self._inode = path, _inode(path)

    def is_current(self) -> bool:
        """False once the file was set aside, by whomever, or replaced."""
        return _inode(self._path) == self._inode


_ADVICE = {
    sqlite3.SQLITE_BUSY: "another program has held it for long; end that program and try again",
    sqlite3.SQLITE_FULL: "the disk is full; make room and try again",
    sqlite3.SQLITE_READONLY: "it cannot be written; check its permissions and those of its folder",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened; check its permissions and those of its folder",
    sqlite3.SQLITE_IOERR: "the disk fails to read or write it; check the disk and its free space",
    sqlite3.SQLITE_CORRUPT: "it is damaged; give it another name, and merge an export of it",
}


def _advice(error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return _ADVICE.get(code, str(error))


def _create_file(path: Path) -> None:
    """Create the file for the user alone; SQLite gives its companions the same permissions.

    A file that is there is not opened: closing it would take SQLite's locks on it away.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    except FileExistsError:
        return
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise MarksError(str(path), f"{reason}; check its permissions and its folder") from error


def _inode(path: Path | None) -> int:
    try:
        return os.stat(path).st_ino if path else 0  # noqa: PTH116 - asked before each query
    except OSError:
        return -1
