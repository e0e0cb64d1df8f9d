"""SQLite's full-text index: without stored text, with prefix lists as the library has them.

With positions it does what the library does; without them, as an index of words alone, it only
shows what positions take.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from benchmarks.engines import BEST, Answer
from benchmarks.material import rows
from benchmarks.wanted import (
    Both,
    Either,
    Model,
    Publication,
    Sequence,
    Since,
    Site,
    Term,
    Without,
)
from digests.search.analysis import terms

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.wanted import Question, Wanted
    from digests import Issue

_TEXTS = """
CREATE VIRTUAL TABLE text USING fts5(
    title, body, section, content='', prefix='1 2 3', detail={detail},
    tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* Co' tokenchars '._/&+#’‐–-'''"
);
INSERT INTO text(text, rank) VALUES ('rank', 'bm25(2.5, 1.0, 0.4)');
"""
_ITEMS = """
CREATE TABLE other.item (
    id INTEGER PRIMARY KEY, day INT, publication TEXT, models TEXT, sites TEXT
);
"""


class Fts5:
    """One table of terms, and one in a file of its own for what is no text."""

    detail = "full"

    def __init__(self, folder: Path) -> None:
        is_new = not folder.exists()
        folder.mkdir(exist_ok=True)
        self._path = folder / "text.sqlite3"
        self._connection = sqlite3.connect(self._path)
        self._connection.execute("ATTACH ? AS other", (str(folder / "item.sqlite3"),))
        if is_new:
            self._connection.executescript(_TEXTS.format(detail=self.detail) + _ITEMS)
        self._count = 0

    def add(self, issue: Issue) -> None:
        found = rows(issue)
        numbers = range(self._count + 1, self._count + 1 + len(found))
        self._count += len(found)
        self._connection.executemany(
            "INSERT INTO text(rowid, title, body, section) VALUES (?, ?, ?, ?)",
            [
                (number, _spaced(row.title), _spaced(row.body), _spaced(row.section))
                for number, row in zip(numbers, found, strict=True)
            ],
        )
        self._connection.executemany(
            "INSERT INTO other.item VALUES (?, ?, ?, ?, ?)",
            [
                (number, row.day, row.publication, f" {row.models}", f" {row.sites} ")
                for number, row in zip(numbers, found, strict=True)
            ],
        )

    def finish(self) -> None:
        self._connection.commit()

    def ask(self, question: Question) -> Answer | None:
        if question.wanted is None:
            return None
        return Answer(len(self._numbers(question.wanted)))

    def _numbers(self, wanted: Wanted) -> list[object]:
        conditions: list[str] = []
        values: list[object] = []
        match = _match(wanted, conditions, values)
        where = " AND ".join(conditions)
        if not match:
            query = f"SELECT id FROM other.item WHERE {where} ORDER BY id DESC LIMIT {BEST}"
            return self._connection.execute(query, values).fetchall()
        source = "text JOIN other.item ON id = text.rowid" if where else "text"
        where = f"text MATCH ? AND {where}" if where else "text MATCH ?"
        query = f"SELECT text.rowid FROM {source} WHERE {where} ORDER BY rank LIMIT {BEST}"
        return self._connection.execute(query, (match, *values)).fetchall()

    def size(self) -> int:
        return self._path.stat().st_size


class Fts5WithoutPositions(Fts5):
    """The same without positions, which makes phrases and marks in texts impossible."""

    detail = "none"


def _spaced(text: str) -> str:
    return " ".join(terms(text))


def _match(wanted: Wanted, conditions: list[str], values: list[object]) -> str:
    """Return an expression for the texts, and put what is no text into `conditions`."""
    match wanted:
        case Term():
            return f'"{wanted.text}"{"*" if wanted.goes_on else ""}'
        case Sequence():
            return f'"{" ".join(wanted.terms)}"'
        case Either():
            parts = (_match(part, conditions, values) for part in wanted.parts)
            return f"({' OR '.join(parts)})"
        case Both():
            texts = [_match(p, conditions, values) for p in wanted.parts if not _is_without(p)]
            without = [p.part for p in wanted.parts if isinstance(p, Without)]
            expression = " AND ".join(filter(None, texts))
            for part in without:
                expression = f"({expression}) NOT {_match(part, conditions, values)}"
            return f"({expression})" if expression else ""
        case Since():
            return _condition("day >= ?", wanted.day, conditions, values)
        case Publication():
            return _condition("publication = ?", wanted.name, conditions, values)
        case Model():
            return _condition("models LIKE ?", f"% {wanted.start}%", conditions, values)
        case Site():
            return _condition("sites LIKE ?", f"% {wanted.host} %", conditions, values)
    raise NotImplementedError(wanted)


def _is_without(part: Wanted) -> bool:
    return isinstance(part, Without)


def _condition(text: str, value: object, conditions: list[str], values: list[object]) -> str:
    conditions.append(text)
    values.append(value)
    return ""
