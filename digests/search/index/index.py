"""The index on disk: creating, changing and opening it. Each index has a folder of its own.

Damaged files cause more than a dozen kinds of exceptions in arrays, and so may a bug. After an
unexpected exception all files are verified: if one is not as it was written the index is damaged,
otherwise the exception propagates unchanged.

To write many issues, any process calls `prepare(issue)`, which splits the texts into terms, and one
process writes the results, in any order. Searches see the changes when the block ends, all or
nothing; an exception inside the block leaves the index unchanged.

    with index.writer() as writer:
        writer.remove(["0123456789"])       # ids of issues
        writer.add(prepare(issue))          # replaces what the index has of that issue

Memory is bounded however much is added. Each block that adds something makes one segment or a few,
so thousands of items belong in one block. If there are too many segments, the end of the block
merges the smaller ones; its changes are committed before and visible meanwhile.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from digests.errors import CacheError, DigestError, IndexDamagedError
from digests.search.index.snapshot import Snapshot
from digests.search.segments.array_file import DamagedFileError
from digests.search.segments.manifest import read_manifest, renew_manifest
from digests.search.segments.table_of_contents import check_generation, latest_generation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from digests.model.issue import Issue
    from digests.search.index.prepared import PreparedItems
    from digests.search.segments.bulk_writer import BulkWriter


class SearchIndex:
    """An index of items in a folder of its own.

    Any thread may search. Only one at a time may change the index, which the caller ensures.
    Methods that read or write raise IndexDamagedError when a file is not as it was written, and
    CacheError when the files are whole and the system refuses to read or write them.
    """

    def __init__(self, folder: Path) -> None:
        """Open nothing yet: `folder` is read when it is needed."""
        self.folder = folder
        """Only its owner may write into it: it has files that the engine unpickles."""
        self._lock = threading.Lock()
        self._snapshot: Snapshot | None = None

    @classmethod
    def create(cls, folder: Path) -> SearchIndex:
        """Create an empty index in `folder`, which must not exist. Raises CacheError."""
        from digests.search.segments.engine_index import create_index

        try:
            folder.mkdir(mode=0o700)
            create_index(folder)
        except OSError as error:
            raise CacheError(str(folder), str(error)) from error
        return cls(folder)

    def generation(self) -> int:
        """Return the number of committed changes. Raises IndexDamagedError."""
        with self._damage_as_error():
            generation = latest_generation(self.folder)
            if generation < 0:
                raise FileNotFoundError(self.folder)
            return generation

    def check(self) -> None:
        """Raise IndexDamagedError when the index cannot be opened."""
        with self.snapshot():
            pass

    def verify(self, *, wholly: bool = False) -> None:
        """Raise IndexDamagedError when a file of the index is not as it was written.

        For one thread at a time, as for changes. `wholly` reads all files, at 200 MB a second or
        more; otherwise only those are read whose stamps show that they were touched or copied.
        """
        try:
            generation = latest_generation(self.folder)
            manifest, has_same_stamps = check_generation(self.folder, generation, wholly=wholly)
        except (DamagedFileError, OSError) as error:
            raise _damaged(error) from error
        if not has_same_stamps:
            with suppress(OSError):  # new stamps only save time later
                renew_manifest(self.folder, generation, manifest)

    def change(self, put: Sequence[Issue], remove: Sequence[str] = ()) -> None:
        """Add or replace the items of issues and remove those of others, all or nothing.

        Args:
            put: issues; what the index has of them is replaced.
            remove: ids of issues.

        Raises:
            CacheError: the disk is full or cannot be written; the index is unchanged.
            IndexDamagedError: the index must be rebuilt.
        """
        from digests.search.index.prepared import prepare

        with self.writer() as writer:
            writer.remove(remove)
            for issue in put:
                writer.add(prepare(issue))

    @contextmanager
    def writer(self) -> Iterator[ItemWriter]:
        """Yield a writer for one change of the index, committed at the end of the block.

        Raises CacheError and IndexDamagedError as `change` does, also when the block ends. Any
        other exception of the block leaves the index unchanged and propagates.
        """
        with self._damage_as_error():
            writer = self._bulk_writer()
        try:
            yield ItemWriter(writer, self._damage_as_error)
        except BaseException:
            with suppress(OSError):  # what went wrong first is told
                writer.cancel()
            raise
        with self._damage_as_error():
            writer.commit()
            self._merge()

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """Yield the latest snapshot for one search; other threads wait until the block ends.

        Raises IndexDamagedError, also when damage causes an exception inside the block, and
        CacheError. Any other exception of the block propagates.
        """
        with self._lock, self._damage_as_error():
            try:
                current = self._current_snapshot()
                yield current
                current.free_memory()
            except DigestError:
                raise
            except Exception:
                self._snapshot = None
                raise

    def close(self) -> None:
        """Release the files. A later search opens them again."""
        with self._lock:
            self._snapshot = None

    def _current_snapshot(self) -> Snapshot:
        """Return the cached snapshot if it is of the latest generation, else open a new one."""
        attempts = 10
        while True:
            generation = self.generation()
            if self._snapshot is not None and self._snapshot.generation == generation:
                self._snapshot.check()
                return self._snapshot
            try:
                self._snapshot = Snapshot(self.folder, generation)
            except OSError:
                # Another process may have committed and removed old files in between.
                attempts -= 1
                if not attempts or self.generation() == generation:
                    raise

    def _bulk_writer(self) -> BulkWriter:
        from digests.search.segments.engine_index import open_writer

        return open_writer(self.folder)

    def _merge(self) -> None:
        """Merge segments if there are too many, or too many of their items are removed."""
        from digests.search.segments.merging import worth_merging

        entries = read_manifest(self.folder, self.generation()).segments
        chosen = worth_merging([(entry.items, entry.removed_items) for entry in entries])
        if chosen:
            with self._bulk_writer() as writer:
                writer.join([writer.segments[number] for number in chosen])

    @contextmanager
    def _damage_as_error(self) -> Iterator[None]:
        """Raise what damage does to the block as IndexDamagedError, and mistakes as they are."""
        try:
            yield
        except DigestError:
            raise
        except DamagedFileError as error:
            raise _damaged(error) from error
        except Exception as error:
            if self._find_damage() is not None:
                raise _damaged(error) from error
            if isinstance(error, OSError):
                raise CacheError(str(self.folder), str(error)) from error
            raise

    def _find_damage(self) -> Exception | None:
        """Read all files, and return how one of them is not as it was written."""
        try:
            generation = latest_generation(self.folder)
        except OSError as error:
            return error
        try:
            check_generation(self.folder, generation, wholly=True)
        except (DamagedFileError, OSError) as error:
            # Another process may have committed, and cleared away, in between.
            with suppress(OSError):
                if latest_generation(self.folder) != generation:
                    return self._find_damage()
            return error
        return None


class ItemWriter:
    """Changes the index within one block of `SearchIndex.writer`, which creates it."""

    def __init__(
        self, writer: BulkWriter, damage_as_error: Callable[[], AbstractContextManager[None]]
    ) -> None:
        """The caller commits or cancels `writer`."""
        self._writer = writer
        self._damage_as_error = damage_as_error

    def remove(self, issue_ids: Sequence[str]) -> None:
        """Remove the items of issues; unknown ids are ignored. Raises IndexDamagedError."""
        with self._damage_as_error():
            self._writer.remove(issue_ids)

    def add(self, prepared: PreparedItems) -> None:
        """Add the items of an issue, replacing those in the index. Raises IndexDamagedError."""
        with self._damage_as_error():
            self._writer.add(prepared)


def _damaged(error: Exception) -> IndexDamagedError:
    return IndexDamagedError(f"{type(error).__name__}: {error}")
