"""The tables of the catalogue, and values as rows.

SQLite notices damage to the structure of its file, but not to its content. The file has checksums,
except while it is written or after a writer died. So each row has a checksum of its important
columns too.
"""

from __future__ import annotations

import datetime
import json
import marshal
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

from digests.storage.sqlite_connection import DamagedRowError, Schema

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from digests.model.dates import DatePrecision
    from digests.model.issue import Problem
    from digests.model.summary import IssueSummary

Row = tuple[Any, ...]

SCHEMA = Schema(
    version=7,
    tables="""
CREATE TABLE issue (
    id          TEXT PRIMARY KEY,
    listed      INTEGER NOT NULL,  -- checksum of the columns that lists show
    found       INTEGER NOT NULL,  -- checksum of id, path and root
    path        BLOB NOT NULL,     -- absolute, in the file system's bytes
    root        BLOB NOT NULL,     -- the library folder that has it
    size        INTEGER NOT NULL,  -- bytes; -1 once the file must be parsed again
    modified    INTEGER NOT NULL,  -- nanoseconds since the epoch
    place       BLOB NOT NULL,     -- of a message in its mailbox; empty for other files
    publication TEXT NOT NULL,
    title       TEXT NOT NULL,
    date        INTEGER,           -- days since 0001-01-01, which is day 1
    precision   TEXT NOT NULL,     -- of the date; 'estimated' when the file has none
    headline    TEXT NOT NULL,
    items       INTEGER NOT NULL,
    sections    INTEGER NOT NULL,
    links       INTEGER NOT NULL,
    language    TEXT NOT NULL,
    is_stub     INTEGER NOT NULL,
    source      TEXT NOT NULL,
    link        TEXT NOT NULL,     -- the issue's own page
    problems    TEXT NOT NULL      -- JSON: [[source, reason, line], ...]
) WITHOUT ROWID;
-- Not in the table of issues, because lists do not need it.
CREATE TABLE present_items (
    issue TEXT PRIMARY KEY, hashes TEXT NOT NULL, checksum INTEGER NOT NULL
);
-- Also has issues that are gone and had marked items: their files may reappear elsewhere.
CREATE TABLE item_traces (
    issue TEXT PRIMARY KEY, traces BLOB NOT NULL, checksum INTEGER NOT NULL
);
-- Mbox files that were read to their end.
CREATE TABLE mailbox (
    path BLOB PRIMARY KEY, size INTEGER NOT NULL, modified INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO fact VALUES
    ('generation', '0'), ('issues', '0'), ('folder_problems', '[]'), ('index_distrusted', '');
""",
    # Until a refresh has read the files again, an empty result would be wrong.
    after_damage="""
REPLACE INTO fact VALUES
    ('folder_problems', '[["catalogue.sqlite3", "was damaged; all files are read again"]]'),
    ('index_distrusted', 'yes');
""",
    # A newer parser may give items other ids; without their traces no mark could follow.
    from_older=(
        "INSERT INTO item_traces SELECT issue, traces, checksum FROM older.item_traces",
        "REPLACE INTO fact SELECT name, value FROM older.fact WHERE name = 'waiting_moves'",
    ),
)

_SELECT = """
SELECT id, publication, title, date, headline, items, sections, links, language, is_stub, source,
       precision, link, listed
FROM issue
"""
SELECT_SUMMARIES = f"""
{_SELECT} ORDER BY date IS NULL OR date NOT BETWEEN ? AND ?, date DESC, publication, title, source
"""
"""Between the first and the last day that are not doubtful."""

_UNDATED = "SELECT publication FROM issue WHERE date IS NULL OR precision = 'estimated'"
SELECT_SUMMARIES_WITH_UNDATED = f"{_SELECT} WHERE publication IN ({_UNDATED})"
SELECT_SUMMARY = f"{_SELECT} WHERE id = ?"
SELECT_FILES = "SELECT size, modified, place, id, path, root, found FROM issue"
SELECT_MAILBOXES = "SELECT path, size, modified FROM mailbox"
PUT_MAILBOX = "INSERT INTO mailbox VALUES (?, ?, ?)"
MOVE = "UPDATE issue SET place = ? WHERE id = ?"
SELECT_ITEMS = "SELECT issue, hashes, checksum FROM present_items"
SELECT_ITEMS_OF = """
SELECT issue, hashes, checksum FROM present_items WHERE issue IN (SELECT value FROM json_each(?))
"""
SELECT_FINGERPRINTS = """
SELECT issue, traces, checksum FROM item_traces WHERE issue IN (SELECT value FROM json_each(?))
"""
SELECT_FINGERPRINTS_OF_GONE = """
SELECT issue, traces, checksum FROM item_traces WHERE issue NOT IN (SELECT id FROM issue)
"""
SELECT_DAYS = """
SELECT min(date), coalesce(max(CASE WHEN precision != 'month' THEN date END), max(date))
FROM issue WHERE items > 0 AND precision != 'estimated' AND date BETWEEN ? AND ?
"""
"""The newest day by issues whose day is known, unless only months are."""
SELECT_COUNTS = "SELECT count(*), coalesce(sum(items), 0) FROM issue"
SELECT_FACT = "SELECT value FROM fact WHERE name = ?"
COUNT_ISSUES = "UPDATE fact SET value = (SELECT count(*) FROM issue) WHERE name = 'issues'"
SELECT_PROBLEMS = "SELECT problems FROM issue WHERE problems != '[]' ORDER BY source"
SELECT_PROBLEMS_OF = "SELECT problems FROM issue WHERE id = ?"
_PUT = """
REPLACE INTO issue (id, publication, title, date, headline, items, sections, links, language,
                    is_stub, source, precision, link, listed, path, root, found, size,
                    modified, place, problems)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_PUT_ITEMS = "REPLACE INTO present_items VALUES (?, ?, ?)"
_PUT_FINGERPRINTS = "REPLACE INTO item_traces VALUES (?, ?, ?)"
REMOVE = ("DELETE FROM issue WHERE id = ?", "DELETE FROM present_items WHERE issue = ?")
FORGET_FINGERPRINTS = "DELETE FROM item_traces WHERE issue = ?"


class CataloguedFile(NamedTuple):
    """The file of an issue, and the size and time of the version that was read."""

    issue_id: str
    path: bytes
    root: bytes
    size: int
    modified: int
    place: bytes = b""
    """Of a message in its mailbox, as `IssueFile.place` has it."""


class CatalogueRow(NamedTuple):
    """What the catalogue stores of one issue file."""

    file: CataloguedFile
    summary: IssueSummary
    problems: tuple[Problem, ...]

    item_hashes: str = ""
    """The parts of item ids after the dot, eight digits each, sorted and concatenated."""

    fingerprints: bytes = b""
    """Packed; they identify its items after the file has changed."""


def checked(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield rows without their last column, the checksum. Raises DamagedRowError."""
    for row in rows:
        if _checksum(row[:-1]) != row[-1]:
            raise DamagedRowError
        yield row[:-1]


def files_of(rows: Iterable[Row]) -> tuple[CataloguedFile, ...]:
    """Return files from rows of SELECT_FILES. Raises DamagedRowError.

    Size, time and place have no checksum: a wrong one only causes the file to be read again, or a
    message to be looked for.
    """
    rows = list(rows)
    paths = checked(row[3:] for row in rows)
    return tuple(CataloguedFile(*path, *row[:3]) for path, row in zip(paths, rows, strict=True))


def _checksum(values: Row) -> int:
    # Version 2 gives equal bytes for equal values, four times as fast as repr.
    return zlib.crc32(marshal.dumps(values, 2))


def summaries_of(rows: Iterable[Row]) -> tuple[IssueSummary, ...]:
    """Return summaries from rows of SELECT_SUMMARIES. Raises DamagedRowError."""
    from digests.model.dates import DatePrecision
    from digests.model.summary import IssueSummary

    # Calling the class for each row takes longer.
    precisions = {precision.value: precision for precision in DatePrecision}
    return tuple(_summary(IssueSummary, precisions, row) for row in checked(rows))


def _summary(
    make: type[IssueSummary], precisions: dict[str, DatePrecision], row: Row
) -> IssueSummary:
    id_, publication, title, day, line, items, sections, links, language, is_stub, *rest = row
    source, precision, link = rest
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
        precisions[precision],
        link,
    )


def put_row(connection: sqlite3.Connection, row: CatalogueRow) -> None:
    """Add or replace an issue."""
    connection.execute(_PUT, _columns_of(row))
    items = (row.summary.id, row.item_hashes)
    connection.execute(_PUT_ITEMS, (*items, _checksum(items)))
    if row.item_hashes:
        # A file that is temporarily unreadable has no items: keep the fingerprints of the old.
        fingerprints = (row.summary.id, row.fingerprints)
        connection.execute(_PUT_FINGERPRINTS, (*fingerprints, _checksum(fingerprints)))


def _columns_of(row: CatalogueRow) -> tuple[object, ...]:
    """Return the columns of `row`, in the order of _PUT."""
    summary, file = row.summary, row.file
    listed = (
        summary.id,
        summary.publication,
        summary.title,
        summary.date.toordinal() if summary.date else None,
        summary.headline,
        summary.items,
        summary.sections,
        summary.links,
        summary.language,
        int(summary.is_stub),
        summary.source,
        summary.date_precision.value,
        summary.link,
    )
    located = (summary.id, file.path, file.root)
    problems = json.dumps([(p.source, p.reason, p.line, p.is_note) for p in row.problems])
    return (
        *listed,
        _checksum(listed),
        *located[1:],
        _checksum(located),
        file.size,
        file.modified,
        file.place,
        problems,
    )
