"""Putting issues into the tables and taking them out, with everything that hangs on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from digests.stories.prepared import term_lines

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from digests.stories.prepared import PreparedIssue

_PUT_ISSUE: Final = """
INSERT INTO issue (id, publication, title, day, language, fingerprint, first_item, items,
                   is_joined, features)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number
"""
_PUT_TERMS: Final = "INSERT INTO mention (rowid, terms) VALUES (?, ?)"
_DROP_TERMS: Final = "INSERT INTO mention (mention, rowid, terms) VALUES ('delete', ?, ?)"
_LINK: Final = "INSERT OR IGNORE INTO link SELECT ?, number FROM address WHERE url = ?"
_OF_THE_ISSUE: Final = (
    "DELETE FROM edge WHERE a BETWEEN ? AND ?",
    "DELETE FROM edge WHERE b BETWEEN ? AND ?",
    "DELETE FROM link WHERE item BETWEEN ? AND ?",
    "DELETE FROM item WHERE number BETWEEN ? AND ?",
)


def put_issue(connection: sqlite3.Connection, issue: PreparedIssue) -> None:
    """Add `issue`, in the place of what is known of it. It is not yet compared with others."""
    remove_issues(connection, [issue.issue_id])
    ((first,),) = connection.execute("SELECT coalesce(max(first_item + items), 1) FROM issue")
    is_joined = 0 if issue.day and issue.items else 1  # without a date nothing is near it
    values = (*issue[:6], first, len(issue.items), is_joined, issue.features)
    ((number,),) = connection.execute(_PUT_ISSUE, values).fetchall()
    items = list(enumerate(issue.items, first))
    connection.executemany(
        "INSERT INTO item VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (n, item.mark, number, item.place, *item[2:5], item.is_roundup, item.is_primary)
            for n, item in items
        ],
    )
    links = [(n, url) for n, item in items for url in item.links]
    urls = dict.fromkeys(url for _, url in links)
    connection.executemany("INSERT OR IGNORE INTO address (url) VALUES (?)", [(u,) for u in urls])
    connection.executemany(_LINK, links)
    connection.executemany(_PUT_TERMS, enumerate(term_lines(issue.features), first))


def remove_issues(connection: sqlite3.Connection, issue_ids: Sequence[str]) -> None:
    """Drop issues with their items and edges; unknown ids are fine."""
    for issue_id in issue_ids:
        found = connection.execute(
            "SELECT number, first_item, items, features FROM issue WHERE id = ?", (issue_id,)
        ).fetchone()
        if found is None:
            continue
        number, first, items, features = found
        for statement in _OF_THE_ISSUE:
            connection.execute(statement, (first, first + items - 1))
        connection.executemany(_DROP_TERMS, enumerate(term_lines(features), first))
        connection.execute("DELETE FROM twin WHERE a = ? OR b = ?", (number, number))
        connection.execute("DELETE FROM issue WHERE number = ?", (number,))
