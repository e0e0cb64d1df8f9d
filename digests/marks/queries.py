"""Which items of each issue are marked, and how many, fast enough to ask after each key press.

An item's hash is the part of its id after the dot: eight digits. The hashes of the items in an
issue come from SQLite as one concatenated string, which is much cheaper than a row for each. An
issue that is entirely read or unread is recognised by comparing two such strings, without a loop.
"""

from __future__ import annotations

import json
import threading
from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from digests.marks.values import READ, STARRED, TAG_PREFIX, IssueMarks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digests.marks.store import MarksStore


_TAGS = """
SELECT name, issue, group_concat(item, '') FROM mark WHERE name GLOB 'tag:*' AND is_set
GROUP BY name, issue
"""


class PresentItems(Protocol):
    """The items that the library has now; the catalogue."""

    def generation(self) -> int:
        """Return a number that grows when items are added or removed."""

    def item_hashes(self, issue_ids: Sequence[str] | None = None) -> list[tuple[str, str]]:
        """Return ids of issues, all or these, each with the concatenated hashes of its items.

        The hashes are sorted.
        """


class IssueCounts:
    """The counts of all issues; only changed issues are counted again."""

    def __init__(self, store: MarksStore, present: PresentItems) -> None:
        """Nothing is counted until `current` is called."""
        self._store = store
        self._present = present
        self._lock = threading.Lock()
        self._marks_generation = self._present_generation = -1
        self._counts: Mapping[str, IssueMarks] = {}

    def current(self) -> Mapping[str, IssueMarks]:
        """Return the counts by issue id."""
        with self._lock:
            # Read before the marks and items, so that what changes meanwhile is counted next time.
            marks, present = self._store.generation(), self._present.generation()
            changed: Sequence[str] | None = None
            if present == self._present_generation:
                changed = changed_issues(self._store, self._marks_generation)
            if changed is None or changed:
                known = {} if changed is None else self._counts
                self._counts = MappingProxyType({**known, **self._count_issues(changed)})
            self._marks_generation, self._present_generation = marks, present
            return self._counts

    def tags(self) -> tuple[tuple[str, int], ...]:
        """Return tags with the number of present items that have them, the most used first."""
        tagged = self._store.read(_TAGS)
        present = dict(self._present.item_hashes(list({issue for _, issue, _ in tagged})))
        counts: Counter[str] = Counter()
        for name, issue, items in tagged:
            counts[name.removeprefix(TAG_PREFIX)] += _count_common(present.get(issue, ""), items)
        return tuple(sorted(counts.items(), key=lambda tag: (-tag[1], tag[0])))

    def _count_issues(self, issue_ids: Sequence[str] | None) -> dict[str, IssueMarks]:
        read = marked_in_issues(self._store, READ, issue_ids)
        starred = marked_in_issues(self._store, STARRED, issue_ids)
        return {
            issue: IssueMarks(
                unread=len(items) // HASH_LENGTH - _count_common(items, read.get(issue, "")),
                starred=_count_common(items, starred.get(issue, "")),
            )
            for issue, items in self._present.item_hashes(issue_ids)
        }


def _count_common(items: str, marked: str) -> int:
    if not marked or not items:
        return 0
    if items == marked:
        return len(items) // HASH_LENGTH
    return len(_as_integers(items) & _as_integers(marked))


def _as_integers(items: str) -> set[int]:
    """Return hashes as integers: eight ASCII characters are eight bytes."""
    return set(memoryview(items.encode()).cast("Q"))


HASH_LENGTH = 8

_MARKED = """
SELECT issue, group_concat(item, '') FROM mark WHERE name = :name AND is_set GROUP BY issue
"""
_MARKED_IN = """
SELECT issue, group_concat(item, '') FROM mark
WHERE name = :name AND is_set AND issue IN (SELECT value FROM json_each(:issues))
GROUP BY issue
"""
_CHANGED = "SELECT issue FROM changed_issue WHERE generation > ?"


def marked_in_issues(
    store: MarksStore, name: str, issue_ids: Sequence[str] | None = None
) -> dict[str, str]:
    """Return the concatenated hashes of items with the mark `name`, by issue: all or these.

    They are usually sorted, because the index of the table is.
    """
    if issue_ids is None:
        return dict(store.read(_MARKED, {"name": name}))
    return dict(store.read(_MARKED_IN, {"name": name, "issues": json.dumps(list(issue_ids))}))


def changed_issues(store: MarksStore, since: int) -> list[str] | None:
    """Return the issues whose marks have changed after the generation `since`.

    None when that generation belongs to another file: then any issue may have changed.
    """
    ((first,),) = store.read("SELECT value FROM fact WHERE name = 'first_generation'")
    if since < first:
        return None
    return [issue for (issue,) in store.read(_CHANGED, (since,))]


def split(items: str) -> list[str]:
    """Return the hashes in a concatenated string."""
    return [items[at : at + HASH_LENGTH] for at in range(0, len(items), HASH_LENGTH)]
