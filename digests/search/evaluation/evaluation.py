"""Answering a query: which items, in which order, and what a page shows of them.

1. The typed text becomes a tree of wishes (query_parser.py), and each word of it a few terms of
   the index (spellings.py).
2. The list of each term is read once, as an array of item numbers; a beginning has a list of its
   own or is the union of neighbouring lists (term_items.py, snapshot.py).
3. The tree is evaluated to two sets of items, those that surely hold the query and those that may
   (matching.py). Nothing is scored yet. Removed items are taken out.
4. The items that were found are scored, word by word, from one byte an item (ranking.py, bm25f.py).
5. The first of them in order are picked without sorting the rest.
6. Those that only may hold the query are read, in order, until the page is full: all of them when
   they are few, and then the total is exact.
7. Stored values of the items on the page become hits, with marks and snippets (snippets.py).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from digests.search.evaluation.matching import Matches, TermItems
from digests.search.evaluation.ranking import best, scores
from digests.search.evaluation.snippets import highlight, places, snippet_around
from digests.search.hits import FieldCounts, Hit, SearchPage
from digests.search.index.arrays import np
from digests.search.index.item_sets import ItemSet
from digests.search.query.model import All, wanted
from digests.search.query.parser import parse_query
from digests.search.query.spellings import patterns

if TYPE_CHECKING:
    import datetime
    import re
    from collections.abc import Callable, Iterator

    from digests.search.evaluation.facets import NarrowingCounts
    from digests.search.evaluation.marks import MarkedItems
    from digests.search.evaluation.matching import Found
    from digests.search.hits import Facets
    from digests.search.index.index import SearchIndex
    from digests.search.index.snapshot import Snapshot
    from digests.search.query.model import Query

_FEW = 100
"""So many candidates are read at once, which makes the total exact."""


def search(
    index: SearchIndex | None,
    text: str,
    *,
    limit: int,
    today: datetime.date,
    offset: int = 0,
    as_you_type: bool = False,
    facets: bool = False,
    marks: MarkedItems | None = None,
    narrowing: Callable[[Snapshot], NarrowingCounts] | None = None,
) -> SearchPage:
    """Return the hits of `text` from number `offset` on, at most `limit` of them.

    Without an index there are no hits, but a misspelled query is refused all the same.

    Args:
        index: where to search.
        text: what the user typed.
        limit: how many hits to return at most.
        today: the day that `last:` counts back from.
        offset: how many hits to leave out before them.
        as_you_type: the last word also stands for those that begin like it.
        facets: count how the hits spread, too.
        marks: which items are marked; without it queries for marks are refused.
        narrowing: returns what counts the facets of a snapshot, with what it remembers from
            earlier searches; without it nothing is remembered.

    Raises:
        QueryError: the query means nothing; the index is not touched for most of the reasons.
        IndexDamagedError: the index must be made anew.
    """
    query = parse_query(text, as_you_type=as_you_type)
    if not text.strip() or index is None:
        return SearchPage(text, 0, (), offset)
    with index.snapshot() as snapshot:
        term_items = TermItems(snapshot)
        answer = _Answer(term_items, query, Matches(term_items, text, today, marks))
        found = answer.found()
        hits = tuple(islice(answer.hits(found, offset + limit), offset, None))
        total = answer.total(found)
        return SearchPage(
            query=text,
            total=total,
            hits=hits,
            offset=offset,
            is_exact_total=found.is_certain,
            facets=_facets(snapshot, found, narrowing) if facets else None,
            missing=() if total or as_you_type else answer.missing(),
            suggestion="" if total or as_you_type else _suggestion(snapshot, query),
        )


@dataclass(slots=True)
class _Answer:
    """One query and what was read for it."""

    term_items: TermItems
    query: Query
    matches: Matches
    _read: dict[int, bool] = field(default_factory=dict)
    """Candidates that were read, and whether they hold the query."""

    @property
    def snapshot(self) -> Snapshot:
        """Where the items are."""
        return self.term_items.snapshot

    def found(self) -> Found:
        """Return the items; when few of them are candidates only, those are read."""
        found = self.matches.of(self.query.part)
        if found.is_certain:
            return found
        unsure = found.maybe - found.sure
        if len(unsure) > _FEW:
            return found
        held = [number for number in unsure.numbers.tolist() if self._holds(number)]
        items = found.sure | ItemSet(self.snapshot.items, numbers=np.array(held, np.intp))
        return type(found)(items, items)

    def hits(self, found: Found, count: int) -> Iterator[Hit]:
        """Yield the first `count` hits in order."""
        numbers = found.maybe.numbers
        scored = scores(self.term_items, self.query.part, found.maybe)
        days = self.snapshot.day_of_item
        marks = patterns(tuple(wanted(self.query.part)))
        window, given = count, 0
        while given < count:
            order = best(numbers, scored, days, self.query.order, window)
            passed = (place for place in order.tolist() if self._is_in(found, int(numbers[place])))
            for place in islice(passed, given, count):
                given += 1
                yield _hit(self.snapshot, int(numbers[place]), float(scored[place]), marks)
            if window >= len(numbers):
                return
            window *= 4

    def total(self, found: Found) -> int:
        """Return how many hits there are, or an estimate from the candidates that were read."""
        if found.is_certain or not self._read:
            return len(found.maybe)
        unsure = len(found.maybe) - len(found.sure)
        return len(found.sure) + round(unsure * sum(self._read.values()) / len(self._read))

    def missing(self) -> tuple[str, ...]:
        """Return the parts of the query that no item has, when it demands several."""
        parts = self.query.part.parts if isinstance(self.query.part, All) else ()
        return tuple(str(part) for part in parts if not len(self.matches.of(part).maybe))

    def _is_in(self, found: Found, number: int) -> bool:
        return found.is_certain or number in found.sure or self._holds(number)

    def _holds(self, number: int) -> bool:
        if number not in self._read:
            item = self.snapshot.item(number)
            part = self.query.part
            self._read[number] = part is None or self.matches.holds(part, number, item)
        return self._read[number]


def _facets(
    snapshot: Snapshot, found: Found, narrowing: Callable[[Snapshot], NarrowingCounts] | None
) -> Facets:
    from digests.search.evaluation.facets import NarrowingCounts, facets

    return facets(snapshot, found.maybe, (narrowing or NarrowingCounts)(snapshot))


def _suggestion(snapshot: Snapshot, query: Query) -> str:
    from digests.search.evaluation.suggestions import suggestion

    return suggestion(snapshot, query)


def _hit(snapshot: Snapshot, number: int, score: float, marks: tuple[re.Pattern[str], ...]) -> Hit:
    issue = snapshot.issue(number)
    item = snapshot.item(number)
    title = highlight(marks, item.title)
    in_text = places(marks, item.text)
    return Hit(
        item_id=item.item_id,
        issue_id=issue.issue_id,
        publication=issue.publication,
        issue_title=issue.title,
        date=issue.date,
        section=item.section,
        title=title,
        snippet=snippet_around(item.text, in_text),
        links=item.links,
        score=score,
        counts=FieldCounts(
            title=len(title.spans) + len(places(marks, item.other_title)),
            section=len(places(marks, "\n".join(item.section))),
            text=len(in_text),
        ),
    )
