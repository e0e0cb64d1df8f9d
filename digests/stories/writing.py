"""Putting issues into the tables and taking them out, with everything that hangs on them.

Counting how common terms and links are, and keeping the counts as they are for a while.

If the counts grew with each refresh, the same two items would be judged differently from one day to
the next, and by the order in which files came. So they are frozen: everything between one freezing
and the next is one release. The next one is due when the library has doubled.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Final, TypeVar

from digests.stories.comparison.frequencies import Frequencies
from digests.stories.prepared import MANY_ITEMS, term_lines, unpacked_features

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from digests.stories.comparison.features import Features
    from digests.stories.prepared import PreparedIssue
    from digests.stories.tables import StoryTables


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


def insert_issue(connection: sqlite3.Connection, issue: PreparedIssue) -> None:
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


_T = TypeVar("_T")

_GROWTH: Final = 2
_ROWS_AT_ONCE: Final = 1000
_COUNTS: Final = """
SELECT term, chinese, english FROM json_each(?) JOIN frequency ON term = json_each.value
"""
_COUNT_DATED: Final = "SELECT coalesce(sum(items), 0) FROM issue WHERE day > 0"
_MARK_COMMON: Final = f"""
UPDATE address SET is_common = number IN (
    SELECT address FROM link JOIN item ON item.number = link.item
    JOIN issue ON issue.number = item.issue
    GROUP BY address, publication HAVING count(*) > {MANY_ITEMS})
"""  # noqa: S608 - a number of ours


def is_recount_due(tables: StoryTables) -> bool:
    """Say whether the library has outgrown the counts, or has none."""
    ((items,),) = tables.rows(_COUNT_DATED)
    return bool(items > _GROWTH * tables.fact("frozen"))


class _StoppedError(Exception):
    """Nobody waits for the counts any more; a change that is being made is taken back."""


def recount(tables: StoryTables, should_stop: Callable[[], bool] = lambda: False) -> bool:
    """Count anew. All edges go: every issue waits to be compared again. Raises CacheError.

    `should_stop` is asked before each issue is counted, and while the counts are written. When it
    is true, all stays as it was, and False is returned.
    """
    try:
        chinese, english = _counts(tables, should_stop)
        _write(tables, chinese, english, should_stop)
    except _StoppedError:
        return False
    return True


def _write(
    tables: StoryTables, chinese: _Counts, english: _Counts, should_stop: Callable[[], bool]
) -> None:
    facts = {"chinese": chinese.items, "english": english.items}
    facts["frozen"] = sum(facts.values())
    rows = _until(should_stop, _rows(chinese.terms, english.terms), every=_ROWS_AT_ONCE)
    with tables.change() as connection:
        for table in ("frequency", "edge", "twin"):
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 - names of ours
        connection.execute("DELETE FROM address WHERE number NOT IN (SELECT address FROM link)")
        connection.executemany("INSERT INTO frequency VALUES (?, ?, ?)", rows)
        connection.execute(_MARK_COMMON)
        connection.executemany("REPLACE INTO fact VALUES (?, ?)", facts.items())
        connection.execute("UPDATE issue SET is_joined = 0 WHERE day > 0 AND items > 0")


def frequency_snapshot(tables: StoryTables) -> Frequencies:
    """Return the counts as they were frozen."""

    def look_up(terms: Collection[str]) -> dict[str, tuple[int, int]]:
        rows = tables.rows(_COUNTS, (json.dumps(sorted(terms)),))
        return {term: (chinese, english) for term, chinese, english in rows}

    return Frequencies(tables.fact("chinese"), tables.fact("english"), look_up)


class _Counts:
    """Of the items of one language."""

    def __init__(self) -> None:
        self.items = 0
        self.terms: Counter[str] = Counter()

    def add(self, features: Features) -> None:
        self.items += 1
        self.terms.update(features.terms)


def _counts(tables: StoryTables, should_stop: Callable[[], bool]) -> tuple[_Counts, _Counts]:
    """Return the counts of Chinese and of English items."""
    chinese, english = _Counts(), _Counts()
    issues = tables.rows("SELECT number FROM issue WHERE day > 0")
    for (number,) in _until(should_stop, issues):
        ((packed,),) = tables.rows("SELECT features FROM issue WHERE number = ?", (number,))
        for features in unpacked_features(packed):
            (english if features.is_english else chinese).add(features)
    return chinese, english


def _until(
    should_stop: Callable[[], bool], values: Iterable[_T], *, every: int = 1
) -> Iterator[_T]:
    """Yield `values`; raise _StoppedError when `should_stop`, asked every so often, is true."""
    for number, value in enumerate(values):
        if number % every == 0 and should_stop():
            raise _StoppedError
        yield value


def _rows(chinese: Counter[str], english: Counter[str]) -> Iterator[tuple[str, int, int]]:
    """Yield terms that two items have; most terms are in one only."""
    for term in chinese.keys() | english.keys():
        counts = chinese[term], english[term]
        if sum(counts) > 1:
            yield term, *counts
