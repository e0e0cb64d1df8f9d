"""Comparing issues with those near them in time, and storing an edge where items tell one story.

An issue is compared with issues that were already compared (`is_joined`), the newest first; so each
pair of issues is compared once, in whatever order they come. Only a few days around an issue are
examined, so the cost does not depend on the length of the archive.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from digests.stories.comparison.likeness import DAYS_BY_LINK, DAYS_BY_TEXT, likeness
from digests.stories.comparison.neighbours import Neighbour, Neighbours
from digests.stories.comparison.twins import find_twins
from digests.stories.values import EvidenceKind, Tier, packed
from digests.stories.writing import (
    frequency_snapshot,
    insert_issue,
    is_recount_due,
    recount,
    remove_issues,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from digests.stories.comparison.likeness import Likeness
    from digests.stories.prepared import PreparedIssue
    from digests.stories.tables import StoryTables

_ISSUES_AT_ONCE: Final = 20
"""In one transaction."""

_WAITING: Final = """
SELECT number, id, publication, day, first_item, items FROM issue
WHERE is_joined = 0 ORDER BY day DESC, id
"""
_LINKED_NEAR: Final = """
SELECT number, id, publication, day, first_item, items FROM issue
WHERE is_joined = 1 AND items > 0 AND day BETWEEN ? AND ? ORDER BY day, id
"""
_SHARED_LINKS: Final = """
SELECT here.item, there.item, url, issue.day
FROM link AS here
JOIN address ON address.number = here.address AND NOT is_common
JOIN link AS there ON there.address = here.address
JOIN item ON item.number = there.item
JOIN issue ON issue.number = item.issue
WHERE here.item BETWEEN ? AND ? AND issue.is_joined AND issue.day BETWEEN ? AND ?
"""


class _Edge(NamedTuple):
    a: int
    b: int
    is_strong: bool
    is_link: bool
    is_copy: bool
    why: str


def update_stories(
    tables: StoryTables,
    put: Iterable[PreparedIssue] = (),
    remove: Sequence[str] = (),
    *,
    should_stop: Callable[[], bool] = lambda: False,
    on_progress: Callable[[int, int], None] = lambda _done, _total: None,
    rebuild: bool = False,
) -> bool:
    """Update the tables with issues that are new, changed or gone.

    Only one process may write at a time. Work that an earlier call left undone is done too.

    Args:
        tables: to update.
        put: new and changed issues, in any order; consumed one by one.
        remove: ids of issues that are gone.
        should_stop: called before each issue.
        on_progress: called with the number of issues compared so far, and to compare in all.
        rebuild: count term frequencies again, and compare all issues again.

    Returns:
        Whether everything is done; if not, the next call continues.

    Raises:
        CacheError: the file cannot be written.
    """
    if remove:
        with tables.change() as connection:
            remove_issues(connection, remove)
    for issues in _in_batches(put):
        with tables.change() as connection:
            for issue in issues:
                insert_issue(connection, issue)
        if should_stop():
            return False
    if (rebuild or is_recount_due(tables)) and not recount(tables, should_stop):
        return False
    return _link_all(tables, should_stop, on_progress)


def _in_batches(issues: Iterable[PreparedIssue]) -> Iterator[list[PreparedIssue]]:
    batch: list[PreparedIssue] = []
    for issue in issues:
        batch.append(issue)
        if len(batch) == _ISSUES_AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _link_all(
    tables: StoryTables,
    should_stop: Callable[[], bool],
    on_progress: Callable[[int, int], None],
) -> bool:
    waiting = [Neighbour(*row) for row in tables.rows(_WAITING)]
    neighbours = Neighbours(tables, frequency_snapshot(tables))
    for done, issue in enumerate(waiting, 1):
        if should_stop():
            return False
        _link(tables, neighbours, issue)
        neighbours.forget_after(issue.day + DAYS_BY_LINK)
        on_progress(done, len(waiting))
    return True


def _link(tables: StoryTables, neighbours: Neighbours, issue: Neighbour) -> None:
    near = tables.rows(_LINKED_NEAR, (issue.day - DAYS_BY_TEXT, issue.day + DAYS_BY_TEXT))
    edges = [
        *_edges_by_link(tables, neighbours, issue),
        *_edges_inside(neighbours, issue),
        *(edge for row in near for edge in _edges_by_text(neighbours, issue, Neighbour(*row))),
    ]
    twins = find_twins(tables, issue.number)
    with tables.change() as connection:
        # If two items have several edges, the first is kept: one by link.
        connection.executemany("INSERT OR IGNORE INTO edge VALUES (?, ?, ?, ?, ?, ?)", edges)
        connection.executemany("INSERT OR IGNORE INTO twin VALUES (?, ?, ?, ?)", twins)
        connection.execute("UPDATE issue SET is_joined = 1 WHERE number = ?", (issue.number,))


def _edges_by_link(
    tables: StoryTables, neighbours: Neighbours, issue: Neighbour
) -> Iterator[_Edge]:
    window = (issue.day - DAYS_BY_LINK, issue.day + DAYS_BY_LINK)
    last = issue.first_item + issue.items - 1
    shared: dict[tuple[int, int], set[str]] = {}
    days: dict[int, int] = {}
    for here, there, url, day in tables.rows(_SHARED_LINKS, (issue.first_item, last, *window)):
        shared.setdefault((here, there), set()).add(url)
        days[there] = abs(day - issue.day)
    for (here, there), links in shared.items():
        pair = neighbours.item(here), neighbours.item(there)
        result = likeness(*pair, links, days[there], neighbours.frequencies)
        if result:
            yield _edge(here, there, result)


def _edges_by_text(neighbours: Neighbours, issue: Neighbour, other: Neighbour) -> Iterator[_Edge]:
    days = abs(issue.day - other.day)
    for here, there in neighbours.candidates(issue, other):
        pair = neighbours.item(here), neighbours.item(there)
        result = likeness(*pair, (), days, neighbours.frequencies)
        if result:
            yield _edge(here, there, result)


def _edges_inside(neighbours: Neighbours, issue: Neighbour) -> Iterator[_Edge]:
    for here, there in neighbours.candidates(issue, issue):
        pair = neighbours.item(here), neighbours.item(there)
        result = likeness(*pair, (), 0, neighbours.frequencies, in_one_issue=True)
        if result:
            yield _edge(here, there, result)


def _edge(here: int, there: int, found: Likeness) -> _Edge:
    return _Edge(
        min(here, there),
        max(here, there),
        found.tier is Tier.STRONG,
        found.evidence[0].kind is EvidenceKind.LINK,
        found.is_copy,
        packed(found.evidence),
    )
