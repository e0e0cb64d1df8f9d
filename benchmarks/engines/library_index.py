"""The library's own index, asked as the reader asks it: for fifty hits with snippets."""

from __future__ import annotations

import datetime
from contextlib import ExitStack
from typing import TYPE_CHECKING

from benchmarks.engines import BEST
from digests.search.evaluation.evaluation import search
from digests.search.index.index import SearchIndex
from digests.search.index.prepared import prepare
from digests.search.segments.array_file import ArrayFile

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.questions import Question
    from digests import Issue
    from digests.search.index.index import ItemWriter

_TODAY = datetime.date(2026, 7, 1)


class LibraryIndex:
    """Everything that the library keeps, stored texts included."""

    most_hits = BEST

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._index = SearchIndex(folder) if folder.exists() else SearchIndex.create(folder)
        self._stack = ExitStack()
        self._writer: ItemWriter | None = None

    def add(self, issue: Issue) -> None:
        if self._writer is None:
            self._writer = self._stack.enter_context(self._index.writer())
        self._writer.add(prepare(issue))

    def finish(self) -> None:
        self._stack.close()

    def ask(self, question: Question) -> int:
        page = search(
            self._index,
            question.typed,
            limit=self.most_hits,
            offset=0,
            as_you_type=True,
            today=_TODAY,
        )
        return len(page.hits)

    def size(self) -> int:
        files = [path for path in self._folder.iterdir() if path.is_file()]
        stored = sum(_stored_bytes(path) for path in files if path.suffix == ".itm")
        return sum(path.stat().st_size for path in files) - stored


class LibraryOneHit(LibraryIndex):
    """The same index, asked for one hit: finding and ranking without the making of a page."""

    most_hits = 1


def _stored_bytes(path: Path) -> int:
    """Return the bytes of what hits show, which no rival keeps."""
    file = ArrayFile(path)
    return sum(file.array(name).nbytes for name in ("items", "item_ends", "issues", "issue_ends"))
