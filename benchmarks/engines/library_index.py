"""The library's own index, asked as the reader asks it: for a page of hits with snippets."""

from __future__ import annotations

import datetime
from contextlib import ExitStack
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from benchmarks.engines import BEST, Answer
from digests import QueryError
from digests.search.evaluation.evaluation import search
from digests.search.evaluation.facets import NarrowingCounts
from digests.search.index.index import SearchIndex
from digests.search.index.prepared import prepare
from digests.search.segments.array_file import ArrayFile

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.wanted import Question
    from digests import Issue
    from digests.search.index.index import ItemWriter
    from digests.search.index.snapshot import Snapshot

_TODAY = datetime.date(2026, 7, 1)
_PAGE = 12
"""Hits that a terminal shows at once."""


class LibraryIndex:
    """Everything that the library keeps, stored texts included."""

    most_hits = _PAGE
    has_facets = False

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._index = SearchIndex(folder) if folder.exists() else SearchIndex.create(folder)
        self._stack = ExitStack()
        self._writer: ItemWriter | None = None
        self._counts: WeakKeyDictionary[Snapshot, NarrowingCounts] = WeakKeyDictionary()

    def add(self, issue: Issue) -> None:
        if self._writer is None:
            self._writer = self._stack.enter_context(self._index.writer())
        self._writer.add(prepare(issue))

    def finish(self) -> None:
        self._stack.close()

    def ask(self, question: Question) -> Answer | None:
        try:
            page = search(
                self._index,
                question.typed,
                limit=self.most_hits,
                facets=self.has_facets,
                today=_TODAY,
                narrowing=self._narrowing,
            )
        except QueryError:
            return None
        # Older checkouts, which are asked as well, know no hits with most words.
        return Answer(len(page.hits), page.total, getattr(page, "total_most", 0))

    def size(self) -> int:
        files = [path for path in self._folder.iterdir() if path.is_file()]
        stored = sum(_stored_bytes(path) for path in files if path.suffix == ".itm")
        return sum(path.stat().st_size for path in files) - stored

    def _narrowing(self, snapshot: Snapshot) -> NarrowingCounts:
        """Return the counter of a snapshot, which the reader keeps from search to search."""
        if snapshot not in self._counts:
            self._counts[snapshot] = NarrowingCounts(snapshot)
        return self._counts[snapshot]


class LibraryFiftyHits(LibraryIndex):
    """The same index, asked for as many hits as rivals."""

    most_hits = BEST


class LibraryFacets(LibraryIndex):
    """The same index, asked for a page and how the hits are distributed."""

    has_facets = True


class LibraryOneHit(LibraryIndex):
    """The same index, asked for one hit: finding and ranking without the making of a page."""

    most_hits = 1


def _stored_bytes(path: Path) -> int:
    """Return the bytes of what hits show, which no rival keeps."""
    file = ArrayFile(path)
    return sum(file.array(name).nbytes for name in ("items", "item_ends", "issues", "issue_ends"))
