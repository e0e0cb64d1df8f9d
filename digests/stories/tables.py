"""The tables of stories. They are a cache: `update_stories` rebuilds them.

A damaged file is quarantined as `stories.damaged` until the tables are complete again. Its
checksums are cleared while it is written (integrity.py).

The items of an issue have consecutive numbers. An edge is a pair of items, and why they tell one
story. Everything else about stories is derived from edges on demand.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from digests.storage.sqlite_connection import Schema
from digests.storage.sqlite_file import SqliteFile

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

_VERSION: Final = 3
"""Of the tables, and of all rules for comparing items."""

_TABLES: Final = """
CREATE TABLE fact (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE issue (
    number      INTEGER PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE,
    publication TEXT NOT NULL,
    title       TEXT NOT NULL,
    day         INTEGER NOT NULL,  -- days since 0001-01-01, which is day 1; 0: undated
    language    TEXT NOT NULL,
    fingerprint TEXT NOT NULL,     -- the caller's
    first_item  INTEGER NOT NULL,  -- the number of its first item
    items       INTEGER NOT NULL,  -- how many it has; their numbers are consecutive
    is_joined   INTEGER NOT NULL,  -- 1 once it was compared with the issues near it in time
    features    BLOB NOT NULL,
    names       BLOB NOT NULL,     -- of its items, as names.packed_names writes them
    name_counts BLOB NOT NULL      -- as names.packed_counts writes them
);
CREATE INDEX issue_day ON issue (day, is_joined);
CREATE TABLE item (
    number      INTEGER PRIMARY KEY,
    mark        TEXT NOT NULL,     -- the part of the item's id after the dot
    issue       INTEGER NOT NULL,
    place       INTEGER NOT NULL,  -- in the issue, from 0
    title       TEXT NOT NULL,
    language    TEXT NOT NULL,
    characters  INTEGER NOT NULL,
    is_roundup  INTEGER NOT NULL,
    is_primary  INTEGER NOT NULL,
    lead        INTEGER NOT NULL   -- which sentence of the summary tells it, from 1; 0: none
);
CREATE TABLE address (
    number      INTEGER PRIMARY KEY,
    url         TEXT NOT NULL UNIQUE,  -- canonical
    is_common   INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE link (
    item        INTEGER NOT NULL,
    address     INTEGER NOT NULL,
    PRIMARY KEY (item, address)
) WITHOUT ROWID;
CREATE INDEX link_address ON link (address, item);
CREATE TABLE edge (
    a           INTEGER NOT NULL,  -- the smaller number
    b           INTEGER NOT NULL,
    is_strong   INTEGER NOT NULL,
    is_link     INTEGER NOT NULL,
    is_copy     INTEGER NOT NULL,  -- who has read one knows the other
    why         TEXT NOT NULL,     -- values.packed
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX edge_other ON edge (b, a);
CREATE TABLE twin (
    a           INTEGER NOT NULL,  -- issues of two publications with items in common
    b           INTEGER NOT NULL,
    share       REAL NOT NULL,     -- of the links of the one that has fewer
    items       INTEGER NOT NULL,  -- how many they have in common
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE mention USING fts5(  -- which items have which terms, no texts
    terms, content = '', detail = none, columnsize = 0, tokenize = "ascii tokenchars '=+-.#%'"
);
CREATE TABLE frequency (
    term        TEXT PRIMARY KEY,
    chinese     INTEGER NOT NULL,  -- items that have it
    english     INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO fact VALUES ('chinese', 0), ('english', 0), ('frozen', 0);
-- The time in milliseconds, so that it also grows when the file is replaced.
INSERT INTO fact VALUES
    ('generation', CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER));
"""

_NEXT_GENERATION: Final = "UPDATE fact SET value = value + 1 WHERE name = 'generation'"


class StoryTables:
    """The tables. Any thread may use them; the caller makes sure that only one process writes."""

    def __init__(self, path: Path) -> None:
        """Open or create the file `path`. Raises CacheError."""
        self.file = SqliteFile(path, Schema(_VERSION, _TABLES))

    def rows(self, query: str, parameters: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query; a damaged file is replaced by an empty one.

        Raises CacheError.
        """
        return self.file.read(lambda connection: connection.execute(query, parameters).fetchall())

    def fact(self, name: str) -> int:
        """Return a named number stored for the whole file; 0 when damage destroyed it."""
        rows = self.rows("SELECT value FROM fact WHERE name = ?", (name,))
        value = str(rows[0][0]) if rows else ""
        return int(value) if value.isdecimal() else 0

    @contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        """Lend the connection for one transaction.

        Afterwards the file has no checksums until `file.record_checksums` is called. Raises
        CacheError; a file that turns out damaged has been replaced by an empty one then.
        """
        with self.file.transaction() as connection:
            yield connection
            connection.execute(_NEXT_GENERATION)
