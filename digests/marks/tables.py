"""The tables of the file of marks, their version, and names of machines.

Marks are merged between machines, so each mark has the machine on which it was last changed.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from digests.errors import MarksError

if TYPE_CHECKING:
    import sqlite3


_VERSION = 1
"""Of the tables below. A file with a greater number is refused."""

_TABLES = """
CREATE TABLE machine (
    number INTEGER PRIMARY KEY,
    name   TEXT NOT NULL UNIQUE
);

CREATE TABLE mark (
    issue   TEXT NOT NULL,
    item    TEXT NOT NULL,      -- the part of the item's id after the dot
    name    TEXT NOT NULL,      -- read, starred or tag:NAME
    is_set  INTEGER NOT NULL,   -- 0 once it was taken back
    time    INTEGER NOT NULL,   -- of the last change, in nanoseconds since the epoch
    machine INTEGER NOT NULL REFERENCES machine (number),
    PRIMARY KEY (issue, item, name)
) WITHOUT ROWID;

-- Includes is_set, or SQLite would look up each row to see whether it is set.
CREATE INDEX set_mark ON mark (name, issue, item, is_set) WHERE is_set;

CREATE TABLE changed_issue (
    issue      TEXT PRIMARY KEY,
    generation INTEGER NOT NULL -- when marks of its items were last written
) WITHOUT ROWID;

CREATE TABLE fact (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;

-- The time in milliseconds, so that it also grows when the file is replaced.
INSERT INTO fact VALUES
    ('generation', CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER));

INSERT INTO fact SELECT 'first_generation', value FROM fact
"""

# They end with the connection, as undo ends with the process. SQLite keeps them on disk, so that
# marking all items of a large library does not fill the memory.
_TEMPORARY_TABLES = """
CREATE TEMP TABLE chosen (issue TEXT, item TEXT, PRIMARY KEY (issue, item)) WITHOUT ROWID;
CREATE TEMP TABLE step (
    action INTEGER, issue TEXT, item TEXT, name TEXT, is_set INTEGER,
    PRIMARY KEY (action, issue, item, name)
) WITHOUT ROWID;
"""


def prepare_tables(connection: sqlite3.Connection, file: str) -> None:
    """Create the tables in a new file. `file` is its name, for errors.

    Raises MarksError when the file is another program's database, or of a later version.
    """
    if _version(connection) == 0:
        # Another process may be doing the same, so check again within a transaction.
        connection.execute("BEGIN IMMEDIATE")
        with connection:
            if _version(connection) == 0:
                _create_tables(connection, file)
    if _version(connection) > _VERSION:
        raise MarksError(file, "a newer ainews wrote it; update ainews to use it")


def create_temporary_tables(connection: sqlite3.Connection) -> None:
    """Create the tables of chosen items and steps, which only this connection sees."""
    connection.executescript(_TEMPORARY_TABLES)


def _create_tables(connection: sqlite3.Connection, file: str) -> None:
    if connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
        raise MarksError(file, "it is a database of another program; give another name")
    for statement in _TABLES.split("\n\n"):  # executescript would end the transaction
        connection.execute(statement)
    connection.execute("INSERT INTO machine VALUES (1, ?)", (new_machine_name(),))
    connection.execute("INSERT INTO fact VALUES ('machine', 1)")
    connection.execute(f"PRAGMA user_version = {_VERSION}")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


_NOT_ALPHANUMERIC = re.compile(r"[^a-z0-9]+")


def new_machine_name() -> str:
    """Return a new name for this machine: its host name, and eight random digits.

    It is stored in the file of marks, and stays when the host is renamed.
    """
    host = _NOT_ALPHANUMERIC.sub("-", os.uname().nodename.partition(".")[0].lower()).strip("-")
    return f"{host[:30] or 'machine'}-{os.urandom(4).hex()}"


def machine_number(connection: sqlite3.Connection, name: str) -> int:
    """Return the number of a machine in the table `machine`, adding it if it is new."""
    connection.execute("INSERT OR IGNORE INTO machine (name) VALUES (?)", (name,))
    rows = connection.execute("SELECT number FROM machine WHERE name = ?", (name,))
    return int(rows.fetchone()[0])
