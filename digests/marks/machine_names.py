"""What a machine is called in marks that travel between machines."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

_NOT_PLAIN = re.compile(r"[^a-z0-9]+")


def new_machine_name() -> str:
    """Return a name for this machine: its host name, for people, and eight random digits.

    It is made once, with the file of marks, and stays when the host is renamed.
    """
    host = _NOT_PLAIN.sub("-", os.uname().nodename.partition(".")[0].lower()).strip("-")
    return f"{host[:30] or 'machine'}-{os.urandom(4).hex()}"


def machine_number(connection: sqlite3.Connection, name: str) -> int:
    """Return the number of a machine in the table of machines, a new one for a new name."""
    connection.execute("INSERT OR IGNORE INTO machine (name) VALUES (?)", (name,))
    rows = connection.execute("SELECT number FROM machine WHERE name = ?", (name,))
    return int(rows.fetchone()[0])
