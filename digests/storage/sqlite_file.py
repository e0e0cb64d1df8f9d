"""A file of tables that can be lost: opened, and made anew when damaged or of another version.

A new file is finished before it gets its name, and one process at a time sees to that, so nobody
ever opens half a file. A process that has the old file open notices that its name leads to another
one, and opens that. A damaged file is set aside, with the ending `.damaged`; in place of one that
has vanished, an empty file of that name tells of it. Between changes the file is sealed
(integrity.py).
"""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TypeVar

from digests.errors import CacheError
from digests.storage.cache_folder import PATIENCE, writer_lock
from digests.storage.integrity import PageSeal, Stamp, inode_of, stamp_of
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
    """The file and one connection to it. Every method may be called from any thread."""

    def __init__(self, path: Path, schema: Schema) -> None:
        """Open or create the file `path`. Raises CacheError."""
        self._path = path
        self._schema = schema
        self._lock = threading.RLock()
        self._was_read = False
        """Whether all of it was found right since it was sealed."""
        self._trusted: Stamp | None = None
        self._inode = 0
        self.connection = self._open()

    def close(self) -> None:
        """Let go of the file, which cannot be used afterwards."""
        with self._lock:
            self.connection.close()

    def read(self, action: Callable[[sqlite3.Connection], _T]) -> _T:
        """Run `action`, which changes nothing, once more on a new file if this one is damaged.

        Raises CacheError.
        """
        return self._repeated(lambda: self._read(action))

    def change(self, action: Callable[[sqlite3.Connection], _T]) -> _T:
        """Run `action` in a transaction, once more on a new file if this one is damaged; seal it.

        Raises CacheError, and IndexBusyError when another process keeps changing the file.
        """
        return self._repeated(lambda: self._change(action))

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Lend the connection for one transaction. The caller keeps other processes from writing.

        Afterwards the file has no seal, until `seal` is called. Raises CacheError; a file that
        turns out damaged has been made anew then.
        """
        with self._lock:
            try:
                self._look()
                with self._transaction() as connection:
                    yield connection
                with self._reported():
                    self._seal.relieve(self.connection)
            except _DamagedError:
                self._open_again()
                raise

    def check(self, *, wholly: bool = False) -> bool:
        """Say whether the file is as it was written; else it is made anew. Raises CacheError.

        All of it is read `wholly`, and when that was not done for a week. Of a file that somebody
        died at, only the structure can be checked.
        """
        with self._lock:
            self._was_read = wholly or self._seal.is_due()
            try:
                self._look()
                self._verify()
            except _DamagedError:
                self._open_again()
                return False
            return True

    def seal(self) -> None:
        """Seal the file after changes, and one that was found without a seal that fits it.

        For the one who may write. Raises CacheError.
        """
        with self._lock:
            if self._was_read or not self._seal.is_current():
                with self._reported():
                    self._seal.take_off()
                self._seal.put_on(self.connection, is_read=self._was_read)
                self._was_read = False

    def forget_damage(self) -> None:
        """Remove the damaged file that was set aside."""
        with suppress(OSError):
            self._with_ending(".damaged").unlink(missing_ok=True)

    def _repeated(self, attempt: Callable[[], _T]) -> _T:
        with self._lock:
            try:
                self._look()
                return attempt()
            except _DamagedError:
                self._open_again()
            return attempt()

    def _read(self, action: Callable[[sqlite3.Connection], _T]) -> _T:
        with self._reported():
            return action(self.connection)

    def _change(self, action: Callable[[sqlite3.Connection], _T]) -> _T:
        with writer_lock(self._with_ending(".lock"), PATIENCE):
            self._look()
            try:
                with self._transaction() as connection:
                    return action(connection)
            finally:
                self.seal()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._reported(), self.connection as connection:
            self._seal.take_off()
            connection.execute("BEGIN IMMEDIATE")
            yield connection

    def _look(self) -> None:
        """Raise _DamagedError when the file is another one, or is not as it was sealed."""
        stamp = stamp_of(self._path)
        if stamp != self._trusted:
            if stamp is None or stamp.inode != self._inode or not self._seal.is_whole():
                raise self._damaged()
            self._trusted = stamp

    def _verify(self) -> None:
        if self._seal.is_there():
            is_whole = self._seal.is_whole(wholly=self._was_read)
        else:
            found = self._read(lambda c: c.execute("PRAGMA integrity_check(1)").fetchall())
            is_whole = found == [("ok",)]
        if not is_whole:
            raise self._damaged()

    def _open(self) -> sqlite3.Connection:
        """Open the file, or a new one in place of what is no good."""
        self._seal = PageSeal(self._path)
        self._trusted = None
        self._inode = inode_of(self._path)
        is_damaged = False
        try:
            connection = self._good_connection()
            if connection is not None:
                return connection
        except _DamagedError:
            is_damaged = True
        self._begin_anew(is_damaged=is_damaged)
        self._inode = inode_of(self._path)
        with self._reported():
            return connect(self._path)[0]

    def _good_connection(self) -> sqlite3.Connection | None:
        """Return None when there is no file, or one of another version."""
        if not self._seal.is_whole():
            raise self._damaged()
        if not self._inode:
            return None
        with self._reported():
            connection, version = connect(self._path)
        if version == self._schema.version:
            return connection
        connection.close()
        return None

    def _open_again(self) -> None:
        self.connection.close()
        self._begin_anew(is_damaged=True)
        self.connection = self._open()

    def _begin_anew(self, *, is_damaged: bool) -> None:
        """Put a new file in the place of the one that was opened, unless another process has."""
        with writer_lock(self._with_ending(".lock"), PATIENCE), self._reported():
            if inode_of(self._path) in (0, self._inode):
                self._seal.take_off()
                new = self._with_ending(".new")
                create(new, self._schema, is_damaged=is_damaged)
                if is_damaged:
                    self._set_aside()
                # A log of the old file would be taken for one of the new file.
                remove_logs(self._path)
                new.replace(self._path)

    def _set_aside(self) -> None:
        damaged = self._with_ending(".damaged")
        damaged.touch()
        with suppress(FileNotFoundError):
            self._path.replace(damaged)

    @contextmanager
    def _reported(self) -> Iterator[None]:
        """Raise _DamagedError when the content of the file is to blame, else CacheError."""
        try:
            yield
        except (OSError, sqlite3.DatabaseError, UnicodeDecodeError, DamagedRowError) as error:
            if is_damage(error):
                raise self._damaged() from error
            raise CacheError(str(self._path.parent), str(error)) from error

    def _damaged(self) -> _DamagedError:
        return _DamagedError(str(self._path.parent), f"{self._path.name} is not as it was written")

    def _with_ending(self, ending: str) -> Path:
        return self._path.with_suffix(ending)


class _DamagedError(CacheError):
    """The file is to be made anew."""
