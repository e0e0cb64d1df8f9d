"""Which items of the index are marked, cached from one search to the next.

Marks change with every other key that a user presses, so after the first search only the issues
whose marks have changed are looked up again.
"""

from __future__ import annotations

import threading
import weakref
from typing import TYPE_CHECKING, NamedTuple, Protocol

from digests.search.index.arrays import np
from digests.search.index.fields import KEY_FIELD
from digests.search.index.item_sets import ItemSet
from digests.search.index.stored import keys_of_issues

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from digests.search.index.snapshot import Snapshot

_FEW = 50
"""Up to this many changed issues are looked up one by one; that takes 0.2 milliseconds each."""

_MOST_CACHED = 16
"""Kinds of marks in the cache; each takes one flag per item of the library."""


class MarkSource(Protocol):
    """What is asked for marks."""

    def generation(self) -> int:
        """Return a number that grows with each change."""

    def changed_issues(self, since: int) -> list[str] | None:
        """Return the ids of issues whose marks changed after a generation; None: any may have."""

    def marked_in_issues(
        self, what: str, issue_ids: Sequence[str] | None = None
    ) -> Mapping[str, str]:
        """Return the items that are `read`, `starred` or `tag:NAME`, of all issues or of these.

        By issue id: the items' own parts of their ids, after the dot, concatenated.
        """


class _Marked(NamedTuple):
    generation: int
    """Of the marks."""
    flags: NDArray[np.bool_]


class MarkedItems:
    """The marked items of the snapshot that was searched last. For any number of threads."""

    def __init__(self, marks: Callable[[], MarkSource]) -> None:
        """`marks` is called when a query first asks for marks; nothing is read until then."""
        self._marks = marks
        self._lock = threading.Lock()
        self._snapshot: weakref.ref[Snapshot] | None = None
        self._cache: dict[str, _Marked] = {}

    def of(self, snapshot: Snapshot, what: str) -> ItemSet:
        """Return the items that are `read`, `unread`, `starred` or `tag:NAME`."""
        flags = self._flags(snapshot, "read" if what == "unread" else what)
        marked = ItemSet(snapshot.items, flags=flags)
        return ~marked if what == "unread" else marked

    def _flags(self, snapshot: Snapshot, what: str) -> NDArray[np.bool_]:
        with self._lock:
            if self._snapshot is None or self._snapshot() is not snapshot:
                self._snapshot = weakref.ref(snapshot)
                self._cache.clear()
            known = self._cache.pop(what, None)
            if len(self._cache) >= _MOST_CACHED:
                self._cache.clear()
            # Taken before the marks are read: what changes meanwhile is looked up next time.
            generation = self._marks().generation()
            if known is None:
                flags = self._all(snapshot, what)
            elif known.generation != generation:
                flags = self._updated(snapshot, what, known)
            else:
                flags = known.flags
            self._cache[what] = _Marked(generation, flags)
            return flags

    def _all(self, snapshot: Snapshot, what: str) -> NDArray[np.bool_]:
        return np.isin(snapshot.keys, keys_of_issues(self._marks().marked_in_issues(what)))

    def _updated(self, snapshot: Snapshot, what: str, known: _Marked) -> NDArray[np.bool_]:
        changed = self._marks().changed_issues(known.generation)
        if changed is None or len(changed) > _FEW:
            return self._all(snapshot, what)
        marked = keys_of_issues(self._marks().marked_in_issues(what, changed))
        flags = known.flags.copy()  # an earlier result may still be in use
        for issue_id in changed:
            numbers = snapshot.term(KEY_FIELD, issue_id).numbers
            flags[numbers] = np.isin(snapshot.keys[numbers], marked)
        return flags
