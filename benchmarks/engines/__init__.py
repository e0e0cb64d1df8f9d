"""What is compared: the library's index and three others, behind one protocol."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.wanted import Question
    from digests import Issue

BEST = 50
"""Hits that are asked for."""

ENGINES = {
    "ainews": "library_index:LibraryIndex",
    "ainews, 50 hits": "library_index:LibraryFiftyHits",
    "ainews, facets": "library_index:LibraryFacets",
    "ainews, one hit": "library_index:LibraryOneHit",
    "SQLite FTS5": "fts5:Fts5",
    "FTS5 without positions": "fts5:Fts5WithoutPositions",
    "tantivy": "tantivy_index:Tantivy",
    "tantivy, texts": "tantivy_index:TantivyTexts",
    "stock Whoosh": "stock_whoosh:StockWhoosh",
}
"""The module and the class of each; what is after a comma asks the index of what is before it."""

ONLY_BUILT = "FTS5 without positions"
"""What is not asked: it does not rank, having no texts to count words in."""


OPTIONAL = {"tantivy"}
"""Packages that may be absent."""


class Answer(NamedTuple):
    """What an engine found, in numbers."""

    found: int
    """Hits of those that were asked for."""

    total: int = 0
    """All items with all that is asked for, from an engine that counts them."""

    most: int = 0
    """Further items with most of it."""


class Engine(Protocol):
    """An index in a folder of its own."""

    def add(self, issue: Issue) -> None:
        """Index the items of `issue`."""

    def finish(self) -> None:
        """Commit what was added, so that it can be asked."""

    def ask(self, question: Question) -> Answer | None:
        """Find the best items; None when the engine cannot be asked that."""

    def size(self) -> int:
        """Return the bytes of the index without stored texts."""


def index_of(name: str) -> str:
    """Return the name of the engine whose index is asked."""
    return name.partition(",")[0]


def open_engine(name: str, folder: Path) -> Engine:
    """Return the engine with its index in `folder`, a new one when the folder is not there.

    Raises ModuleNotFoundError when the rival is not installed.
    """
    module, _, class_name = ENGINES[name].partition(":")
    engine: Engine = getattr(importlib.import_module(f"benchmarks.engines.{module}"), class_name)(
        folder
    )
    return engine
