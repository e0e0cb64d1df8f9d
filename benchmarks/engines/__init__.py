"""What is compared: the library's index and three others, behind one protocol."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.questions import Question
    from digests import Issue

BEST = 50
"""Hits that are asked for."""

ENGINES = {
    "ainews": "library_index:LibraryIndex",
    "ainews, one hit": "library_index:LibraryOneHit",
    "SQLite FTS5": "fts5:Fts5",
    "tantivy": "tantivy_index:Tantivy",
    "stock Whoosh": "stock_whoosh:StockWhoosh",
}
"""The module and the class of each."""


class Engine(Protocol):
    """An index in a folder of its own."""

    def add(self, issue: Issue) -> None:
        """Index the items of `issue`."""

    def finish(self) -> None:
        """Commit what was added, so that it can be asked."""

    def ask(self, question: Question) -> int:
        """Find the best fifty items; return how many are found, fifty at most."""

    def size(self) -> int:
        """Return the bytes of the index without stored texts."""


def open_engine(name: str, folder: Path) -> Engine:
    """Return the engine with its index in `folder`, a new one when the folder is not there.

    Raises ImportError when the rival is not installed.
    """
    module, _, class_name = ENGINES[name].partition(":")
    engine: Engine = getattr(importlib.import_module(f"benchmarks.engines.{module}"), class_name)(
        folder
    )
    return engine
