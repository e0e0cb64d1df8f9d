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
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from digests.errors import MarksError, MarksReadOnlyError
from digests.marks.read_only import copy_into, file_state, reason_not_to_write
from digests.marks.repair import is_damage, is_trusted, quarantine, record_stamp, salvage, verify
from digests.marks.tables import prepare_tables, prepare_tables_of_process
from digests.storage.integrity import inode_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Parameters = tuple[object, ...] | Mapping[str, object]

_PATIENCE = 10.0
"""Seconds to wait for another process that is writing."""

_T = TypeVar("_T")


class MarksStore:
    """The tables of marks. Every method may be called from any thread.

    Reading waits for nobody: each reader has a connection of its own for as long as it reads.
    """

    def __init__(self, path: Path | None) -> None:
        """Open or create the file `path`; None keeps everything in memory.

        A file that is there and cannot be written is read. Raises MarksError.
        """
        self.path = path
        self._lock = threading.RLock()
        self._idle: deque[_Connection] = deque()
        self._is_closed = self._is_verified = False
        self.read_only: MarksReadOnlyError | None = None
        """Why nothing can be changed; None when it can."""
        self._writer = self._checked(self._first_connection)

    def read(self, query: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query. Raises MarksError."""

        def rows() -> list[tuple[Any, ...]]:
            with self._reader() as connection:
                return connection.execute(query, parameters).fetchall()

        return self._checked(rows)

    def change(self, action: Callable[[sqlite3.Connection], _T]) -> _T:
        """Run `action` in a transaction, which is on the disk afterwards.

        Raises MarksError; nothing has been changed then. A file that was closed to writing is
        tried again. `action` is run twice when the file turns out to be damaged.
        """

        def changed() -> _T:
            with self._lock:
                self._refuse_when_closed()
                if self.read_only or not self._writer.is_current():
                    self._use(self._new_writer())
                    self.read_only = None
                self._writer.execute("BEGIN IMMEDIATE")
                with self._writer:
                    return action(self._writer)

        return self._checked(changed)

    def verify(self) -> None:
        """Read all of the file; a damaged one is set aside, and what can be read is kept.

        It takes a second for a million marks. Raises MarksError.
        """

        def verified() -> None:
            with self._reader() as connection:
                verify(connection)

        self._checked(verified)
        self._is_verified = True

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
            if self.path is not None and not self.read_only:
                record_stamp(self.path, is_verified=self._is_verified)

    @contextmanager
    def _reader(self) -> Iterator[sqlite3.Connection]:
        if self.path is None or self.read_only:
            with self._lock:
                self._refuse_when_closed()
                if self.path and not self._writer.is_current():
                    self._use(self._copied(self.path))
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
            except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
                if self.path is None or self.read_only or not is_damage(error):
                    raise
                self._quarantine(self.path)
                return action()
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise MarksError(self._file, _advice(error)) from error

    def _quarantine(self, path: Path) -> None:
        with self._lock:
            aside = quarantine(path, self._is_damaged)
            if aside is not None:
                with closing(self._connected()) as connection:
                    salvage(aside, connection)

    def _is_damaged(self) -> bool:
        try:
            with closing(self._connected()) as connection:
                verify(connection)
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            return is_damage(error)
        return False

    def _first_connection(self) -> _Connection:
        with _closed_on_error(self._writer_or_copy()) as connection:
            if self.path is not None and not is_trusted(self.path):
                verify(connection)
                self._is_verified = True
            return connection

    def _writer_or_copy(self) -> _Connection:
        try:
            return self._new_writer()
        except MarksReadOnlyError as error:
            self.read_only = error
            return self._copied(Path(error.file))

    def _use(self, connection: _Connection) -> None:
        self._writer.close()
        self._writer = connection

    def _new_writer(self) -> _Connection:
        connection = self._connected()
        prepare_tables_of_process(connection)
        return connection

    def _connected(self) -> _Connection:
        if self.path is not None:
            _open_to_writing(self.path)
        with _closed_on_error(_connection(self.path)) as connection:
            if self.path is not None:
                connection.remember(self.path, inode_of, inode_of(self.path))
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            prepare_tables(connection, self._file)
            return connection

    def _copied(self, path: Path) -> _Connection:
        """Return a connection to a copy in memory of the file as it is now."""
        with _closed_on_error(_connection(None)) as connection:
            connection.remember(path, file_state, copy_into(connection, path))
            prepare_tables(connection, self._file)
            return connection

    @property
    def _file(self) -> str:
        return str(self.path) if self.path else "in memory"


class _Connection(sqlite3.Connection):
    """A connection that knows whether its file is still the one that it was."""

    _path: Path | None = None

    def remember(self, path: Path, state_of: Callable[[Path], object], state: object) -> None:
        self._path, self._state_of, self._state = path, state_of, state

    def is_current(self) -> bool:
        """False once the file was set aside, by whomever, or replaced; of a copy, or written."""
        return self._path is None or self._state_of(self._path) == self._state


def _connection(path: Path | None) -> _Connection:
    # Used by one thread at a time, but not always by the same.
    return sqlite3.connect(
        path or ":memory:",
        _PATIENCE,
        isolation_level=None,
        check_same_thread=False,
        factory=_Connection,
    )


@contextmanager
def _closed_on_error(connection: _Connection) -> Iterator[_Connection]:
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


def _open_to_writing(path: Path) -> None:
    """Create the file for the user alone; SQLite gives its companions the same permissions.

    A file that is there is not opened: closing it would take SQLite's locks on it away. Raises
    MarksReadOnlyError when it cannot be written, MarksError when it cannot be made.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    except OSError as error:
        if not os.path.lexists(path):
            reason = (error.strerror or str(error)).lower()
            reason = f"{reason}; check its permissions and its folder"
            raise MarksError(str(path), reason) from error
        # A folder of this name is for SQLite to refuse; Path.is_file may raise.
        reason = reason_not_to_write(path) if os.path.isfile(path) else ""  # noqa: PTH113
        if reason:
            raise MarksReadOnlyError(str(path), reason) from error
