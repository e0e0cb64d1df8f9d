"""Which items of the index are marked, kept from one search to the next.

Marking is what a reader does with every other key, so after the first search only the issues in
which a mark has changed are looked at again.
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
"""Changed issues up to here are looked at one by one; that takes 0.2 milliseconds each."""

_MOST_KEPT = 16
"""Kinds of marks: one flag for each item of the library is kept for each."""


class KeptMarks(Protocol):
    """Where marks are kept."""

    def generation(self) -> int:
        """Return a number that grows with each change."""

    def changed_issues(self, since: int) -> list[str] | None:
        """Return the issues whose marks have changed after a generation; None for all."""

    def marked_in_issues(
        self, what: str, issue_ids: Sequence[str] | None = None
    ) -> Mapping[str, str]:
        """Return the items that are `read`, `starred` or `tag:NAME`, of all issues or of these.

        By issue: what is behind the dot in the items' ids, one after another.
        """


class _Marked(NamedTuple):
    generation: int
    """Of the marks."""
    flags: NDArray[np.bool_]


class MarkedItems:
    """The marked items of one index at a time. Any thread may ask."""

    def __init__(self, marks: Callable[[], KeptMarks]) -> None:
        """`marks` is called when a query first asks for marks; nothing is read until then."""
        self._opened = marks
        self._lock = threading.Lock()
        self._snapshot: weakref.ref[Snapshot] | None = None
        self._known: dict[str, _Marked] = {}

    def of(self, snapshot: Snapshot, what: str) -> ItemSet:
        """Return the items that are `read`, `unread`, `starred` or `tag:NAME`."""
        marked = self._flags(snapshot, "read" if what == "unread" else what)
        found = ItemSet(snapshot.items, flags=marked)
        return ~found if what == "unread" else found

    def _flags(self, snapshot: Snapshot, what: str) -> NDArray[np.bool_]:
        with self._lock:
            if self._snapshot is None or self._snapshot() is not snapshot:
                self._snapshot = weakref.ref(snapshot)
                self._known.clear()
            known = self._known.pop(what, None)
            if len(self._known) >= _MOST_KEPT:
                self._known.clear()
            # Asked before the marks are: what changes meanwhile is looked at again next time.
            generation = self._opened().generation()
            if known is None:
                flags = self._all(snapshot, what)
            elif known.generation != generation:
                flags = self._brought_up_to_date(snapshot, what, known)
            else:
                flags = known.flags
            self._known[what] = _Marked(generation, flags)
            return flags

    def _all(self, snapshot: Snapshot, what: str) -> NDArray[np.bool_]:
        return np.isin(snapshot.keys, keys_of_issues(self._opened().marked_in_issues(what)))

    def _brought_up_to_date(
        self, snapshot: Snapshot, what: str, known: _Marked
    ) -> NDArray[np.bool_]:
        changed = self._opened().changed_issues(known.generation)
        if changed is None or len(changed) > _FEW:
            return self._all(snapshot, what)
        marked = keys_of_issues(self._opened().marked_in_issues(what, changed))
        flags = known.flags.copy()  # an older answer may still be read
        for issue_id in changed:
            numbers = snapshot.term(KEY_FIELD, issue_id).numbers
            flags[numbers] = np.isin(snapshot.keys[numbers], marked)
        return flags
