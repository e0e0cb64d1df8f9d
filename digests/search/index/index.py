"""The index on disk: made, changed and opened here, one folder each.

Arrays of damaged files fail in more than a dozen ways, and so may the program. After an exception
that nobody expected all files are read: where one is not as it was written the index is damaged,
and where all are the exception goes up as it is.

Writing many issues: any process calls `prepare(issue)` of prepared.py, which cuts the texts into
terms; one process writes what comes back, in any order. What was written is seen by searches when
the block ends, all or nothing; an exception inside the block leaves the index as it was.

    with index.writer() as writer:
        writer.remove(["0123456789"])       # ids of issues
        writer.add(prepare(issue))          # replaces what the index holds of that issue

Memory stays bounded however much is added. Each block that adds something makes a segment (or a
few), so thousands of items belong into one block. When segments have become too many, the end of
the block merges the smaller ones; its changes are committed before that and are seen meanwhile.
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

    Searching is for any thread. Changing is for one at a time, which the caller sees to. What reads
    or writes raises IndexDamagedError when a file is not as it was written, and CacheError when the
    system refuses to read or write files that are.
    """

    def __init__(self, folder: Path) -> None:
        """Nothing is opened yet: `folder` is looked at when it is needed."""
        self.folder = folder
        """Only its owner may write into it: it holds what the engine unpickles."""
        self._lock = threading.Lock()
        self._snapshot: Snapshot | None = None

    @classmethod
    def create(cls, folder: Path) -> SearchIndex:
        """Make an empty index in `folder`, which must not exist. Raises CacheError."""
        from digests.search.segments.engine_index import create_index

        try:
            folder.mkdir(mode=0o700)
            create_index(folder)
        except OSError as error:
            raise CacheError(str(folder), str(error)) from error
        return cls(folder)

    def generation(self) -> int:
        """Return how many changes were committed. Raises IndexDamagedError."""
        with self._damage_told():
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

        One at a time, as for changing. `wholly` reads all files, some 200 MB a second or more;
        otherwise only those are read whose stamps tell that they were touched or copied.
        """
        try:
            generation = latest_generation(self.folder)
            manifest, is_as_left = check_generation(self.folder, generation, wholly=wholly)
        except (DamagedFileError, OSError) as error:
            raise _damaged(error) from error
        if not is_as_left:
            with suppress(OSError):  # it would have saved time later, no more
                renew_manifest(self.folder, generation, manifest)

    def change(self, put: Sequence[Issue], remove: Sequence[str] = ()) -> None:
        """Add or replace the items of issues and drop those of others, all or nothing.

        Args:
            put: issues; what the index holds of them is replaced.
            remove: ids of issues.

        Raises:
            CacheError: the disk is full or cannot be written; the index is as it was.
            IndexDamagedError: the index must be made anew.
        """
        from digests.search.index.prepared import prepare

        with self.writer() as writer:
            writer.remove(remove)
            for issue in put:
                writer.add(prepare(issue))

    @contextmanager
    def writer(self) -> Iterator[ItemWriter]:
        """Lend a writer for one change of the index, committed at the end of the block.

        Raises CacheError and IndexDamagedError as `change` does, also when the block ends. Any
        other error of the block leaves the index as it was, and is raised.
        """
        with self._damage_told():
            writer = self._bulk_writer()
        try:
            yield ItemWriter(writer, self._damage_told)
        except BaseException:
            with suppress(OSError):  # what went wrong first is told
                writer.cancel()
            raise
        with self._damage_told():
            writer.commit()
            self._merge()

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """Lend what was committed last for one search; others wait meanwhile.

        Raises IndexDamagedError, also for what damage does inside the block, and CacheError. Any
        other error of the block is raised as it is.
        """
        with self._lock, self._damage_told():
            try:
                yield self._current_snapshot()
            except DigestError:
                raise
            except Exception:
                self._snapshot = None
                raise

    def close(self) -> None:
        """Let go of the files. A later search opens them again."""
        with self._lock:
            self._snapshot = None

    def _current_snapshot(self) -> Snapshot:
        """Return the snapshot of what was committed last; making one for each search is slow."""
        attempts = 10
        while True:
            generation = self.generation()
            if self._snapshot is not None and self._snapshot.generation == generation:
                self._snapshot.check()
                return self._snapshot
            try:
                self._snapshot = Snapshot(self.folder, generation)
            except OSError:
                # Another process may have committed, and cleared away, in between.
                attempts -= 1
                if not attempts or self.generation() == generation:
                    raise

    def _bulk_writer(self) -> BulkWriter:
        from digests.search.segments.engine_index import open_writer

        return open_writer(self.folder)

    def _merge(self) -> None:
        """Write segments together while there are too many, or too much in them is removed."""
        from digests.search.segments.merging import worth_merging

        entries = read_manifest(self.folder, self.generation()).segments
        chosen = worth_merging([(entry.items, entry.removed_items) for entry in entries])
        if chosen:
            with self._bulk_writer() as writer:
                writer.join([writer.segments[number] for number in chosen])

    @contextmanager
    def _damage_told(self) -> Iterator[None]:
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
    """Changes the index within one block of `SearchIndex.writer`."""

    def __init__(
        self, writer: BulkWriter, damage_told: Callable[[], AbstractContextManager[None]]
    ) -> None:
        """`SearchIndex.writer` makes it."""
        self._writer = writer
        self._damage_told = damage_told

    def remove(self, issue_ids: Sequence[str]) -> None:
        """Drop the items of issues; unknown ids are fine. Raises IndexDamagedError."""
        with self._damage_told():
            self._writer.remove(issue_ids)

    def add(self, prepared: PreparedItems) -> None:
        """Put the items of an issue in the place of what the index holds of it.

        Raises IndexDamagedError.
        """
        with self._damage_told():
            self._writer.add(prepared)


def _damaged(error: Exception) -> IndexDamagedError:
    return IndexDamagedError(f"{type(error).__name__}: {error}")
