"""Which items or issues match a query, without ranking them or building hits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digests.search.evaluation.matching import Matches, TermItems
from digests.search.evaluation.names import Names
from digests.search.index.arrays import np
from digests.search.query.parser import parse_query

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterator, Sequence

    from digests.search.evaluation.marks import MarkedItems
    from digests.search.index.index import SearchIndex
    from digests.search.index.item_sets import ItemSet
    from digests.search.index.snapshot import Snapshot
    from digests.search.query.model import Clause


def members(
    index: SearchIndex | None,
    text: str,
    issue_ids: Sequence[str],
    *,
    today: datetime.date,
    marks: MarkedItems | None = None,
    newest: Callable[[], datetime.date | None] | None = None,
) -> frozenset[str]:
    """Return the ids of the items of `issue_ids` that match the query `text`.

    The other arguments are those of `search`. Raises QueryError and IndexDamagedError.
    """
    query = parse_query(text)
    if index is None:
        return frozenset()
    with index.snapshot() as snapshot:
        matched = _matched(snapshot, query.part, text, today, marks, newest)
        numbers = [number for number in _items(snapshot, issue_ids) if number in matched]
        return frozenset(snapshot.item(number).item_id for number in numbers)


def issues_with(
    index: SearchIndex | None,
    text: str,
    *,
    today: datetime.date,
    marks: MarkedItems | None = None,
    newest: Callable[[], datetime.date | None] | None = None,
) -> frozenset[str]:
    """Return the ids of the issues with items that match `text`; none for an empty query.

    The arguments are those of `search`. Raises QueryError and IndexDamagedError.
    """
    query = parse_query(text)
    if index is None or query.part is None:
        return frozenset()
    with index.snapshot() as snapshot:
        matched = _matched(snapshot, query.part, text, today, marks, newest)
        _, firsts = np.unique(snapshot.issue_of_item[matched.numbers], return_index=True)
        items = matched.numbers[firsts].tolist()
        return frozenset(snapshot.issue(item).issue_id for item in items)


def _matched(
    snapshot: Snapshot,
    part: Clause | None,
    text: str,
    today: datetime.date,
    marks: MarkedItems | None,
    newest: Callable[[], datetime.date | None] | None,
) -> ItemSet:
    terms = TermItems(snapshot)
    named = None if part is None else Names(terms).found_in(part)
    return Matches(terms, text, today, marks, newest).of(named)


def _items(snapshot: Snapshot, issue_ids: Sequence[str]) -> Iterator[int]:
    """Yield the numbers of the items of issues, removed ones included."""
    for segment in snapshot.segments:
        for issue_id in issue_ids:
            for start, end in segment.files.items_of(issue_id):
                yield from range(segment.first_item + start, segment.first_item + end)
