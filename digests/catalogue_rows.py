"""The rows of the catalogue, and how they are written as columns."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from digests.issue_summary import IssueSummary
    from digests.model import Problem


SELECT_SUMMARIES = """
SELECT id, publication, title, date, headline, items, sections, links, language, is_stub, source
FROM issue ORDER BY date IS NULL, date DESC, publication, title, source
"""
SELECT_FILES = "SELECT id, path, root, size, modified FROM issue"
SELECT_ITEMS = "SELECT issue, hashes FROM present_items"
SELECT_ITEMS_OF = """
SELECT issue, hashes FROM present_items WHERE issue IN (SELECT value FROM json_each(?))
"""
SELECT_TRACES = """
SELECT issue, traces FROM item_traces WHERE issue IN (SELECT value FROM json_each(?))
"""
SELECT_TRACES_OF_GONE = """
SELECT issue, traces FROM item_traces WHERE issue NOT IN (SELECT id FROM issue)
"""
_PUT = """
REPLACE INTO issue (id, publication, title, date, headline, items, sections, links, language,
                    is_stub, source, path, root, size, modified, problems)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_PUT_ITEMS = "REPLACE INTO present_items VALUES (?, ?)"
_PUT_TRACES = "REPLACE INTO item_traces VALUES (?, ?)"
REMOVE = ("DELETE FROM issue WHERE id = ?", "DELETE FROM present_items WHERE issue = ?")
FORGET_TRACES = "DELETE FROM item_traces WHERE issue = ?"


class CataloguedFile(NamedTuple):
    """Where an issue came from, and which version of the file was read."""

    issue_id: str
    path: bytes
    root: bytes
    size: int
    modified: int


class CatalogueRow(NamedTuple):
    """All that the catalogue keeps of one issue file."""

    file: CataloguedFile
    summary: IssueSummary
    problems: tuple[Problem, ...]

    item_hashes: str = ""
    """What is behind the dot in the items' ids, eight digits each, sorted."""

    traces: bytes = b""
    """By which its items are known again when the file has changed; packed."""


def summaries_of(rows: Iterable[tuple[Any, ...]]) -> tuple[IssueSummary, ...]:
    """Return summaries from rows with the columns that SELECT_SUMMARIES names."""
    from digests.issue_summary import IssueSummary

    return tuple(_summary(IssueSummary, row) for row in rows)


def _summary(make: type[IssueSummary], row: tuple[Any, ...]) -> IssueSummary:
    id_, publication, title, day, line, items, sections, links, language, is_stub, source = row
    return make(
        id_,
        publication,
        title,
        datetime.date.fromordinal(day) if day else None,
        line,
        items,
        sections,
        links,
        language,
        bool(is_stub),
        source,
    )


def put_row(connection: sqlite3.Connection, row: CatalogueRow) -> None:
    """Add or replace what the catalogue keeps of an issue."""
    connection.execute(_PUT, _columns_of(row))
    connection.execute(_PUT_ITEMS, (row.summary.id, row.item_hashes))
    if row.item_hashes:
        # A file that cannot be read for once has no items, and the old ones may come back.
        connection.execute(_PUT_TRACES, (row.summary.id, row.traces))


def _columns_of(row: CatalogueRow) -> tuple[object, ...]:
    """Return the columns of `row`, in the order of _PUT."""
    summary, file = row.summary, row.file
    return (
        summary.id,
        summary.publication,
        summary.title,
        summary.date.toordinal() if summary.date else None,
        summary.headline,
        summary.items,
        summary.sections,
        summary.links,
        summary.language,
        summary.is_stub,
        summary.source,
        file.path,
        file.root,
        file.size,
        file.modified,
        json.dumps([(p.source, p.reason, p.line, p.is_note) for p in row.problems]),
    )
