"""Which items of a few issues a query asks for, without ranking or showing any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digests.search.evaluation.matching import Matches, TermItems
from digests.search.query.parser import parse_query

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Sequence

    from digests.search.evaluation.marks import MarkedItems
    from digests.search.index.index import SearchIndex
    from digests.search.index.snapshot import Snapshot


def members(
    index: SearchIndex | None,
    text: str,
    issue_ids: Sequence[str],
    *,
    today: datetime.date,
    marks: MarkedItems | None = None,
) -> frozenset[str]:
    """Return the ids of the items of `issue_ids` that `text` asks for.

    The other arguments are those of `search`. Raises QueryError and IndexDamagedError.
    """
    query = parse_query(text)
    if index is None:
        return frozenset()
    with index.snapshot() as snapshot:
        matches = Matches(TermItems(snapshot), text, today, marks)
        found = matches.of(query.part)
        ids: set[str] = set()
        for number in _items(snapshot, issue_ids):
            if number not in found.maybe:
                continue
            item = snapshot.item(number)
            if number in found.sure or (
                query.part is not None and matches.holds(query.part, number, item)
            ):
                ids.add(item.item_id)
        return frozenset(ids)


def issues_with(
    index: SearchIndex | None,
    text: str,
    *,
    today: datetime.date,
    marks: MarkedItems | None = None,
) -> frozenset[str]:
    """Return the ids of the issues with items that `text` asks for; none when nothing is asked.

    The arguments are those of `search`. Raises QueryError and IndexDamagedError.
    """
    query = parse_query(text)
    if index is None or query.part is None:
        return frozenset()
    with index.snapshot() as snapshot:
        matches = Matches(TermItems(snapshot), text, today, marks)
        found = matches.of(query.part)
        issue_of_item = snapshot.issue_of_item
        item_of_issue = dict(
            zip(
                issue_of_item[found.sure.numbers].tolist(), found.sure.numbers.tolist(), strict=True
            )
        )
        for number in (found.maybe - found.sure).numbers.tolist():
            issue = int(issue_of_item[number])
            if issue not in item_of_issue and matches.holds(
                query.part, number, snapshot.item(number)
            ):
                item_of_issue[issue] = number
        return frozenset(snapshot.issue(item).issue_id for item in item_of_issue.values())


def _items(snapshot: Snapshot, issue_ids: Sequence[str]) -> Iterator[int]:
    """Yield the numbers of the items of issues, removed ones too."""
    for part in snapshot.parts:
        for issue_id in issue_ids:
            for start, end in part.files.items_of(issue_id):
                yield from range(part.first_item + start, part.first_item + end)
