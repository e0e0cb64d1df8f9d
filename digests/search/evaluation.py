"""Answering a query: which items, in which order, and what a page shows of them."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

from whoosh.scoring import BM25F

from digests.search.engine_query import engine_query
from digests.search.hits import Hit, SearchPage
from digests.search.query import Order, wanted
from digests.search.query_parser import parse_query
from digests.search.schema import StoredItem
from digests.search.snippets import highlight, snippet
from digests.search.spellings import patterns

if TYPE_CHECKING:
    import datetime
    import re
    from collections.abc import Iterator

    from whoosh.query import Query as EngineQuery
    from whoosh.searching import Searcher

    from digests.search.index import SearchIndex

_WEIGHTING = BM25F(B=0.75, K1=1.2, title_B=0.4, section_B=0.0)
_CLOSE = 0.25
"""Scores that differ by less count as equal: among them the newest comes first."""


def search(
    index: SearchIndex | None,
    text: str,
    *,
    limit: int,
    offset: int,
    as_you_type: bool,
    today: datetime.date,
) -> SearchPage:
    """Return the hits of `text` from number `offset` on, at most `limit` of them.

    Without an index there are no hits, but a misspelled query is refused all the same. Raises
    QueryError before the index is touched, and IndexDamagedError.
    """
    query = parse_query(text, as_you_type=as_you_type)
    wanted_items = engine_query(query, text, today)
    if wanted_items is None or index is None:
        return SearchPage(text, 0, (), offset)
    marks = patterns(tuple(wanted(query.part)))
    with index.searcher(_WEIGHTING) as searcher:
        found = list(_scored(searcher, wanted_items))
        best = _best(found, query.order, offset + limit)[offset:]
        hits = tuple(
            _hit(StoredItem(*searcher.stored_fields(number)["stored"]), score, marks)
            for score, _, number in best
        )
    return SearchPage(text, len(found), hits, offset)


def _scored(searcher: Searcher, query: EngineQuery) -> Iterator[tuple[float, int, int]]:
    """Yield score, day and number of every item that is found, in the order of the index.

    The engine's collectors stop counting early and know nothing of the day; this loop is as fast.
    """
    context = searcher.boolean_context().set(weighting=searcher.weighting)
    for leaf, first in searcher.leaf_searchers():
        if leaf.doc_count() == 0:  # an index without items has no columns either
            continue
        days = leaf.reader().column_reader("day")
        matcher = query.matcher(leaf, context)
        while matcher.is_active():
            number = matcher.id()
            yield matcher.score(), days[number], first + number
            matcher.next()


def _best(
    found: list[tuple[float, int, int]], order: Order, count: int
) -> list[tuple[float, int, int]]:
    if order is Order.NEW:
        return heapq.nsmallest(count, found, key=lambda f: (-f[1], -f[0], f[2]))
    return heapq.nsmallest(count, found, key=lambda f: (-(f[0] // _CLOSE), -f[1], -f[0], f[2]))


def _hit(item: StoredItem, score: float, marks: tuple[re.Pattern[str], ...]) -> Hit:
    return Hit(
        item_id=item.item_id,
        issue_id=item.issue_id,
        publication=item.publication,
        issue_title=item.issue_title,
        date=item.date,
        section=tuple(item.section),
        title=highlight(marks, item.title),
        snippet=snippet(marks, item.text),
        links=tuple(item.links),
        score=score,
    )
