"""All segments of one generation as one: every item and every issue has one number.

Numbers count through the segments in their order. Nothing here changes after it was made; arrays
are views of mapped files or are made once, when they are first asked for.
"""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from digests.search.index.arrays import np
from digests.search.index.field_values import FieldValues
from digests.search.index.fields import ISSUE_FIELDS, STARTS_FIELD, WEIGHTED_FIELD
from digests.search.index.item_sets import ItemSet
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
    Places = NDArray[np.intp]


class WeightedItems(NamedTuple):
    """The items that hold a term, ascending, and how much it counts in each."""

    numbers: Places
    weights: NDArray[np.uint8]


class _Part(NamedTuple):
    """A segment and where its numbers begin."""

    files: SegmentFiles
    first_item: int
    first_issue: int


class _OpenFile:
    """A file that is mapped into memory, as it was then."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._opened = _signs(path)

    def has_changed(self) -> bool:
        try:
            inode, *signs = _signs(self.path)
        except FileNotFoundError:
            return False
        return inode == self._opened[0] and tuple(signs) != self._opened[1:]


def _signs(path: Path) -> tuple[int, int, int]:
    # os.stat takes half the time of Path.stat, and this is asked before each search.
    status = os.stat(path)  # noqa: PTH116
    return status.st_ino, status.st_size, status.st_mtime_ns


class Snapshot:
    """What the index in a folder holds at one generation; for any number of threads."""

    def __init__(self, folder: Path, generation: int) -> None:
        """Open the segments; whatever goes wrong means that the index is damaged."""
        self.generation = generation
        manifest = read_manifest(folder, generation)
        check_files(folder, manifest.files)
        self._files = [_OpenFile(folder / name) for name in manifest.files]
        entries = manifest.segments
        parts: list[_Part] = []
        items = issues = 0
        for entry in entries:
            files = SegmentFiles(folder, entry.name)
            parts.append(_Part(files, items, issues))
            items += files.columns.items
            issues += files.columns.issues
        self.parts = tuple(parts)
        self.items = items
        self.issues = issues
        self._issues_read: dict[int, StoredIssue] = {}
        self.removed = _removed(parts, entries, items)
        """The items that count no more, or None when there are none."""

    def check(self) -> None:
        """Raise DamagedFileError when something has written to a file since it was opened.

        A file that was removed or replaced stays here as it was.
        """
        for file in self._files:
            if file.has_changed():
                raise DamagedFileError(f"{file.path.name} was changed while it was in use")

    # What is known of issues and items

    @cached_property
    def issue_starts(self) -> NDArray[np.int64]:
        """The first item of each issue, and the number of all items."""
        starts = [part.files.columns.issue_starts[:-1] + part.first_item for part in self.parts]
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
        """The day of each issue, 0 when it has none."""
        return _joined([part.files.columns.column("days") for part in self.parts], np.int32)

    @cached_property
    def day_of_item(self) -> NDArray[np.int32]:
        """The day of each item's issue, 0 when it has none."""
        return np.repeat(self.days, self.issue_sizes)

    @cached_property
    def keys(self) -> NDArray[np.uint64]:
        """The key of each item, as item_keys.py makes them."""
        return _joined([part.files.columns.column("keys") for part in self.parts], np.uint64)

    @cached_property
    def values(self) -> FieldValues:
        """What stands in the fields whose values can be counted."""
        return FieldValues([part.files.columns for part in self.parts])

    def issue(self, item: int) -> StoredIssue:
        """Return what is stored of the issue of an item."""
        number = int(self.issue_of_item[item])
        if number not in self._issues_read:
            part = self._part_of(item)
            self._issues_read[number] = part.files.columns.issue(number - part.first_issue)
        return self._issues_read[number]

    def item(self, item: int) -> StoredItem:
        """Return what is stored of an item."""
        part = self._part_of(item)
        return part.files.columns.item(item - part.first_item, self.issue(item).issue_id)

    def of_issues(self, chosen: NDArray[np.bool_]) -> ItemSet:
        """Return the items of the issues that are flagged."""
        return ItemSet(self.items, flags=np.repeat(chosen, self.issue_sizes))

    # Terms

    def term(self, field: str, term: str) -> ItemSet:
        """Return the items that hold a term in a field."""
        return self._items(field, self._lists(field, term))

    def issues_with(self, field: str, term: str, *, goes_on: bool = False) -> NDArray[np.bool_]:
        """Flag the issues that hold a term, or one that begins so, in a field of issues."""
        if goes_on:
            encoded = _encoded(term)
            return self._issues([(p, _starting(p.files.terms, field, encoded)) for p in self.parts])
        return self._issues(self._lists(field, term))

    def weighted(self, term: str) -> WeightedItems:
        """Return the items that hold a term, with its weight in each."""
        numbers: list[Places] = []
        weights: list[NDArray[np.uint8]] = []
        for part in self.parts:
            terms = part.files.terms
            number = terms.find(WEIGHTED_FIELD, _encoded(term))
            if number is not None:
                found = terms.lists(WEIGHTED_FIELD).one(number)
                numbers.append(found + part.first_item if part.first_item else found)
                weights.append(terms.weights(number, number + 1))
        return WeightedItems(_joined(numbers, np.intp), _joined(weights, np.uint8))

    def starting_with(self, field: str, start: str) -> ItemSet:
        """Return the items that hold a term which begins so."""
        encoded = _encoded(start)
        lists = [(part, _starting(part.files.terms, field, encoded)) for part in self.parts]
        if field in ISSUE_FIELDS:
            return self._items(field, lists)
        flags = np.zeros(self.items, bool)
        for part, found in lists:
            flags[part.first_item :][found] = True
        return ItemSet(self.items, flags=flags)

    def _lists(self, field: str, term: str) -> list[tuple[_Part, Numbers | Places]]:
        found = [(part, part.files.terms.find(field, _encoded(term))) for part in self.parts]
        return [
            (part, part.files.terms.lists(field).one(number))
            for part, number in found
            if number is not None
        ]

    def _items(self, field: str, lists: Sequence[tuple[_Part, Numbers | Places]]) -> ItemSet:
        if field in ISSUE_FIELDS:
            return self.of_issues(self._issues(lists))
        numbers = [found + part.first_item if part.first_item else found for part, found in lists]
        return ItemSet(self.items, numbers=_joined(numbers, np.intp))

    def _issues(self, lists: Sequence[tuple[_Part, Numbers | Places]]) -> NDArray[np.bool_]:
        chosen = np.zeros(self.issues, bool)
        for part, found in lists:
            chosen[part.first_issue :][found] = True
        return chosen

    def _part_of(self, item: int) -> _Part:
        return next(part for part in reversed(self.parts) if part.first_item <= item)


def _starting(terms: TermLists, field: str, start: bytes) -> Numbers | Places:
    """Return the numbers of the lists of terms that begin so, some of them repeatedly."""
    if field == WEIGHTED_FIELD:
        number = terms.find(STARTS_FIELD, start)
        if number is not None:
            return terms.lists(STARTS_FIELD).one(number)
    first, end = terms.starting_with(field, start)
    return terms.lists(field).many(first, end)[1]


def _removed(parts: list[_Part], entries: tuple[SegmentEntry, ...], items: int) -> ItemSet | None:
    flags = np.zeros(items, bool)
    for part, entry in zip(parts, entries, strict=True):
        for start, stop in entry.removed:
            flags[part.first_item + start : part.first_item + stop] = True
    return ItemSet(items, flags=flags) if flags.any() else None


def _joined(arrays: list[Any], dtype: type[np.generic]) -> NDArray[Any]:
    """Return arrays as one; a single one is not copied."""
    only: NDArray[Any] = arrays[0] if len(arrays) == 1 else np.empty(0, dtype)
    return np.concatenate(arrays) if len(arrays) > 1 else only


def _encoded(term: str) -> bytes:
    return term.encode("utf-8", "surrogatepass")
