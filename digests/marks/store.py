"""The file of marks: connections, transactions, errors and repair.

Several processes use the file at the same time. Each action is one transaction, synced to disk when
it returns. No mark is ever deleted, and a damaged file is quarantined, never overwritten.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections import deque
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from digests.errors import MarksError, MarksReadOnlyError
from digests.marks.read_only import copy_into, file_state, reason_not_to_write
from digests.marks.repair import is_damage, is_trusted, quarantine, record_stamp, salvage, verify
from digests.marks.tables import create_temporary_tables, prepare_tables
from digests.storage.integrity import inode_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Parameters = tuple[object, ...] | Mapping[str, object]

_LOCK_TIMEOUT = 10.0
"""Seconds to wait for another process that is writing."""

_T = TypeVar("_T")


class MarksStore:
    """The tables of marks. Every method may be called from any thread.

    Readers never wait: each has its own connection while it reads.
    """

    def __init__(self, path: Path | None) -> None:
        """Open or create the file `path`; None keeps everything in memory.

        A file that exists and cannot be written is only read. Raises MarksError.
        """
        self.path = path
        self._lock = threading.RLock()
        self._idle: deque[_Connection] = deque()
        self._is_closed = self._is_verified = False
        self.read_only: MarksReadOnlyError | None = None
        """Why marks cannot be changed; None when they can."""
        self._writer = self._with_repair(self._open_checked)

    def read(self, query: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query. Raises MarksError."""

        def rows() -> list[tuple[Any, ...]]:
            with self._reader() as connection:
                return connection.execute(query, parameters).fetchall()

        return self._with_repair(rows)

    def change(self, action: Callable[[sqlite3.Connection], _T]) -> _T:
        """Run `action` in a transaction, and sync it to disk.

        Raises MarksError; then nothing was changed. If the file could not be written before, it is
        tried again. `action` runs twice when the file turns out to be damaged.
        """

        def changed() -> _T:
            with self._lock:
                self._require_open()
                if self.read_only or not self._writer.is_current():
                    self._set_writer(self._new_writer())
                    self.read_only = None
                self._writer.execute("BEGIN IMMEDIATE")
                with self._writer:
                    return action(self._writer)

        return self._with_repair(changed)

    def verify(self) -> None:
        """Check all of the file. A damaged one is replaced by what can be read of it.

        It takes a second for a million marks. Raises MarksError.
        """

        def verified() -> None:
            with self._reader() as connection:
                verify(connection)

        self._with_repair(verified)
        self._is_verified = True

    def generation(self) -> int:
        """Return a number that grows with each change by any process."""
        ((generation,),) = self.read("SELECT value FROM fact WHERE name = 'generation'")
        return int(generation)

    def close(self) -> None:
        """Close the file. The store cannot be used afterwards."""
        with self._lock:
            self._is_closed = True
            self._writer.close()
            while self._idle:
                self._idle.pop().close()
            if self.path is not None and not self.read_only:
                record_stamp(self.path, is_verified=self._is_verified)

    @contextmanager
    def _reader(self) -> Iterator[sqlite3.Connection]:
        if self.path is None or self.read_only:
            with self._lock:
                self._require_open()
                if self.path and not self._writer.is_current():
                    self._set_writer(self._connect_to_copy(self.path))
                yield self._writer
            return
        connection = self._idle_reader() or self._connect()
        try:
            yield connection
        finally:
            self._idle.append(connection)
            if self._is_closed:
                self.close()

    def _idle_reader(self) -> _Connection | None:
        self._require_open()
        try:
            connection = self._idle.pop()
        except IndexError:
            return None
        if connection.is_current():
            return connection
        connection.close()
        return None

    def _require_open(self) -> None:
        if self._is_closed:
            raise MarksError(self._file, "the library was closed")

    def _with_repair(self, action: Callable[[], _T]) -> _T:
        """Run `action`, again if the file was damaged, and turn SQLite's errors into MarksError."""
        try:
            try:
                return action()
            except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
                if self.path is None or self.read_only or not is_damage(error):
                    raise
                self._quarantine(self.path)
                return action()
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise MarksError(self._file, _advice(error)) from error

    def _quarantine(self, path: Path) -> None:
        with self._lock:
            quarantined = quarantine(path, self._is_damaged)
            if quarantined is not None:
                with closing(self._connect()) as connection:
                    salvage(quarantined, connection)

    def _is_damaged(self) -> bool:
        try:
            with closing(self._connect()) as connection:
                verify(connection)
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            return is_damage(error)
        return False

    def _open_checked(self) -> _Connection:
        with _closing_on_error(self._open_writer_or_copy()) as connection:
            if self.path is not None and not is_trusted(self.path):
                verify(connection)
                self._is_verified = True
            return connection

    def _open_writer_or_copy(self) -> _Connection:
        try:
            return self._new_writer()
        except MarksReadOnlyError as error:
            self.read_only = error
            return self._connect_to_copy(Path(error.file))

    def _set_writer(self, connection: _Connection) -> None:
        self._writer.close()
        self._writer = connection

    def _new_writer(self) -> _Connection:
        connection = self._connect()
        create_temporary_tables(connection)
        return connection

    def _connect(self) -> _Connection:
        if self.path is not None:
            _ensure_writable(self.path)
        with _closing_on_error(_connection(self.path)) as connection:
            if self.path is not None:
                connection.track(self.path, inode_of, inode_of(self.path))
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            prepare_tables(connection, self._file)
            return connection

    def _connect_to_copy(self, path: Path) -> _Connection:
        """Return a connection to a copy of the file in memory."""
        with _closing_on_error(_connection(None)) as connection:
            connection.track(path, file_state, copy_into(connection, path))
            prepare_tables(connection, self._file)
            return connection

    @property
    def _file(self) -> str:
        return str(self.path) if self.path else "in memory"


class _Connection(sqlite3.Connection):
    """A connection that can tell whether its file was replaced."""

    _path: Path | None = None

    def track(self, path: Path, state_of: Callable[[Path], object], state: object) -> None:
        self._path, self._state_of, self._state = path, state_of, state

    def is_current(self) -> bool:
        """False once the file was replaced, or, for a copy, once the file was written."""
        return self._path is None or self._state_of(self._path) == self._state


def _connection(path: Path | None) -> _Connection:
    # Used by one thread at a time, but not always the same one.
    return sqlite3.connect(
        path or ":memory:",
        _LOCK_TIMEOUT,
        isolation_level=None,
        check_same_thread=False,
        factory=_Connection,
    )


@contextmanager
def _closing_on_error(connection: _Connection) -> Iterator[_Connection]:
    try:
        yield connection
    except BaseException:
        connection.close()
        raise


_ADVICE = {
    sqlite3.SQLITE_BUSY: "another program has held it for long; end that program and try again",
    sqlite3.SQLITE_FULL: "the disk is full; make room and try again",
    sqlite3.SQLITE_READONLY: "it cannot be written; check its permissions and those of its folder",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened; check its permissions and those of its folder",
    sqlite3.SQLITE_IOERR: "the disk fails to read or write it; check the disk and its free space",
    sqlite3.SQLITE_CORRUPT: "it is damaged; give it another name, and merge an export of it",
}


def _advice(error: Exception) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return _ADVICE.get(code, str(error))


def _ensure_writable(path: Path) -> None:
    """Create the file for the user alone; SQLite gives its companion files the same permissions.

    An existing file is not opened, because closing it would release SQLite's locks on it. Raises
    MarksReadOnlyError when it cannot be written, MarksError when it cannot be created.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    except OSError as error:
        if not os.path.lexists(path):
            reason = (error.strerror or str(error)).lower()
            reason = f"{reason}; check its permissions and its folder"
            raise MarksError(str(path), reason) from error
        # SQLite refuses a folder of this name. Path.is_file may raise.
        reason = reason_not_to_write(path) if os.path.isfile(path) else ""  # noqa: PTH113
        if reason:
            raise MarksReadOnlyError(str(path), reason) from error
