"""All segments of one generation as one: every item and every issue has one number.

Numbers continue from one segment to the next. Nothing here changes once it exists; arrays are views
of mapped files, or are computed once, when they are first needed.
"""

from __future__ import annotations

import mmap
import os
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from digests.search.index.arrays import np
from digests.search.index.field_values import FieldValues
from digests.search.index.fields import ISSUE_FIELDS, PREFIX_FIELD, WEIGHTED_FIELD
from digests.search.index.item_sets import ItemSet
from digests.search.index.postings import Postings
from digests.search.segments.array_file import DamagedFileError
from digests.search.segments.manifest import SegmentEntry, check_files, read_manifest
from digests.search.segments.segment_files import SegmentFiles

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from digests.search.index.stored import StoredIssue, StoredItem
    from digests.search.segments.term_lists import TermLists

    Numbers = NDArray[np.uint32]
    Indexes = NDArray[np.intp]


class _Segment(NamedTuple):
    """A segment and its first numbers in the snapshot."""

    files: SegmentFiles
    first_item: int
    first_issue: int


_MOST_RESIDENT = 160 << 20
"""Bytes of files in memory above which the index lets go of its own."""


def _resident_bytes() -> int:
    """Return how much of files this process has in memory; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", "rb") as pages:  # noqa: PTH123 - before each search, as below
            return int(pages.read().split()[2]) * mmap.PAGESIZE
    except OSError:
        return 0


class _OpenFile:
    """A file that is mapped into memory, and its stamp at that time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._opened = _stamp(path)

    def has_changed(self) -> bool:
        try:
            inode, *size_and_time = _stamp(self.path)
        except FileNotFoundError:
            return False
        return inode == self._opened[0] and tuple(size_and_time) != self._opened[1:]


def _stamp(path: Path) -> tuple[int, int, int]:
    # os.stat takes half the time of Path.stat, and this is called before each search.
    status = os.stat(path)  # noqa: PTH116
    return status.st_ino, status.st_size, status.st_mtime_ns


class Snapshot:
    """The content of the index in a folder at one generation; for any number of threads."""

    def __init__(self, folder: Path, generation: int) -> None:
        """Open the segments; any exception means that the index is damaged."""
        self.generation = generation
        manifest = read_manifest(folder, generation)
        check_files(folder, manifest.files)
        self._files = [_OpenFile(folder / name) for name in manifest.files]
        entries = manifest.segments
        segments: list[_Segment] = []
        items = issues = 0
        for entry in entries:
            files = SegmentFiles(folder, entry.name)
            segments.append(_Segment(files, items, issues))
            items += files.columns.items
            issues += files.columns.issues
        self.segments = tuple(segments)
        self.items = items
        self.issues = issues
        self._issues_read: dict[int, StoredIssue] = {}
        self.names: dict[tuple[str, str], bool] = {}
        """Whether two words are one name, as far as searches have decided it (`names`)."""
        self.removed = _removed(segments, entries, items)
        """The items that were removed but are still in their segments; None without any."""

    def check(self) -> None:
        """Raise DamagedFileError when something has written to a file since it was opened.

        A file that was removed or replaced is fine: the mapped one stays as it was.
        """
        for file in self._files:
            if file.has_changed():
                raise DamagedFileError(f"{file.path.name} was changed while it was in use")

    def free_memory(self) -> None:
        """Free what reading the files took if it is much; it is read again where it is needed."""
        if _resident_bytes() > _MOST_RESIDENT:
            for segment in self.segments:
                segment.files.drop_pages()

    # Issues and items

    @cached_property
    def issue_starts(self) -> NDArray[np.int64]:
        """The first item of each issue, and the number of all items."""
        starts = [s.files.columns.issue_starts[:-1] + s.first_item for s in self.segments]
        return np.concatenate([*starts, [self.items]]).astype(np.int64)

    @cached_property
    def issue_sizes(self) -> NDArray[np.int64]:
        """How many items each issue has."""
        return np.diff(self.issue_starts)

    @cached_property
    def issue_of_item(self) -> Numbers:
        """The issue of each item."""
        return np.repeat(np.arange(self.issues, dtype=np.uint32), self.issue_sizes)

    @cached_property
    def days(self) -> NDArray[np.int32]:
        """The day of each issue since 0001-01-01, which is 1; 0 without a date."""
        return _joined([s.files.columns.column("days") for s in self.segments], np.int32)

    @cached_property
    def keys(self) -> NDArray[np.uint64]:
        """The key of each item, as `item_keys` makes them."""
        return _joined([s.files.columns.column("keys") for s in self.segments], np.uint64)

    @cached_property
    def parts(self) -> NDArray[np.uint16]:
        """The positions where each item's titles end, and its sections after them."""
        parts = [s.files.columns.parts() for s in self.segments]
        return _joined(parts, np.uint16).reshape(-1, 2)

    @cached_property
    def whole_issues(self) -> ItemSet:
        """The items that are passages of issues as a whole, the last of each issue."""
        columns = [segment.files.columns.column("passages") for segment in self.segments]
        passages = _joined(columns, np.uint32).astype(np.int64)
        ends = self.issue_starts[1:]
        return ItemSet(
            self.items,
            numbers=np.repeat(ends - np.cumsum(passages), passages) + np.arange(passages.sum()),
        )

    @cached_property
    def values(self) -> FieldValues:
        """The values of the fields whose values are counted."""
        return FieldValues([segment.files.columns for segment in self.segments])

    def issue(self, item: int) -> StoredIssue:
        """Return what is stored of the issue of item number `item`."""
        number = int(self.issue_of_item[item])
        if number not in self._issues_read:
            segment = self._segment_of(item)
            self._issues_read[number] = segment.files.columns.issue(number - segment.first_issue)
        return self._issues_read[number]

    def item(self, item: int) -> StoredItem:
        """Return what is stored of item number `item`."""
        segment = self._segment_of(item)
        return segment.files.columns.item(item - segment.first_item, self.issue(item).issue_id)

    def of_issues(self, chosen: NDArray[np.bool_]) -> ItemSet:
        """Return the items of the flagged issues; there is one flag per issue."""
        return ItemSet(self.items, flags=np.repeat(chosen, self.issue_sizes))

    # Terms

    def term(self, field: str, term: str) -> ItemSet:
        """Return the items that have a term in a field."""
        return self._items(field, self._lists(field, term))

    def count(self, field: str, term: str) -> int:
        """Return how many items, or issues, have a term in a field, removed ones included."""
        total = 0
        for segment in self.segments:
            number = segment.files.terms.find(field, _encoded(term))
            if number is not None:
                total += int(segment.files.terms.counts(number, number + 1)[0])
        return total

    def issues_with(self, field: str, term: str, *, is_prefix: bool = False) -> NDArray[np.bool_]:
        """Flag the issues that have a term, or a term with this prefix, in one of ISSUE_FIELDS."""
        if is_prefix:
            prefix = _encoded(term)
            lists = [(s, _starting(s.files.terms, field, prefix)) for s in self.segments]
            return self._issues(lists)
        return self._issues(self._lists(field, term))

    def postings(self, term: str, *, is_prefix: bool = False) -> Postings:
        """Return the items that have a term of the weighted field, or terms with this prefix."""
        numbers: list[Indexes] = []
        found: list[tuple[TermLists, int, int]] = []
        for segment in self.segments:
            terms = segment.files.terms
            first, end = terms.range_of_term(WEIGHTED_FIELD, _encoded(term), is_prefix=is_prefix)
            if end > first:
                lists = terms.lists(WEIGHTED_FIELD)
                own = lists.one(first) if end == first + 1 else lists.many(first, end)[1]
                own = own.astype(np.intp, copy=False)
                numbers.append(own + segment.first_item if segment.first_item else own)
                found.append((terms, first, end))
        return Postings(_joined(numbers, np.intp), found)

    def starting_with(self, field: str, prefix: str) -> ItemSet:
        """Return the items that have a term with this prefix in a field."""
        encoded = _encoded(prefix)
        lists = [(s, _starting(s.files.terms, field, encoded)) for s in self.segments]
        if field in ISSUE_FIELDS:
            return self._items(field, lists)
        flags = np.zeros(self.items, bool)
        for segment, own in lists:
            flags[segment.first_item :][own] = True
        return ItemSet(self.items, flags=flags)

    def _lists(self, field: str, term: str) -> list[tuple[_Segment, Numbers | Indexes]]:
        numbers = [(s, s.files.terms.find(field, _encoded(term))) for s in self.segments]
        return [
            (segment, segment.files.terms.lists(field).one(number))
            for segment, number in numbers
            if number is not None
        ]

    def _items(self, field: str, lists: Sequence[tuple[_Segment, Numbers | Indexes]]) -> ItemSet:
        if field in ISSUE_FIELDS:
            return self.of_issues(self._issues(lists))
        numbers = [own + s.first_item if s.first_item else own for s, own in lists]
        return ItemSet(self.items, numbers=_joined(numbers, np.intp))

    def _issues(self, lists: Sequence[tuple[_Segment, Numbers | Indexes]]) -> NDArray[np.bool_]:
        chosen = np.zeros(self.issues, bool)
        for segment, own in lists:
            chosen[segment.first_issue :][own] = True
        return chosen

    def _segment_of(self, item: int) -> _Segment:
        return next(segment for segment in reversed(self.segments) if segment.first_item <= item)


def _starting(terms: TermLists, field: str, prefix: bytes) -> Numbers | Indexes:
    """Return the numbers in the lists of all terms with a prefix, possibly with repetitions."""
    if field == WEIGHTED_FIELD:
        number = terms.find(PREFIX_FIELD, prefix)
        if number is not None:
            return terms.lists(PREFIX_FIELD).one(number)
    first, end = terms.starting_with(field, prefix)
    return terms.lists(field).many(first, end)[1]


def _removed(
    segments: list[_Segment], entries: tuple[SegmentEntry, ...], items: int
) -> ItemSet | None:
    flags = np.zeros(items, bool)
    for segment, entry in zip(segments, entries, strict=True):
        for start, stop in entry.removed:
            flags[segment.first_item + start : segment.first_item + stop] = True
    return ItemSet(items, flags=flags) if flags.any() else None


def _joined(arrays: list[Any], dtype: type[np.generic]) -> NDArray[Any]:
    """Concatenate arrays; a single one is not copied."""
    only: NDArray[Any] = arrays[0] if len(arrays) == 1 else np.empty(0, dtype)
    return np.concatenate(arrays) if len(arrays) > 1 else only


def _encoded(term: str) -> bytes:
    return term.encode("utf-8", "surrogatepass")
