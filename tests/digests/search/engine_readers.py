"""The engine's own reading interface over our arrays, so that its searcher can answer too."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from whoosh.codec.base import FieldCursor, PerDocumentReader, TermsReader
from whoosh.columns import ColumnReader
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound

from digests.search.index.arrays import np
from digests.search.index.bm25f import LEVELS
from digests.search.index.fields import ISSUE_FIELDS, WEIGHTED_FIELD
from digests.search.segments.codec import ArrayCodec, ArraySegment
from digests.search.segments.segment_files import SegmentFiles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from whoosh.fields import FieldType
    from whoosh.filedb.filestore import FileStorage
    from whoosh.formats import Format
    from whoosh.matching import Matcher
    from whoosh.scoring import BaseScorer

    _Term = tuple[str, bytes]


class ReadableCodec(ArrayCodec):
    """Our codec with the readers that the library does without."""

    def per_document_reader(self, storage: FileStorage, segment: ArraySegment) -> ItemReader:
        return ItemReader(_files(storage, segment), segment)

    def terms_reader(self, storage: FileStorage, segment: ArraySegment) -> TermReader:
        return TermReader(_files(storage, segment))


def _files(storage: FileStorage, segment: ArraySegment) -> SegmentFiles:
    return SegmentFiles(Path(storage.folder), segment.segment_id())


def postings(
    files: SegmentFiles, field: str, term: bytes
) -> tuple[NDArray[Any], NDArray[np.float64]]:
    """Return the items that hold a term, ascending, and its weight in each, from 0 to 1."""
    number = files.terms.find(field, term)
    if number is None:
        raise TermNotFound(f"{field}:{term!r}")
    found = files.terms.lists(field).one(number)
    if field in ISSUE_FIELDS:
        starts = files.columns.issue_starts
        found = np.concatenate([np.arange(starts[n], starts[n + 1]) for n in found.tolist()])
    if field == WEIGHTED_FIELD:
        return found, files.terms.impacts(number, number + 1) / LEVELS
    return found, np.ones(len(found))


class TermReader(TermsReader):
    """The terms of a segment."""

    def __init__(self, files: SegmentFiles) -> None:
        self._files = files
        self._terms = files.terms

    def __contains__(self, term: _Term) -> bool:
        return self._terms.find(*term) is not None

    def indexed_field_names(self) -> tuple[str, ...]:
        return self._terms.fields()

    def cursor(self, fieldname: str, fieldobj: FieldType) -> TermCursor:
        return TermCursor(self, fieldname, fieldobj)

    def terms(self) -> Iterator[_Term]:
        for field in self._terms.fields():
            yield from self.terms_from(field, b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[_Term]:
        for number in range(
            self._terms.closest(fieldname, prefix), self._terms.range_of(fieldname)[1]
        ):
            yield fieldname, self._terms.term(number)

    def items(self) -> Iterator[tuple[_Term, TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[_Term, TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        items, weights = postings(self._files, fieldname, text)
        return TermInfo(
            weight=float(weights.sum()),
            df=len(items),
            minlength=1,
            maxlength=1,
            maxweight=float(weights.max(initial=0)),
            minid=int(items[0]),
            maxid=int(items[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        return self._known(fieldname, text).weight()

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        return self._known(fieldname, text).doc_frequency()

    def _known(self, fieldname: str, text: bytes) -> TermInfo:
        """Return what is known of a term; here the engine expects another error when it is not."""
        try:
            return self.term_info(fieldname, text)
        except TermNotFound as error:
            raise KeyError((fieldname, text)) from error

    def matcher(
        self,
        fieldname: str,
        text: bytes,
        format_: Format | None,
        scorer: BaseScorer | None = None,
    ) -> Matcher:
        known = self.term_info(fieldname, text)
        items, weights = postings(self._files, fieldname, text)
        return ListMatcher(
            items.tolist(),
            weights.tolist(),
            format=format_,
            scorer=scorer,
            term=(fieldname, text),
            terminfo=known,
        )


class TermCursor(FieldCursor):
    """Walks through the terms of one field."""

    def __init__(self, reader: TermReader, field: str, kind: FieldType) -> None:
        self._reader = reader
        self._field = field
        self._kind = kind
        self.first()

    def first(self) -> str | None:
        return self.find(b"")

    def find(self, term: bytes | str) -> str | None:
        start = term if isinstance(term, bytes) else self._kind.to_bytes(term)
        self._later = self._reader.terms_from(self._field, start)
        return self.next()

    def next(self) -> str | None:
        self._term = next(self._later, None)
        return self.text()

    def text(self) -> str | None:
        return None if self._term is None else self._kind.from_bytes(self._term[1])

    def term_info(self) -> TermInfo | None:
        return None if self._term is None else self._reader.term_info(*self._term)

    def is_valid(self) -> bool:
        return self._term is not None


class ItemReader(PerDocumentReader):
    """The items of a segment."""

    def __init__(self, files: SegmentFiles, segment: ArraySegment) -> None:
        self._columns = files.columns
        self._segment = segment

    def doc_count(self) -> int:
        return self._segment.doc_count()

    def doc_count_all(self) -> int:
        return self._segment.doc_count_all()

    def has_deletions(self) -> bool:
        return self._segment.has_deletions()

    def is_deleted(self, docnum: int) -> bool:
        return self._segment.is_deleted(docnum)

    def deleted_docs(self) -> Iterator[int]:
        return self._segment.deleted_docs()

    def supports_columns(self) -> bool:
        return True

    def has_column(self, fieldname: str) -> bool:
        return fieldname == "day"

    def column_reader(self, fieldname: str, column: object) -> DayReader:
        counts = np.diff(self._columns.issue_starts)
        return DayReader(np.repeat(self._columns.column("days"), counts).tolist())

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Return 1: lengths are in the weights already."""
        return 1

    def field_length(self, fieldname: str) -> int:
        return self.doc_count_all()

    def min_field_length(self, fieldname: str) -> int:
        return 1

    def max_field_length(self, fieldname: str) -> int:
        return 1

    def stored_fields(self, docnum: int) -> dict[str, object]:
        number = int(np.searchsorted(self._columns.issue_starts, docnum, side="right")) - 1
        return {"stored": self._columns.item(docnum, self._columns.issue(number).issue_id)}


class DayReader(ColumnReader):
    """The day of each item."""

    def __init__(self, days: list[int]) -> None:
        self._days = days

    def __len__(self) -> int:
        return len(self._days)

    def __iter__(self) -> Iterator[int]:
        return iter(self._days)

    def __getitem__(self, docnum: int) -> int:
        return self._days[docnum]
