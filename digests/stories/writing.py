"""Writing the story tables: inserting and removing issues, and counting how common terms are.

If the counts grew with each refresh, the result of comparing two items would change from day to day
and depend on the order of files. So comparisons use a snapshot of the counts. They are counted
again, and all issues compared again, once the library has doubled.
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
                   is_joined, features, names, name_counts)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number
"""
_PUT_TERMS: Final = "INSERT INTO mention (rowid, terms) VALUES (?, ?)"
_DROP_TERMS: Final = "INSERT INTO mention (mention, rowid, terms) VALUES ('delete', ?, ?)"
_LINK: Final = "INSERT OR IGNORE INTO link SELECT ?, number FROM address WHERE url = ?"
_DELETE_OF_ISSUE: Final = (
    "DELETE FROM edge WHERE a BETWEEN ? AND ?",
    "DELETE FROM edge WHERE b BETWEEN ? AND ?",
    "DELETE FROM link WHERE item BETWEEN ? AND ?",
    "DELETE FROM item WHERE number BETWEEN ? AND ?",
)


def insert_issue(connection: sqlite3.Connection, issue: PreparedIssue) -> None:
    """Insert `issue`, replacing an earlier version. It has yet to be compared with others."""
    remove_issues(connection, [issue.issue_id])
    ((first,),) = connection.execute("SELECT coalesce(max(first_item + items), 1) FROM issue")
    is_joined = 0 if issue.day and issue.items else 1  # an undated issue has no neighbours
    values = (*issue[:6], first, len(issue.items), is_joined, *issue[7:])
    ((number,),) = connection.execute(_PUT_ISSUE, values).fetchall()
    items = list(enumerate(issue.items, first))
    connection.executemany(
        "INSERT INTO item VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(n, item.hash, number, item.position, *item[2:7], item.lead) for n, item in items],
    )
    links = [(n, url) for n, item in items for url in item.links]
    urls = dict.fromkeys(url for _, url in links)
    connection.executemany("INSERT OR IGNORE INTO address (url) VALUES (?)", [(u,) for u in urls])
    connection.executemany(_LINK, links)
    connection.executemany(_PUT_TERMS, enumerate(term_lines(issue.features), first))


def remove_issues(connection: sqlite3.Connection, issue_ids: Sequence[str]) -> None:
    """Remove issues with their items, terms and edges. Unknown ids are ignored."""
    for issue_id in issue_ids:
        row = connection.execute(
            "SELECT number, first_item, items, features FROM issue WHERE id = ?", (issue_id,)
        ).fetchone()
        if row is None:
            continue
        number, first, items, features = row
        for statement in _DELETE_OF_ISSUE:
            connection.execute(statement, (first, first + items - 1))
        connection.executemany(_DROP_TERMS, enumerate(term_lines(features), first))
        connection.execute("DELETE FROM twin WHERE a = ? OR b = ?", (number, number))
        connection.execute("DELETE FROM issue WHERE number = ?", (number,))


_T = TypeVar("_T")

_GROWTH: Final = 2
_ROWS_AT_ONCE: Final = 1000
_FREQUENCIES: Final = """
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
    """Return whether the library has doubled since the last count, or was never counted."""
    ((items,),) = tables.rows(_COUNT_DATED)
    return bool(items > _GROWTH * tables.fact("frozen"))


class _StoppedError(Exception):
    """Counting was cancelled; the transaction is rolled back."""


def recount(tables: StoryTables, should_stop: Callable[[], bool] = lambda: False) -> bool:
    """Count terms and links again, drop all edges, and mark all issues as not yet compared.

    `should_stop` is called before each issue is counted, and while the counts are written. Once it
    returns True nothing is changed, and False is returned. Raises CacheError.
    """
    try:
        chinese, english = _count_terms(tables, should_stop)
        _store(tables, chinese, english, should_stop)
    except _StoppedError:
        return False
    return True


def _store(
    tables: StoryTables, chinese: _TermCounts, english: _TermCounts, should_stop: Callable[[], bool]
) -> None:
    facts = {"chinese": chinese.items, "english": english.items}
    facts["frozen"] = sum(facts.values())
    rows = _stoppable(should_stop, _rows(chinese.terms, english.terms), every=_ROWS_AT_ONCE)
    with tables.change() as connection:
        for table in ("frequency", "edge", "twin"):
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 - names of ours
        connection.execute("DELETE FROM address WHERE number NOT IN (SELECT address FROM link)")
        connection.executemany("INSERT INTO frequency VALUES (?, ?, ?)", rows)
        connection.execute(_MARK_COMMON)
        connection.executemany("REPLACE INTO fact VALUES (?, ?)", facts.items())
        connection.execute("UPDATE issue SET is_joined = 0 WHERE day > 0 AND items > 0")


def frequency_snapshot(tables: StoryTables) -> Frequencies:
    """Return the term frequencies of the last `recount`; terms are looked up on demand."""

    def look_up(terms: Collection[str]) -> dict[str, tuple[int, int]]:
        rows = tables.rows(_FREQUENCIES, (json.dumps(sorted(terms)),))
        return {term: (chinese, english) for term, chinese, english in rows}

    return Frequencies(tables.fact("chinese"), tables.fact("english"), look_up)


class _TermCounts:
    """How many items of one language there are, and how many have each term."""

    def __init__(self) -> None:
        self.items = 0
        self.terms: Counter[str] = Counter()

    def add(self, features: Features) -> None:
        self.items += 1
        self.terms.update(features.terms)


def _count_terms(
    tables: StoryTables, should_stop: Callable[[], bool]
) -> tuple[_TermCounts, _TermCounts]:
    """Return the counts of Chinese and of English items. Raises _StoppedError."""
    chinese, english = _TermCounts(), _TermCounts()
    issues = tables.rows("SELECT number FROM issue WHERE day > 0")
    for (number,) in _stoppable(should_stop, issues):
        ((packed,),) = tables.rows("SELECT features FROM issue WHERE number = ?", (number,))
        for features in unpacked_features(packed):
            (english if features.is_english else chinese).add(features)
    return chinese, english


def _stoppable(
    should_stop: Callable[[], bool], values: Iterable[_T], *, every: int = 1
) -> Iterator[_T]:
    """Yield `values`. Raises _StoppedError once `should_stop`, called every so often, is true."""
    for number, value in enumerate(values):
        if number % every == 0 and should_stop():
            raise _StoppedError
        yield value


def _rows(chinese: Counter[str], english: Counter[str]) -> Iterator[tuple[str, int, int]]:
    """Yield the rows of terms that at least two items have, which most terms do not."""
    for term in chinese.keys() | english.keys():
        counts = chinese[term], english[term]
        if sum(counts) > 1:
            yield term, *counts
