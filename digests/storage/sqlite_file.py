"""A SQLite file that is a cache: opened, and replaced when damaged or of another version.

A new file is completed before it gets its name, under a lock, so nobody ever opens half a file. A
process that has the old file open notices that the name leads to another file, and opens that. A
damaged file is quarantined: renamed to the ending `.damaged`. If the file has vanished, an empty
file of that name is the record. Between changes the file has checksums (integrity.py).
"""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TypeVar

from digests.errors import CacheError
from digests.storage.cache_folder import LOCK_TIMEOUT, writer_lock
from digests.storage.integrity import Checksums, Stamp, inode_of, stamp_of
from digests.storage.sqlite_connection import (
    DamagedRowError,
    Schema,
    connect,
    create,
    is_damage,
    remove_logs,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_T = TypeVar("_T")


class SqliteFile:
    """A file and one connection to it. Every method may be called from any thread."""

    def __init__(self, path: Path, schema: Schema) -> None:
        """Open or create the file `path`. Raises CacheError."""
        self._path = path
        self._schema = schema
        self._lock = threading.RLock()
        self._is_verified = False
        """Whether all of it was checked since its checksums were recorded."""
        self._trusted: Stamp | None = None
        self._inode = 0
        self.connection = self._open()

    def close(self) -> None:
        """Close the file. It cannot be used afterwards."""
        with self._lock:
            self.connection.close()

    def read(self, action: Callable[[sqlite3.Connection], _T]) -> _T:
        """Run `action`, which changes nothing; again on a new file if this one is damaged.

        Raises CacheError.
        """
        return self._retried(lambda: self._read(action))

    def change(self, action: Callable[[sqlite3.Connection], _T]) -> _T:
        """Run `action` in a transaction; again on a new file if this one is damaged.

        Checksums are recorded afterwards. Raises CacheError, and IndexBusyError when another
        process keeps changing the file.
        """
        return self._retried(lambda: self._change(action))

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Lend the connection for one transaction. The caller keeps other processes from writing.

        Afterwards the file has no checksums until `record_checksums` is called. Raises CacheError;
        a file that turns out damaged has been replaced then.
        """
        with self._lock:
            try:
                self._check_stamp()
                with self._transaction() as connection:
                    yield connection
                with self._translated_errors():
                    self._checksums.checkpoint(self.connection)
            except _DamagedError:
                self._reopen_new()
                raise

    def check(self, *, read_all: bool = False) -> bool:
        """Return whether the file is as it was written; if not, replace it. Raises CacheError.

        All of it is read with `read_all`, and once a week. Of a file whose writer died, only the
        structure can be checked.
        """
        with self._lock:
            self._is_verified = read_all or self._checksums.is_full_check_due()
            try:
                self._check_stamp()
                self._verify()
            except _DamagedError:
                self._reopen_new()
                return False
            return True

    def record_checksums(self) -> None:
        """Record checksums after changes, and for a file that was found without current ones.

        The caller keeps other processes from writing. Raises CacheError.
        """
        with self._lock:
            if self._is_verified or not self._checksums.are_current():
                with self._translated_errors():
                    self._checksums.clear()
                self._checksums.record(self.connection, is_verified=self._is_verified)
                self._is_verified = False

    def delete_quarantined(self) -> None:
        """Remove the quarantined file."""
        with suppress(OSError):
            self._sibling(".damaged").unlink(missing_ok=True)

    def _retried(self, attempt: Callable[[], _T]) -> _T:
        with self._lock:
            try:
                self._check_stamp()
                return attempt()
            except _DamagedError:
                self._reopen_new()
            return attempt()

    def _read(self, action: Callable[[sqlite3.Connection], _T]) -> _T:
        with self._translated_errors():
            return action(self.connection)

    def _change(self, action: Callable[[sqlite3.Connection], _T]) -> _T:
        with writer_lock(self._sibling(".lock"), LOCK_TIMEOUT):
            self._check_stamp()
            try:
                with self._transaction() as connection:
                    return action(connection)
            finally:
                self.record_checksums()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._translated_errors(), self.connection as connection:
            self._checksums.clear()
            connection.execute("BEGIN IMMEDIATE")
            yield connection

    def _check_stamp(self) -> None:
        """Raise _DamagedError when the file was replaced or does not match its checksums."""
        stamp = stamp_of(self._path)
        if stamp != self._trusted:
            if stamp is None or stamp.inode != self._inode or not self._checksums.match_file():
                raise self._damaged()
            self._trusted = stamp

    def _verify(self) -> None:
        if self._checksums.exist():
            is_intact = self._checksums.match_file(read_all=self._is_verified)
        else:
            rows = self._read(lambda c: c.execute("PRAGMA integrity_check(1)").fetchall())
            is_intact = rows == [("ok",)]
        if not is_intact:
            raise self._damaged()

    def _open(self) -> sqlite3.Connection:
        """Open the file, or a new one in place of an unusable one."""
        self._checksums = Checksums(self._path)
        self._trusted = None
        self._inode = inode_of(self._path)
        is_damaged = False
        try:
            connection = self._usable_connection()
            if connection is not None:
                return connection
        except _DamagedError:
            is_damaged = True
        self._reset(is_damaged=is_damaged)
        self._inode = inode_of(self._path)
        with self._translated_errors():
            return connect(self._path)[0]

    def _usable_connection(self) -> sqlite3.Connection | None:
        """Return None when the file is missing or of another version."""
        if not self._checksums.match_file():
            raise self._damaged()
        if not self._inode:
            return None
        with self._translated_errors():
            connection, version = connect(self._path)
        if version == self._schema.version:
            return connection
        connection.close()
        return None

    def _reopen_new(self) -> None:
        self.connection.close()
        self._reset(is_damaged=True)
        self.connection = self._open()

    def _reset(self, *, is_damaged: bool) -> None:
        """Replace the file that was opened with a new one, unless another process has done so."""
        with writer_lock(self._sibling(".lock"), LOCK_TIMEOUT), self._translated_errors():
            if inode_of(self._path) in (0, self._inode):
                self._checksums.clear()
                new = self._sibling(".new")
                older = self._path if self._inode and not is_damaged else None
                create(new, self._schema, is_damaged=is_damaged, older=older)
                if is_damaged:
                    self._quarantine()
                # SQLite would apply a log of the old file to the new one.
                remove_logs(self._path)
                new.replace(self._path)

    def _quarantine(self) -> None:
        damaged = self._sibling(".damaged")
        damaged.touch()
        with suppress(FileNotFoundError):
            self._path.replace(damaged)

    @contextmanager
    def _translated_errors(self) -> Iterator[None]:
        """Raise _DamagedError for errors that the file's content causes, CacheError for others."""
        try:
            yield
        except (OSError, sqlite3.DatabaseError, UnicodeDecodeError, DamagedRowError) as error:
            if is_damage(error):
                raise self._damaged() from error
            raise CacheError(str(self._path.parent), str(error)) from error

    def _damaged(self) -> _DamagedError:
        return _DamagedError(str(self._path.parent), f"{self._path.name} is not as it was written")

    def _sibling(self, ending: str) -> Path:
        return self._path.with_suffix(ending)


class _DamagedError(CacheError):
    """The file must be replaced."""
