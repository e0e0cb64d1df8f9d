"""Answering a query: which items, in which order, and what a page shows of them.

1. The typed text is parsed to a tree (`query.parser`), and each word of it becomes a few terms of
   the index (`query.spellings`).
2. The posting list of each term is read once, as an array of item numbers; a prefix has a list of
   its own or is the union of neighbouring lists (`index.snapshot`).
3. The tree is evaluated to two sets of items, those that certainly match and those that may
   (`matching`). Nothing is scored yet. Removed items are taken out.
4. The matching items are scored, word by word, from one byte per item (`ranking`, `index.bm25f`).
5. The first of them in order are picked without sorting the rest.
6. Those that only may match are read, in order, until the page is full; when they are few, all of
   them are read, and the total is exact.
7. Stored values of the items on the page become hits with highlights and snippets (`snippets`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from digests.model.dates import MOST_DAYS_AHEAD, DatePrecision
from digests.search.evaluation.matching import Matches, TermItems
from digests.search.evaluation.ranking import best, scores
from digests.search.evaluation.snippets import highlight, matching_spans, snippet
from digests.search.hits import FieldCounts, Hit, SearchPage
from digests.search.index.arrays import np
from digests.search.index.item_sets import ItemSet
from digests.search.query.model import All, positive_words
from digests.search.query.parser import parse_query
from digests.search.query.spellings import highlight_patterns

if TYPE_CHECKING:
    import datetime
    import re
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from digests.search.evaluation.facets import NarrowingCounts
    from digests.search.evaluation.marks import MarkedItems
    from digests.search.evaluation.matching import ClauseItems
    from digests.search.hits import Facets
    from digests.search.index.index import SearchIndex
    from digests.search.index.snapshot import Snapshot
    from digests.search.query.model import Query

_FEW = 100
"""Up to this many candidates are all read, which makes the total exact."""


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

    Without an index there are no hits, but an invalid query still raises.

    Args:
        index: where to search.
        text: what the user typed.
        limit: the size of the page.
        today: the day that `last:` counts back from.
        offset: how many hits to skip.
        as_you_type: the last word is a prefix.
        facets: whether to compute facets.
        marks: which items are marked; without it queries for marks raise QueryError.
        narrowing: returns a snapshot's counter for facets, with its cache from earlier searches;
            without it nothing is cached.

    Raises:
        QueryError: the query is invalid; usually the index is not even opened.
        IndexDamagedError: the index must be rebuilt.
    """
    query = parse_query(text, as_you_type=as_you_type)
    if not text.strip() or index is None:
        return SearchPage(text, 0, (), offset)
    with index.snapshot() as snapshot:
        term_items = TermItems(snapshot)
        answer = _Answer(term_items, query, Matches(term_items, text, today, marks))
        matched = answer.items()
        hits = tuple(islice(answer.hits(matched, offset + limit), offset, None))
        total = answer.total(matched)
        return SearchPage(
            query=text,
            total=total,
            hits=hits,
            offset=offset,
            is_exact_total=matched.is_certain,
            facets=_facets(snapshot, matched, narrowing) if facets else None,
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
    """Candidates that were read, by number, and whether they match the query."""

    @property
    def snapshot(self) -> Snapshot:
        """The snapshot that is searched."""
        return self.term_items.snapshot

    def items(self) -> ClauseItems:
        """Return the items of the query; when few of them are only candidates, those are read."""
        matched = self.matches.of(self.query.part)
        if matched.is_certain:
            return matched
        unsure = matched.maybe - matched.sure
        if len(unsure) > _FEW:
            return matched
        confirmed = [number for number in unsure.numbers.tolist() if self._holds(number)]
        items = matched.sure | ItemSet(self.snapshot.items, numbers=np.array(confirmed, np.intp))
        return type(matched)(items, items)

    def hits(self, matched: ClauseItems, count: int) -> Iterator[Hit]:
        """Yield the first `count` hits in order."""
        numbers = matched.maybe.numbers
        scored = scores(self.term_items, self.query.part, matched.maybe)
        days = _trusted_days(self.snapshot, self.matches.today)
        patterns = highlight_patterns(tuple(positive_words(self.query.part)))
        window, yielded = count, 0
        while yielded < count:
            order = best(numbers, scored, days, self.query.order, window)
            confirmed = (i for i in order.tolist() if self._is_in(matched, int(numbers[i])))
            for index in islice(confirmed, yielded, count):
                yielded += 1
                yield _hit(self.snapshot, int(numbers[index]), float(scored[index]), patterns)
            if window >= len(numbers):
                return
            window *= 4

    def total(self, matched: ClauseItems) -> int:
        """Return how many hits there are, or an estimate from the candidates that were read."""
        if matched.is_certain or not self._read:
            return len(matched.maybe)
        unsure = len(matched.maybe) - len(matched.sure)
        return len(matched.sure) + round(unsure * sum(self._read.values()) / len(self._read))

    def missing(self) -> tuple[str, ...]:
        """Return the clauses that no item matches, if the query requires several."""
        parts = self.query.part.parts if isinstance(self.query.part, All) else ()
        return tuple(str(part) for part in parts if not len(self.matches.of(part).maybe))

    def _is_in(self, matched: ClauseItems, number: int) -> bool:
        return matched.is_certain or number in matched.sure or self._holds(number)

    def _holds(self, number: int) -> bool:
        if number not in self._read:
            item = self.snapshot.item(number)
            part = self.query.part
            self._read[number] = part is None or self.matches.holds(part, number, item)
        return self._read[number]


def _trusted_days(snapshot: Snapshot, today: datetime.date) -> NDArray[np.int32]:
    """Return the day of each item, 0 instead of one that is too far in the future to be true."""
    latest = (today + MOST_DAYS_AHEAD).toordinal()
    days = snapshot.day_of_item
    is_any_later = snapshot.days.max(initial=0) > latest
    return np.where(days > latest, np.int32(0), days) if is_any_later else days


def _facets(
    snapshot: Snapshot,
    matched: ClauseItems,
    narrowing: Callable[[Snapshot], NarrowingCounts] | None,
) -> Facets:
    from digests.search.evaluation.facets import NarrowingCounts, facets

    return facets(snapshot, matched.maybe, (narrowing or NarrowingCounts)(snapshot))


def _suggestion(snapshot: Snapshot, query: Query) -> str:
    from digests.search.evaluation.suggestions import suggestion

    return suggestion(snapshot, query)


def _hit(
    snapshot: Snapshot, number: int, score: float, patterns: tuple[re.Pattern[str], ...]
) -> Hit:
    issue = snapshot.issue(number)
    item = snapshot.item(number)
    title = highlight(patterns, item.title)
    in_text = matching_spans(patterns, item.text)
    return Hit(
        item_id=item.item_id,
        issue_id=issue.issue_id,
        publication=issue.publication,
        issue_title=issue.title,
        date=issue.date,
        section=item.section,
        title=title,
        snippet=snippet(patterns, item.text),
        links=item.links,
        score=score,
        counts=FieldCounts(
            title=len(title.spans) + len(matching_spans(patterns, item.other_title)),
            section=len(matching_spans(patterns, "\n".join(item.section))),
            text=len(in_text),
        ),
        date_precision=DatePrecision(issue.precision),
    )
