"""Asking the index that is in use, whichever that is at the moment."""

from __future__ import annotations

import datetime
import threading
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakKeyDictionary

from digests.catalogue.active_index import index_in_use, mark_index_damaged
from digests.errors import IndexDamagedError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from digests.catalogue.catalogue import Catalogue
    from digests.library.lazy import Lazy
    from digests.marks.marks import Marks
    from digests.search.evaluation.facets import NarrowingCounts
    from digests.search.evaluation.marks import MarkedItems
    from digests.search.evaluation.vocabulary import Vocabulary
    from digests.search.hits import Counts, SearchPage
    from digests.search.index.index import SearchIndex
    from digests.search.index.snapshot import Snapshot

_T = TypeVar("_T")


class Searching:
    """The searches of a library. Every method may be called from any thread.

    Methods raise IndexDamagedError when the index must be made anew, which the next refresh does,
    and CacheError when the system does not let it be read now.
    """

    def __init__(self, catalogue: Catalogue, cache: Path, marks: Lazy[Marks]) -> None:
        """`catalogue` names the index in `cache` that is in use."""
        self._catalogue = catalogue
        self._cache = cache
        self._marks = marks
        self._lock = threading.Lock()
        self._searched: tuple[str, SearchIndex | None] = ("", None)
        self._marked: MarkedItems | None = None
        self._vocabularies: WeakKeyDictionary[Snapshot, Vocabulary] = WeakKeyDictionary()

    def page(
        self, query: str, *, limit: int, offset: int, as_you_type: bool, facets: bool
    ) -> SearchPage:
        """Do what `Library.search` says."""
        from digests.search.evaluation.evaluation import search

        return self._ask(
            lambda index: search(
                index,
                query,
                limit=limit,
                offset=offset,
                as_you_type=as_you_type,
                facets=facets,
                today=_today(),
                marks=self._marked_items(),
                narrowing=self._narrowing,
            )
        )

    def values(self, field: str, start: str, limit: int) -> Counts:
        """Do what `Library.values` says."""
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

        return self._ask(counted)

    def members(self, query: str, issue_ids: Sequence[str]) -> frozenset[str]:
        """Do what `Library.members` says."""
        from digests.search.evaluation.membership import members

        return self._ask(
            lambda index: members(
                index, query, issue_ids, today=_today(), marks=self._marked_items()
            )
        )

    def issues_with(self, query: str) -> frozenset[str]:
        """Do what `Library.issues_with` says."""
        from digests.search.evaluation.membership import issues_with

        return self._ask(
            lambda index: issues_with(index, query, today=_today(), marks=self._marked_items())
        )

    def close(self) -> None:
        """Let go of the files of the index."""
        _, index = self._searched
        if index is not None:
            index.close()

    def _ask(self, question: Callable[[SearchIndex | None], _T]) -> _T:
        name, index = self._index_to_search()
        try:
            return question(index)
        except IndexDamagedError:
            if self._catalogue.fact("index") == name:
                mark_index_damaged(self._catalogue)
                raise
        # Another process has just put a new index in the place of the one that was asked.
        return self._ask(question)

    def _index_to_search(self) -> tuple[str, SearchIndex | None]:
        """Return the name of the index in use and the index, which stays open between searches."""
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
        """Return what remembers the marked items between searches."""
        from digests.search.evaluation.marks import MarkedItems

        with self._lock:
            if self._marked is None:
                self._marked = MarkedItems(self._marks.opened)
            return self._marked

    def _vocabulary(self, snapshot: Snapshot) -> Vocabulary:
        """Return what is known of the values of a snapshot, kept until the next generation.

        Called while the snapshot is lent, which is to one thread at a time.
        """
        from digests.search.evaluation.vocabulary import Vocabulary

        if snapshot not in self._vocabularies:
            self._vocabularies[snapshot] = Vocabulary(snapshot)
        return self._vocabularies[snapshot]

    def _narrowing(self, snapshot: Snapshot) -> NarrowingCounts:
        return self._vocabulary(snapshot).narrowing


def _today() -> datetime.date:
    return datetime.datetime.now().astimezone().date()
