"""Answering a query: which items, in which order, and what a page shows of them.

1. The typed text is parsed to a tree (`query.parser`). Words that the library writes as one name
   become one (`names`), and each word a few ways of writing it (`query.spellings`).
2. The posting list of each term is read once, as an array of item numbers; a prefix has a list of
   its own or is the union of neighbouring lists (`index.snapshot`).
3. The tree is evaluated to a set of items (`matching`, `adjacency`); removed ones are taken out.
4. The items are scored, word by word, from one byte per item (`ranking`, `index.bm25f`, `priors`).
5. The first of them in order are picked without sorting the rest, and the very first are read, to
   put them into a better order (`refining`).
6. When few items have all that was asked for, those follow that have most of it (`second_chance`).
7. What is stored of the items on the page becomes hits with highlights and snippets (`snippets`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from digests.errors import SearchStoppedError
from digests.model.dates import DatePrecision
from digests.search.evaluation.matching import Matches, TermItems, asks_for_words
from digests.search.evaluation.names import Names
from digests.search.evaluation.priors import WHOLE_ISSUE, priors, trusted_days
from digests.search.evaluation.ranking import best, scores
from digests.search.evaluation.refining import WINDOW, Asked, Candidate, Place, refined
from digests.search.evaluation.snippets import highlight, snippet
from digests.search.hits import Hit, HitKind, Match, SearchPage
from digests.search.query.model import All, Order, Word, positive_words
from digests.search.query.parser import parse_query
from digests.search.query.spellings import highlight_patterns

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from digests.search.evaluation.facets import NarrowingCounts
    from digests.search.evaluation.marks import MarkedItems
    from digests.search.evaluation.ranking import Scores
    from digests.search.evaluation.refining import SameStory
    from digests.search.evaluation.second_chance import Most
    from digests.search.hits import Facets
    from digests.search.index.arrays import np
    from digests.search.index.index import SearchIndex
    from digests.search.index.item_sets import ItemSet
    from digests.search.index.snapshot import Snapshot
    from digests.search.index.stored import StoredItem
    from digests.search.query.model import Clause, Phrase, Query

FEW = 20
"""Up to this many hits with all words, those with most of them follow: about a screen."""


class Circumstances(NamedTuple):
    """What an answer depends on besides the query and the index: arguments of `search`."""

    today: datetime.date
    marks: MarkedItems | None
    half_life: int
    liking: Callable[[Snapshot], NDArray[np.float64] | None] | None
    same_story: SameStory | None
    narrowing: Callable[[Snapshot], NarrowingCounts] | None
    should_stop: Callable[[], bool] | None
    newest: Callable[[], datetime.date | None] | None


def search(
    index: SearchIndex | None,
    text: str,
    *,
    limit: int,
    today: datetime.date,
    offset: int = 0,
    facets: bool = False,
    marks: MarkedItems | None = None,
    half_life: int = 0,
    liking: Callable[[Snapshot], NDArray[np.float64] | None] | None = None,
    same_story: SameStory | None = None,
    narrowing: Callable[[Snapshot], NarrowingCounts] | None = None,
    should_stop: Callable[[], bool] | None = None,
    newest: Callable[[], datetime.date | None] | None = None,
) -> SearchPage:
    """Return the hits of `text` from number `offset` on, at most `limit` of them.

    With a limit of 0 only the total and the facets are found out. Without an index there are no
    hits, but an invalid query still raises.

    Args:
        index: where to search.
        text: what the user typed.
        limit: the size of the page.
        today: the day that `last:` counts back from, unless the newest issue is older still.
        offset: how many hits to skip.
        facets: whether to compute facets.
        marks: which items are marked; without it queries for marks raise QueryError.
        half_life: of recency, in days; 0: by the library's own span (`priors`).
        liking: returns how much each issue's publication is liked (`priors`), if that is known.
        same_story: tells copies among the first hits; without it only their titles do.
        narrowing: returns a snapshot's counter for facets, with its cache from earlier searches;
            without it nothing is cached.
        should_stop: called between two items that are read.
        newest: returns the day of the newest issue, as `Matches` takes it.

    Raises:
        QueryError: the query is invalid; usually the index is not even opened.
        IndexDamagedError: the index must be rebuilt.
        SearchStoppedError: `should_stop` returned True.
    """
    around = Circumstances(
        today, marks, half_life, liking, same_story, narrowing, should_stop, newest
    )
    query = parse_query(text)
    if not text.strip() or index is None:
        return SearchPage(text, 0, (), offset, remarks=query.remarks)
    with index.snapshot() as snapshot:
        answer = _Answer(snapshot, text, query, around)
        return SearchPage(
            query=text,
            total=len(answer.matched),
            hits=tuple(answer.hits(offset, limit)),
            offset=offset,
            total_most=len(answer.most.items) if limit and answer.most else 0,
            facets=answer.facets() if facets else None,
            missing=answer.missing() if limit else (),
            suggestion=answer.suggestion() if limit else "",
            remarks=(*query.remarks, *answer.matches.remarks),
        )


@dataclass
class _Answer:
    """One query and what was found for it."""

    snapshot: Snapshot
    text: str
    query: Query
    around: Circumstances
    _read: dict[int, StoredItem] = field(default_factory=dict)

    @cached_property
    def matches(self) -> Matches:
        """Evaluates the clauses of the query."""
        around = self.around
        terms = TermItems(self.snapshot)
        return Matches(terms, self.text, around.today, around.marks, around.newest)

    @cached_property
    def part(self) -> Clause | None:
        """The query, with names as one word."""
        part = self.query.part
        return None if part is None else Names(self.matches.terms).found_in(part)

    @cached_property
    def matched(self) -> ItemSet:
        """The items that have all that is asked for."""
        return self.matches.of(self.part)

    @cached_property
    def most(self) -> Most | None:
        """The items that have most of it; None when it is not needed, or there are none."""
        if self.part is None or len(self.matched) >= FEW or not asks_for_words(self.part):
            return None
        from digests.search.evaluation.second_chance import most_of

        self._go_on()
        return most_of(self.matches, self.part, self.matched)

    def hits(self, offset: int, limit: int) -> Iterator[Hit]:
        """Yield hits in order, those with all that is asked for first."""
        asked = tuple(positive_words(self.part))
        before = len(self.matched)
        if limit and offset < before:
            for place in self._places(self.matched, self._scores(), offset, limit):
                yield self._hit(place, Match.ALL, asked)
        if offset + limit > before and self.most is not None:
            scored = self.most.scores * self._prior_of(self.most.items)
            offset, limit = max(0, offset - before), limit - max(0, before - offset)
            for place in self._places(self.most.items, scored, offset, limit):
                yield self._hit(place, Match.MOST, (*asked, *self.most.words))

    def facets(self) -> Facets:
        """Return the facets of the items that have all that is asked for."""
        from digests.search.evaluation.facets import NarrowingCounts, facets

        self._go_on()
        narrowing = (self.around.narrowing or NarrowingCounts)(self.snapshot)
        return facets(self.snapshot, self.matched, narrowing)

    def missing(self) -> tuple[str, ...]:
        """Return the clauses that no item matches, if nothing is found and several are required."""
        if len(self.matched) or not isinstance(self.part, All):
            return ()
        clauses = self.part.parts
        return tuple(str(part) for part in clauses if not len(self.matches.of(part)))

    def suggestion(self) -> str:
        """Return the query with a misspelling corrected, if little is found."""
        if len(self.matched) >= FEW or self._is_half_typed():
            return ""
        from digests.search.evaluation.suggestions import suggestion

        self._go_on()
        return suggestion(self.snapshot, self.query)

    def _is_half_typed(self) -> bool:
        """Return whether the last word is only the beginning of words that the library has."""
        last = self.part.parts[-1] if isinstance(self.part, All) else self.part
        if self.most is None or not isinstance(last, Word) or last.is_prefix:
            return False
        return not len(self.matches.of(last)) and any(w.is_prefix for w in self.most.words)

    def _places(self, items: ItemSet, scored: Scores, offset: int, limit: int) -> list[Place]:
        """Return at most `limit` of the items in order, from number `offset` on."""
        is_refined = self.query.order is Order.BEST and any(positive_words(self.part))
        wanted = max(offset + limit, WINDOW if is_refined else 0)
        days = self._days[self.snapshot.issue_of_item[items.numbers]]
        order = best(items.numbers, scored, days, self.query.order, wanted).tolist()
        places = [Place(int(items.numbers[index]), float(scored[index])) for index in order]
        if is_refined and offset < WINDOW:
            asked = Asked.of(positive_words(self.query.part))
            candidates = [Candidate(place, self._item(place.number)) for place in places[:WINDOW]]
            places[:WINDOW] = refined(candidates, asked, self.around.same_story)
        return places[offset : offset + limit]

    def _item(self, number: int) -> StoredItem:
        if number not in self._read:
            self._go_on()
            self._read[number] = self.snapshot.item(number)
        return self._read[number]

    def _scores(self) -> Scores:
        scored = scores(self.matches.terms, self.part, self.matched)
        return scored * self._prior_of(self.matched)

    def _prior_of(self, items: ItemSet) -> Scores:
        prior = self._priors[self.snapshot.issue_of_item[items.numbers]]
        prior[self.snapshot.whole_issues.has(items.numbers)] *= WHOLE_ISSUE
        return prior

    @cached_property
    def _priors(self) -> NDArray[np.float32]:
        around = self.around
        liking = around.liking(self.snapshot) if around.liking else None
        return priors(self.snapshot, around.today, around.half_life, liking)

    @cached_property
    def _days(self) -> NDArray[np.int32]:
        return trusted_days(self.snapshot, self.around.today)

    def _hit(self, place: Place, match: Match, words: tuple[Word | Phrase, ...]) -> Hit:
        self._go_on()
        issue, item = self.snapshot.issue(place.number), self._item(place.number)
        patterns = highlight_patterns(words)
        return Hit(
            item_id=item.item_id,
            issue_id=issue.issue_id,
            publication=issue.publication,
            issue_title=issue.title,
            date=issue.date,
            section=item.section,
            title=highlight(patterns, item.title or issue.title),
            snippet=snippet(patterns, item.text),
            links=item.links,
            score=place.score,
            date_precision=DatePrecision(issue.precision),
            kind=HitKind.ITEM if "." in item.item_id else HitKind.ISSUE,
            match=match,
        )

    def _go_on(self) -> None:
        if self.around.should_stop is not None and self.around.should_stop():
            raise SearchStoppedError
