"""Searching the index in use, which refreshes may replace at any time."""

from __future__ import annotations

import datetime
import threading
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakKeyDictionary

from digests.catalogue.active_index import index_in_use, mark_index_damaged
from digests.errors import CacheError, IndexDamagedError, MarksError, RejectionsError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from digests.catalogue.catalogue import Catalogue
    from digests.library.lazy import Lazy
    from digests.marks.marks import Marks
    from digests.search.evaluation.facets import NarrowingCounts
    from digests.search.evaluation.marks import MarkedItems
    from digests.search.evaluation.vocabulary import Vocabulary
    from digests.search.hits import Counts, SearchPage
    from digests.search.index.arrays import np
    from digests.search.index.index import SearchIndex
    from digests.search.index.snapshot import Snapshot
    from digests.stories.stories import Stories

_T = TypeVar("_T")


class Searching:
    """The searches of a library. Every method may be called from any thread.

    Methods raise IndexDamagedError when the index is damaged, which the next refresh rebuilds, and
    CacheError when it cannot be read now.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        cache: Path,
        marks: Lazy[Marks],
        stories: Lazy[Stories],
        half_life: int,
    ) -> None:
        """`catalogue` names the index in `cache` that is in use; `half_life` as in `priors`."""
        self._catalogue = catalogue
        self._cache = cache
        self._marks = marks
        self._stories = stories
        self._half_life = half_life
        self._lock = threading.Lock()
        self._searched: tuple[str, SearchIndex | None] = ("", None)
        self._marked: MarkedItems | None = None
        self._vocabularies: WeakKeyDictionary[Snapshot, Vocabulary] = WeakKeyDictionary()
        self._likings: WeakKeyDictionary[Snapshot, NDArray[np.float64]] = WeakKeyDictionary()

    def page(
        self,
        query: str,
        *,
        limit: int,
        offset: int,
        facets: bool,
        should_stop: Callable[[], bool] | None,
    ) -> SearchPage:
        """Return the items that match `query`, best first, with what the user has marked now."""
        from digests.search.evaluation.evaluation import search

        return self._run(
            lambda index: search(
                index,
                query,
                limit=limit,
                offset=offset,
                facets=facets,
                today=today(),
                newest=self._newest,
                marks=self._marked_items(),
                half_life=self._half_life,
                liking=self._liking,
                same_story=self._same_story,
                narrowing=self._narrowing,
                should_stop=should_stop,
            )
        )

    def values(self, field: str, start: str, limit: int) -> Counts:
        """Return values that may follow `field:`, those beginning with `start` first.

        Fixed values come from the query language, tags from the marks, all others from the index.
        """
        from digests.search.evaluation.vocabulary import FIXED_VALUES, matching_values, with_keys
        from digests.search.query.model import ExactField

        if field in FIXED_VALUES:
            fixed = tuple((value, 0) for value in FIXED_VALUES[field])
            return matching_values(with_keys(fixed), start, limit)
        if field == ExactField.TAG:
            return matching_values(with_keys(self._marks.opened().tags()), start, limit)

        def counted(index: SearchIndex | None) -> Counts:
            if index is None:
                return ()
            with index.snapshot() as snapshot:
                return self._vocabulary(snapshot).values(field, start, limit)

        return self._run(counted)

    def members(self, query: str, issue_ids: Sequence[str]) -> frozenset[str]:
        """Return the ids of the items in some issues that match `query`."""
        from digests.search.evaluation.membership import members

        return self._run(
            lambda index: members(
                index,
                query,
                issue_ids,
                today=today(),
                newest=self._newest,
                marks=self._marked_items(),
            )
        )

    def issues_with(self, query: str) -> frozenset[str]:
        """Return the ids of the issues that have items matching `query`."""
        from digests.search.evaluation.membership import issues_with

        return self._run(
            lambda index: issues_with(
                index, query, today=today(), newest=self._newest, marks=self._marked_items()
            )
        )

    def close(self) -> None:
        """Close the index."""
        _, index = self._searched
        if index is not None:
            index.close()

    def _run(self, search: Callable[[SearchIndex | None], _T]) -> _T:
        name, index = self._index_to_search()
        try:
            return search(index)
        except IndexDamagedError:
            if self._catalogue.fact("index") == name:
                mark_index_damaged(self._catalogue)
                raise
        # Another process has just replaced the index that was searched.
        return self._run(search)

    def _index_to_search(self) -> tuple[str, SearchIndex | None]:
        """Return the index in use and its name; it stays open between searches."""
        name = self._catalogue.fact("index")
        if not name and self._catalogue.fact("index_distrusted"):
            raise IndexDamagedError("the catalogue was damaged, and which index it named is lost")
        with self._lock:
            known, index = self._searched
            if name != known:
                if index is not None:
                    index.close()
                self._searched = name, index_in_use(self._catalogue, self._cache)
            return self._searched

    def _marked_items(self) -> MarkedItems:
        """Return the cache of marked items, which is kept between searches."""
        from digests.search.evaluation.marks import MarkedItems

        with self._lock:
            if self._marked is None:
                self._marked = MarkedItems(self._marks.opened)
            return self._marked

    def _newest(self) -> datetime.date | None:
        """Return the day of the newest issue that is not of a later day than today."""
        days = self._catalogue.issue_days(today())
        return days.newest if days else None

    def _same_story(self, item_ids: Sequence[str]) -> Sequence[tuple[str, str]]:
        """Return the pairs of items that tell one story; none while no stories are open."""
        if not self._stories.is_open:
            return ()
        try:
            return self._stories.opened().pairs_among(item_ids)
        except (CacheError, RejectionsError):  # stories only refine the order
            return ()

    def _liking(self, snapshot: Snapshot) -> NDArray[np.float64] | None:
        """Return how much the publications of issues are liked; None while no marks are open.

        It is decided once for a snapshot, so that reading a hit does not move the others. Call it
        while the snapshot is lent.
        """
        from digests.search.evaluation.priors import liking_of

        if not self._marks.is_open:
            return None
        if snapshot not in self._likings:
            try:
                self._likings[snapshot] = liking_of(snapshot, self._marked_items())
            except MarksError:  # marks only refine the order
                return None
        return self._likings[snapshot]

    def _vocabulary(self, snapshot: Snapshot) -> Vocabulary:
        """Return the cache of a snapshot's values, which is kept as long as the snapshot.

        Call it while the snapshot is lent, which is to one thread at a time.
        """
        from digests.search.evaluation.vocabulary import Vocabulary

        if snapshot not in self._vocabularies:
            self._vocabularies[snapshot] = Vocabulary(snapshot)
        return self._vocabularies[snapshot]

    def _narrowing(self, snapshot: Snapshot) -> NarrowingCounts:
        return self._vocabulary(snapshot).narrowing


def today() -> datetime.date:
    """Return the day at the place of the user."""
    return datetime.datetime.now().astimezone().date()
