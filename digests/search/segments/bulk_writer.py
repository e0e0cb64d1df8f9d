"""The engine's writer, with arrays instead of its pool: no Python code runs per posting."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from whoosh.writing import SegmentWriter

from digests.search.index.fields import PREFIX_FIELD, WEIGHTED_FIELD
from digests.search.segments.codec import ArrayCodec, ArraySegment
from digests.search.segments.columns import packed
from digests.search.segments.inversion import TermPool
from digests.search.segments.manifest import Manifest, clear_older, seals_of, write_manifest
from digests.search.segments.merging import merge_into
from digests.search.segments.prefix_lists import Prefix, frequent_prefixes, prefix_lists
from digests.search.segments.segment_files import SegmentFiles, file_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray
    from whoosh.index import FileIndex

    from digests.search.index.arrays import np
    from digests.search.index.prepared import PreparedItems
    from digests.search.segments.inversion import InvertedField
    from digests.search.segments.manifest import Seal

MOST_PAIRS = 6_000_000
"""Pairs of term and item after which a segment is written: they take some 200 MB at the peak."""


class BulkWriter(SegmentWriter):
    """Adds and removes whole issues; `commit` applies the changes, `cancel` drops them."""

    segments: list[ArraySegment]

    def __init__(self, index: FileIndex, known: Mapping[str, Seal]) -> None:
        """Take the engine's lock on `index`, which `commit` and `cancel` release.

        `known` are the seals of files of the index that still match them.
        """
        try:
            super().__init__(index, codec=ArrayCodec(), compound=False)
        except BaseException:
            # The engine has the lock when it finds that the disk is full.
            if self.writelock is not None and self.writelock.locked:
                self.writelock.release()
            raise
        self.pool = TermPool()
        self._finished: list[ArraySegment] = []
        self._added_here: dict[str, tuple[ArraySegment, int, int]] = {}
        self._opened: dict[str, SegmentFiles] = {}
        self._known = known

    def add(self, prepared: PreparedItems) -> None:
        """Add the items of an issue, replacing those in the index."""
        self.remove([prepared.issue_id])
        if self.pool.pairs > MOST_PAIRS:
            self._begin_segment()
        self.pool.add(prepared, first_item=self.docnum, issue=self.perdocwriter.issues)
        self.perdocwriter.add_issue(prepared.issue, prepared.items, prepared.passages)
        self.perdocwriter.add_items(
            packed(prepared.stored),
            packed(prepared.addresses),
            prepared.keys,
            prepared.parts,
            prepared.sites,
            prepared.sections,
        )
        start, self.docnum = self.docnum, self.docnum + prepared.items
        self._added_here[prepared.issue_id] = self.newsegment, start, self.docnum
        self._added = True

    def remove(self, issue_ids: Sequence[str]) -> None:
        """Remove the items of issues; unknown ids are ignored."""
        for issue_id in issue_ids:
            if issue_id in self._added_here:
                segment, start, stop = self._added_here.pop(issue_id)
                segment.set_doc_count(max(segment.doc_count_all(), stop))
                segment.remove(start, stop)
            for segment in self.segments:
                for start, stop in self._files(segment).items_of(issue_id):
                    segment.remove(start, stop)

    def join(self, chosen: Sequence[ArraySegment]) -> None:
        """Merge some segments into a new one, without removed items."""
        sources = [(self._files(segment), segment.removed()) for segment in chosen]
        merge_into(self.perdocwriter, self.fieldwriter, sources)
        self.docnum = self.perdocwriter.items
        self._added = self.docnum > 0
        self.segments = [segment for segment in self.segments if segment not in chosen]

    def _files(self, segment: ArraySegment) -> SegmentFiles:
        name = segment.segment_id()
        if name not in self._opened:
            self._opened[name] = SegmentFiles(self._folder, name)
        return self._opened[name]

    @property
    def _folder(self) -> Path:
        return Path(self.storage.folder)

    def _begin_segment(self) -> None:
        """Write what was collected as a segment of this commit, and begin the next."""
        self._finalize_segment()
        self._finished.append(self.newsegment)
        self.newsegment = self.codec.new_segment(self.storage, self.indexname)
        self.perdocwriter = self.codec.per_document_writer(self.storage, self.newsegment)
        self.fieldwriter = self.codec.field_writer(self.storage, self.newsegment)
        self.pool = TermPool()
        self.docnum = 0
        self._added = False

    def _flush_segment(self) -> None:
        if self.fieldwriter.is_closed:  # after a merge
            return
        columns = self.perdocwriter
        columns.close()
        self.fieldwriter.begin(items=columns.items, issues=columns.issues)
        for field in self.pool.inverted():
            self.fieldwriter.add(*field)
            if field.field == WEIGHTED_FIELD:
                words = field
        for prefix in _prefix_lists(words, columns.items):
            self.fieldwriter.add(PREFIX_FIELD, *prefix)
        self.fieldwriter.close()

    def _close_segment(self) -> None:
        for writer in (self.perdocwriter, self.fieldwriter):
            if not writer.is_closed:
                writer.discard()
        self.pool.cleanup()
        self._opened.clear()

    def _merge_segments(self, *_options: object) -> list[ArraySegment]:
        """Return all segments: the engine calls it at each commit, and nothing is merged here."""
        return [*self.segments, *self._finished]

    def _commit_toc(self, segments: Sequence[ArraySegment]) -> None:
        kept = [segment for segment in segments if segment.doc_count()]
        names = [name for segment in kept for name in file_names(segment.segment_id())]
        manifest = Manifest(
            tuple(segment.entry() for segment in kept), seals_of(self._folder, names, self._known)
        )
        write_manifest(self._folder, self.generation, manifest)
        super()._commit_toc(kept)
        clear_older(self._folder, self.generation)


def _prefix_lists(
    field: InvertedField, items: int
) -> Iterator[tuple[list[bytes], NDArray[np.int64], NDArray[np.uint32]]]:
    texts = [term.decode("utf-8", "surrogatepass") for term in field.terms]

    def numbers_of(prefix: Prefix) -> NDArray[np.uint32]:
        return field.numbers[field.starts[prefix.first] : field.starts[prefix.end]]

    return prefix_lists(frequent_prefixes(texts, field.starts), numbers_of, items)
