"""Engines that rank by BM25 over the library's own terms: SQLite FTS5, and bm25s."""

from __future__ import annotations

import json
import sqlite3
from array import array
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.needs.documents import query_terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path
    from typing import TypeAlias

    from bm25s import BM25

    from benchmarks.needs.documents import Document

    Ask: TypeAlias = Callable[[str, int], list[str]]
    """From a query and a number of hits to ids, best first."""

_TABLES = """
CREATE VIRTUAL TABLE text USING fts5(
    title, body, section, content='',
    tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* Co' tokenchars '._/&+#’‐–-'''"
);
INSERT INTO text(text, rank) VALUES ('rank', 'bm25(2.5, 1.0, 0.4)');
CREATE TABLE document (number INTEGER PRIMARY KEY, id TEXT);
"""


def build_rivals(found: Iterable[Document], folder: Path) -> None:
    """Index documents for both; without bm25s for SQLite alone."""
    folder.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(folder / "text.sqlite3")
    connection.executescript(_TABLES)
    vocabulary: dict[str, int] = {}
    numbered: list[array[int]] = []
    for number, (name, *fields) in enumerate(found):
        connection.execute("INSERT INTO document VALUES (?, ?)", (number, name))
        connection.execute(
            "INSERT INTO text(rowid, title, body, section) VALUES (?, ?, ?, ?)", (number, *fields)
        )
        terms = " ".join(fields).split()
        numbered.append(array("i", [vocabulary.setdefault(t, len(vocabulary)) for t in terms]))
    connection.commit()
    connection.close()
    _build_bm25s(numbered, vocabulary, folder / "bm25s")


def _build_bm25s(numbered: list[array[int]], vocabulary: dict[str, int], folder: Path) -> None:
    try:
        import bm25s
    except ImportError:
        return
    index = bm25s.BM25()
    index.index(bm25s.tokenization.Tokenized(numbered, vocabulary), show_progress=False)
    index.save(folder, show_progress=False)


def rivals(folder: Path) -> dict[str, Ask]:
    """Return what was built in `folder`, by name."""
    connection = sqlite3.connect(folder / "text.sqlite3")
    asks: dict[str, Ask] = {
        "FTS5, any word": partial(_ask_fts5, connection, " OR "),
        "FTS5, all words": partial(_ask_fts5, connection, " AND "),
    }
    if (folder / "bm25s").exists():
        import bm25s

        index = bm25s.BM25.load(folder / "bm25s")
        ids = [row[0] for row in connection.execute("SELECT id FROM document ORDER BY number")]
        asks["bm25s"] = partial(_ask_bm25s, index, ids)
    return asks


def _ask_fts5(connection: sqlite3.Connection, operator: str, query: str, limit: int) -> list[str]:
    match = operator.join(json.dumps(term, ensure_ascii=False) for term in query_terms(query))
    rows = connection.execute(
        "SELECT rowid FROM text WHERE text MATCH ? ORDER BY rank LIMIT ?", (match, limit)
    )
    found = "SELECT id FROM document WHERE number = ?"
    return [connection.execute(found, row).fetchone()[0] for row in rows.fetchall()]


def _ask_bm25s(index: BM25, ids: list[str], query: str, limit: int) -> list[str]:
    asked = [term for term in query_terms(query) if term in index.vocab_dict]
    if not asked:
        return []
    numbers, scores = index.retrieve([asked], k=limit, show_progress=False)
    return [
        ids[number]
        for number, score in zip(numbers[0].tolist(), scores[0].tolist(), strict=True)
        if score > 0
    ]
