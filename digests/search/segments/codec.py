"""The engine's codec and segment, with arrays instead of its own formats.

The engine only writes. Reading does not go through it, so the codec has no readers.
"""

# ruff: noqa: D102, ARG002 - the engine defines these methods and their parameters

from __future__ import annotations

from bisect import bisect_right
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from whoosh.codec.base import Codec
from whoosh.codec.whoosh3 import W3Segment

from digests.search.segments.array_file import ArrayFileWriter
from digests.search.segments.columns import ColumnWriter
from digests.search.segments.manifest import SegmentEntry
from digests.search.segments.segment_files import ITEMS_EXT, TERMS_EXT
from digests.search.segments.term_lists import TermListWriter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whoosh.filedb.filestore import FileStorage


class ArraySegment(W3Segment):
    """A segment; the table of contents, a pickle, has only plain values of it."""

    def __init__(self, codec: ArrayCodec, indexname: str) -> None:
        super().__init__(codec, indexname)
        self._removed: list[tuple[int, int]] = []

    def remove(self, start: int, stop: int) -> None:
        """Mark items from `start` to before `stop` as removed, unless they are."""
        if stop > start and not self.is_deleted(start):
            self._removed = sorted([*self._removed, (start, stop)])

    def removed(self) -> tuple[tuple[int, int], ...]:
        """Return the ranges of removed items, ends exclusive, ascending and disjoint."""
        return tuple(self._removed)

    def entry(self) -> SegmentEntry:
        """Return the segment's entry in a manifest."""
        return SegmentEntry(self.segment_id(), self.doc_count_all(), self.removed())

    def __getstate__(self) -> dict[str, object]:
        return self.entry()._asdict()

    def __setstate__(self, state: dict[str, Any]) -> None:
        indexname, _, segid = state["name"].rpartition("_")
        W3Segment.__init__(self, ArrayCodec(), indexname, state["items"], segid)
        self._removed = list(state["removed"])

    def deleted_count(self) -> int:
        return sum(stop - start for start, stop in self._removed)

    def deleted_docs(self) -> Iterator[int]:
        return chain.from_iterable(range(start, stop) for start, stop in self._removed)

    def is_deleted(self, docnum: int) -> bool:
        before = bisect_right(self._removed, docnum, key=itemgetter(0))
        return before > 0 and docnum < self._removed[before - 1][1]


class ArrayCodec(Codec):
    """The engine's codec whose postings, terms and columns are arrays."""

    length_stats = False

    def per_document_writer(self, storage: FileStorage, segment: ArraySegment) -> ColumnWriter:
        return ColumnWriter(ArrayFileWriter(segment.create_file(storage, ITEMS_EXT)))

    def field_writer(self, storage: FileStorage, segment: ArraySegment) -> TermListWriter:
        return TermListWriter(ArrayFileWriter(segment.create_file(storage, TERMS_EXT)))

    def new_segment(self, storage: FileStorage, indexname: str) -> ArraySegment:
        return ArraySegment(self, indexname)
