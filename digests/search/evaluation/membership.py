"""Which items or issues match a query, without ranking them or building hits."""

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
    """Return the ids of the items of `issue_ids` that match the query `text`.

    The other arguments are those of `search`. Raises QueryError and IndexDamagedError.
    """
    query = parse_query(text)
    if index is None:
        return frozenset()
    with index.snapshot() as snapshot:
        matches = Matches(TermItems(snapshot), text, today, marks)
        matched = matches.of(query.part)
        ids: set[str] = set()
        for number in _items(snapshot, issue_ids):
            if number not in matched.maybe:
                continue
            item = snapshot.item(number)
            if number in matched.sure or (
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
    """Return the ids of the issues with items that match `text`; none for an empty query.

    The arguments are those of `search`. Raises QueryError and IndexDamagedError.
    """
    query = parse_query(text)
    if index is None or query.part is None:
        return frozenset()
    with index.snapshot() as snapshot:
        matches = Matches(TermItems(snapshot), text, today, marks)
        matched = matches.of(query.part)
        issue_of_item = snapshot.issue_of_item
        sure = matched.sure.numbers
        item_of_issue = dict(zip(issue_of_item[sure].tolist(), sure.tolist(), strict=True))
        for number in (matched.maybe - matched.sure).numbers.tolist():
            issue = int(issue_of_item[number])
            if issue not in item_of_issue and matches.holds(
                query.part, number, snapshot.item(number)
            ):
                item_of_issue[issue] = number
        return frozenset(snapshot.issue(item).issue_id for item in item_of_issue.values())


def _items(snapshot: Snapshot, issue_ids: Sequence[str]) -> Iterator[int]:
    """Yield the numbers of the items of issues, removed ones included."""
    for segment in snapshot.segments:
        for issue_id in issue_ids:
            for start, end in segment.files.items_of(issue_id):
                yield from range(segment.first_item + start, segment.first_item + end)
