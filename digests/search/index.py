"""The index on disk: made, changed and opened here, one folder each.

Anything that goes wrong while reading means that the index is damaged: more than a dozen kinds of
exception were seen on damaged files. A searcher serves one call and one thread;
`Searcher.refresh()` is not used because it brings back deleted items.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from whoosh import index as whoosh_index
from whoosh.query import Or, Term
from whoosh.scoring import BM25F
from whoosh.searching import Searcher

from digests.errors import CacheError, DigestError, IndexDamagedError
from digests.search.schema import indexed_fields, schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from whoosh.index import FileIndex
    from whoosh.reading import IndexReader
    from whoosh.scoring import WeightingModel
    from whoosh.writing import SegmentWriter

    from digests.model import Issue

_MEMORY = 64
"""Megabytes of postings that a writer keeps before it uses temporary files."""


class SearchIndex:
    """An index of items in a folder of its own.

    Searching is for any thread. Changing is for one at a time, which the caller sees to.
    """

    def __init__(self, folder: Path) -> None:
        """Nothing is opened yet: `folder` is looked at when it is needed."""
        self._folder = folder
        self._lock = threading.Lock()
        self._reader: tuple[int, IndexReader] | None = None

    @classmethod
    def create(cls, folder: Path) -> SearchIndex:
        """Make an empty index in `folder`, which must not exist. Raises CacheError."""
        try:
            folder.mkdir(mode=0o700)
            whoosh_index.create_in(str(folder), schema()).close()
        except OSError as error:
            raise CacheError(str(folder), str(error)) from error
        return cls(folder)

    def generation(self) -> int:
        """Return how many changes were committed. Raises IndexDamagedError."""
        with _damage_is_told():
            opened = self._open()
            return int(opened.latest_generation())

    def check(self) -> None:
        """Raise IndexDamagedError when the index cannot be opened."""
        with self.searcher() as searcher:
            searcher.doc_count()

    def change(self, put: Sequence[Issue], remove: Sequence[str] = ()) -> None:
        """Add or replace the items of issues and drop those of others, all or nothing.

        Args:
            put: issues; what the index holds of them is replaced.
            remove: ids of issues.

        Raises:
            CacheError: the disk is full or cannot be written; the index is as it was.
            IndexDamagedError: the index must be made anew.
        """
        try:
            with _damage_is_told():
                writer = self._open().writer(limitmb=_MEMORY, compound=False)
                with writer:
                    _delete(writer, [issue.id for issue in put] + list(remove))
                    for issue in put:
                        for item in issue.items:
                            writer.add_document(**indexed_fields(issue, item))
        except IndexDamagedError as error:
            if isinstance(error.__cause__, OSError) and self._is_whole():
                raise CacheError(str(self._folder), str(error.__cause__)) from error
            raise

    @contextmanager
    def searcher(self, weighting: WeightingModel | None = None) -> Iterator[Searcher]:
        """Lend a searcher for one search; others wait meanwhile. Raises IndexDamagedError."""
        with self._lock, _damage_is_told():
            try:
                yield Searcher(self._current_reader(), weighting or BM25F(), closereader=False)
            except Exception:
                self._close_reader()
                raise

    def close(self) -> None:
        """Let go of the files. A later search opens them again."""
        with self._lock:
            self._close_reader()

    def _current_reader(self) -> IndexReader:
        """Return a reader of what was committed last; opening one for each search is slow."""
        opened = self._open()
        generation = opened.latest_generation()
        if self._reader is None or self._reader[0] != generation:
            self._close_reader()
            self._reader = generation, opened.reader()
        return self._reader[1]

    def _close_reader(self) -> None:
        if self._reader is not None:
            self._reader[1].close()
            self._reader = None

    def _open(self) -> FileIndex:
        return whoosh_index.open_dir(str(self._folder))

    def _is_whole(self) -> bool:
        try:
            self.check()
        except IndexDamagedError:
            return False
        return True


def _delete(writer: SegmentWriter, issue_ids: Sequence[str]) -> None:
    if issue_ids:
        writer.delete_by_query(Or([Term("issue", issue_id) for issue_id in issue_ids]))


@contextmanager
def _damage_is_told() -> Iterator[None]:
    try:
        yield
    except DigestError:
        raise
    except Exception as error:
        raise IndexDamagedError(f"{type(error).__name__}: {error}") from error
