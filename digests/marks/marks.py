"""The marks of a library's items: reading, changing, undoing and counting them."""

from __future__ import annotations

import threading
from collections import defaultdict
from typing import TYPE_CHECKING

from digests.errors import IssueNotFoundError
from digests.marks.actions import Action, invert, perform
from digests.marks.lines import ITEM_ID
from digests.marks.queries import IssueCounts, changed_issues, marked_in_issues, split
from digests.marks.repair import damage_problems
from digests.marks.store import MarksStore
from digests.marks.values import ItemMarks, folded
from digests.model.issue import Problem
from digests.safe_text import safe_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from digests.marks.queries import PresentItems
    from digests.marks.values import IssueMarks, MarkChange, MarksChanged

_OF_ISSUE = "SELECT item, name FROM mark WHERE issue = ? AND is_set"
_MARKED = "SELECT issue || '.' || item FROM mark WHERE name = ? AND is_set"


class Marks:
    """Marks of items. Every method may be called from any thread, and raises MarksError.

    Other processes may change the same marks. An action is atomic, and is synced to disk when the
    method returns.
    """

    def __init__(self, path: Path | None, present: PresentItems) -> None:
        """Open or create the file `path`; None keeps the marks in memory.

        If the file cannot be written it is only read, and changes raise MarksReadOnlyError. Raises
        MarksError.
        """
        self.store = MarksStore(path)
        """The file, for other modules of this package and for refreshes."""
        self._present = present
        self._counts = IssueCounts(self.store, present)
        self._lock = threading.RLock()
        self._actions = 0
        self._done: list[Action] = []
        self._undone: list[Action] = []

    def of(self, issue_id: str) -> Mapping[str, ItemMarks]:
        """Return the marks of an issue's items by item id, without items that have none.

        Items that the issue no longer has may be among them.
        """
        names: defaultdict[str, set[str]] = defaultdict(set)
        for item, name in self.store.read(_OF_ISSUE, (issue_id,)):
            names[f"{issue_id}.{item}"].add(name)
        return {item_id: ItemMarks.of_names(frozenset(own)) for item_id, own in names.items()}

    def change(
        self, item_ids: Sequence[str], change: MarkChange, *, is_step: bool = True
    ) -> MarksChanged:
        """Change the marks of items as one action.

        Without `is_step`, `undo` skips the action: for changes that the user did not ask for.
        Raises IssueNotFoundError for anything but a complete item id, and TagNameError.
        """
        items = [_parts(item_id) for item_id in item_ids]
        return self._perform(lambda: items, change, is_step=is_step)

    def change_issues(self, issue_ids: Sequence[str], change: MarkChange) -> MarksChanged:
        """Change the marks of all items that are in the issues now, as one action.

        Raises TagNameError.
        """

        def items() -> Iterator[tuple[str, str]]:
            for issue, hashes in self._present.item_hashes(issue_ids):
                for item in split(hashes):
                    yield issue, item

        return self._perform(items, change)

    def undo(self) -> MarksChanged | None:
        """Undo this process's latest action that is not undone; None when there is none.

        Marks that another process has changed since are left alone, so the count may be smaller
        than the action's.
        """
        return self._invert(self._done, self._undone)

    def redo(self) -> MarksChanged | None:
        """Redo what was undone last; None when there is nothing, as after a new action."""
        return self._invert(self._undone, self._done)

    def counts(self) -> Mapping[str, IssueMarks]:
        """Return how many items are unread and starred, for each issue of the library by id."""
        return self._counts.current()

    def tags(self) -> tuple[tuple[str, int], ...]:
        """Return tags with their numbers of items in the library, the most used first.

        A tag that only items of other libraries have has 0 items.
        """
        return self._counts.tags()

    def marked(self, what: str) -> frozenset[str]:
        """Return the ids of the items that are `read`, `starred` or `tag:NAME`.

        Items of other libraries, and items that are gone, are among them.
        """
        return frozenset(item_id for (item_id,) in self.store.read(_MARKED, (folded(what),)))

    def marked_in_issues(
        self, what: str, issue_ids: Sequence[str] | None = None
    ) -> Mapping[str, str]:
        """Return the items that are `read`, `starred` or `tag:NAME`, of all issues or of these.

        By issue: the parts of item ids after the dot, eight digits each, concatenated.
        """
        return marked_in_issues(self.store, folded(what), issue_ids)

    def changed_issues(self, since: int) -> list[str] | None:
        """Return the issues whose marks have changed after the generation `since`.

        None when any may have, because the file was replaced since.
        """
        return changed_issues(self.store, since)

    def generation(self) -> int:
        """Return a number that grows with each change by any process."""
        return self.store.generation()

    @property
    def is_read_only(self) -> bool:
        """Whether the file cannot be written, as far as is known; each change tries again."""
        return self.store.read_only is not None

    def verify(self) -> None:
        """Check all of the file. A damaged one is replaced by what can be read of it.

        It takes a second for a million marks.
        """
        self.store.verify()

    def problems(self) -> tuple[Problem, ...]:
        """Return why marks cannot be changed, and one problem for each quarantined file."""
        file, closed = self.store.path, self.store.read_only
        damage = damage_problems(file) if file else ()
        if closed is None:
            return damage
        reason = f"{closed.reason}; marks are shown and cannot be changed"
        return (Problem(safe_line(closed.file), safe_line(reason)), *damage)

    def close(self) -> None:
        """Close the file. The marks cannot be used afterwards."""
        self.store.close()

    def _perform(
        self,
        items: Callable[[], Iterable[tuple[str, str]]],
        change: MarkChange,
        *,
        is_step: bool = True,
    ) -> MarksChanged:
        wanted = change.wanted()
        with self._lock:
            self._actions += 1
            new = Action(self._actions, change.description(), 0)
            action, changed = self.store.change(lambda db: perform(db, new, items(), wanted))
            if changed.count and is_step:
                self._done.append(action)
                self._undone.clear()
            return changed

    def _invert(self, source: list[Action], target: list[Action]) -> MarksChanged | None:
        with self._lock:
            if not source:
                return None
            action, changed = self.store.change(lambda db: invert(db, source[-1]))
            source.pop()
            target.append(action)
            return changed


def _parts(item_id: str) -> tuple[str, str]:
    match = ITEM_ID.fullmatch(item_id)
    if match is None:
        raise IssueNotFoundError(item_id)
    return match[1], match[2]
