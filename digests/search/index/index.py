"""The index on disk: made, changed and opened here, one folder each.

Anything that goes wrong while reading means that the index is damaged: more than a dozen kinds of
exception were seen on damaged files. What is found in a damaged index is not trusted to be right.

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
from digests.search.segments.manifest import check_files, read_manifest, renew_manifest
from digests.search.segments.table_of_contents import latest_generation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from digests.model.issue import Issue
    from digests.search.index.prepared import PreparedItems
    from digests.search.segments.bulk_writer import BulkWriter


class SearchIndex:
    """An index of items in a folder of its own.

    Searching is for any thread. Changing is for one at a time, which the caller sees to.
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
        with _damage_is_told():
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
        with _damage_is_told():
            generation = self.generation()
            manifest = read_manifest(self.folder, generation)
            if not check_files(self.folder, manifest.files, wholly=wholly):
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
        with self._full_disk_is_told():
            with _damage_is_told():
                writer = self._bulk_writer()
            try:
                yield ItemWriter(writer)
            except BaseException:
                writer.cancel()
                raise
            with _damage_is_told():
                writer.commit()
                self._merge()

    @contextmanager
    def _full_disk_is_told(self) -> Iterator[None]:
        try:
            yield
        except IndexDamagedError as error:
            if isinstance(error.__cause__, OSError) and self._is_whole():
                raise CacheError(str(self.folder), str(error.__cause__)) from error
            raise

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """Lend what was committed last for one search; others wait meanwhile.

        Raises IndexDamagedError, also for whatever goes wrong inside the block.
        """
        with self._lock, _damage_is_told():
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

    def _is_whole(self) -> bool:
        try:
            self.check()
        except IndexDamagedError:
            return False
        return True


class ItemWriter:
    """Changes the index within one block of `SearchIndex.writer`."""

    def __init__(self, writer: BulkWriter) -> None:
        """`SearchIndex.writer` makes it."""
        self._writer = writer

    def remove(self, issue_ids: Sequence[str]) -> None:
        """Drop the items of issues; unknown ids are fine. Raises IndexDamagedError."""
        with _damage_is_told():
            self._writer.remove(issue_ids)

    def add(self, prepared: PreparedItems) -> None:
        """Put the items of an issue in the place of what the index holds of it.

        Raises IndexDamagedError.
        """
        with _damage_is_told():
            self._writer.add(prepared)


@contextmanager
def _damage_is_told() -> Iterator[None]:
    try:
        yield
    except DigestError:
        raise
    except Exception as error:
        raise IndexDamagedError(f"{type(error).__name__}: {error}") from error
