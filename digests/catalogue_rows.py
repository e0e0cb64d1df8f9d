"""The rows of the catalogue, and how they are written as columns."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from digests.issue_summary import IssueSummary

if TYPE_CHECKING:
    from digests.model import Problem


SELECT_SUMMARIES = """
SELECT id, publication, title, date, headline, items, sections, links, language, is_stub, source
FROM issue ORDER BY date IS NULL, date DESC, publication, title, source
"""
SELECT_FILES = "SELECT id, path, root, size, modified FROM issue"
PUT = """
REPLACE INTO issue (id, publication, title, date, headline, items, sections, links, language,
                    is_stub, source, path, root, size, modified, problems)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


@dataclass(frozen=True, slots=True)
class CataloguedFile:
    """Where an issue came from, and which version of the file was read."""

    issue_id: str
    path: bytes
    root: bytes
    size: int
    modified: int


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """All that the catalogue keeps of one issue file."""

    file: CataloguedFile
    summary: IssueSummary
    problems: tuple[Problem, ...]


def summary_of(row: tuple[Any, ...]) -> IssueSummary:
    """Return the summary in the columns that SELECT_SUMMARIES names."""
    id_, publication, title, day, line, items, sections, links, language, is_stub, source = row
    return IssueSummary(
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


def columns_of(row: CatalogueRow) -> tuple[object, ...]:
    """Return the columns of `row`, in the order of PUT."""
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
