"""The marks of a library's items: what the reader and the command line use."""

from __future__ import annotations

import threading
from collections import defaultdict
from typing import TYPE_CHECKING

from digests.errors import IssueNotFoundError
from digests.marks.actions import Action, act, turn
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

    Other processes may change the same marks. What one action changes is changed at once and is on
    the disk when the method returns.
    """

    def __init__(self, path: Path | None, present: PresentItems) -> None:
        """`path` may be missing; None keeps the marks in memory.

        A file that cannot be written is read, and changing marks raises MarksReadOnlyError.
        Raises MarksError.
        """
        self.store = MarksStore(path)
        """The file itself, for other modules of this package."""
        self._present = present
        self._counts = IssueCounts(self.store, present)
        self._lock = threading.RLock()
        self._actions = 0
        self._done: list[Action] = []
        self._undone: list[Action] = []

    def of(self, issue_id: str) -> Mapping[str, ItemMarks]:
        """Return the marks of an issue's items by item id, without items that have none.

        Items that were in the issue once and are gone may be among them.
        """
        names: defaultdict[str, set[str]] = defaultdict(set)
        for item, name in self.store.read(_OF_ISSUE, (issue_id,)):
            names[f"{issue_id}.{item}"].add(name)
        return {item_id: ItemMarks.of_names(frozenset(its)) for item_id, its in names.items()}

    def change(
        self, item_ids: Sequence[str], change: MarkChange, *, is_step: bool = True
    ) -> MarksChanged:
        """Change the marks of items: one action, which `undo` takes back as a whole.

        What a program does by itself is no step of the user's: `undo` passes over it. Raises
        IssueNotFoundError for what is not the whole id of an item, and TagNameError.
        """
        items = [_parts(item_id) for item_id in item_ids]
        return self._act(lambda: items, change, is_step=is_step)

    def change_issues(self, issue_ids: Sequence[str], change: MarkChange) -> MarksChanged:
        """Change the marks of all items that are in the issues now: one action.

        Raises TagNameError.
        """

        def items() -> Iterator[tuple[str, str]]:
            for issue, hashes in self._present.item_hashes(issue_ids):
                for item in split(hashes):
                    yield issue, item

        return self._act(items, change)

    def undo(self) -> MarksChanged | None:
        """Take back this process's newest action that stands; None when there is none.

        Marks that somebody else has changed since are left alone, so the count may be smaller than
        the action's.
        """
        return self._turn(self._done, self._undone)

    def redo(self) -> MarksChanged | None:
        """Do again what was undone last; None when there is nothing, as after a new action."""
        return self._turn(self._undone, self._done)

    def counts(self) -> Mapping[str, IssueMarks]:
        """Return how many items are marked in each issue of the library."""
        return self._counts.current()

    def tags(self) -> tuple[tuple[str, int], ...]:
        """Return tags and how many items of the library have them: the most used first.

        A tag that only items of other libraries have counts 0.
        """
        return self._counts.tags()

    def marked(self, what: str) -> frozenset[str]:
        """Return the ids of the items that are `read`, `starred` or `tag:NAME`.

        Items that are not in the library, or no longer, are among them.
        """
        return frozenset(item_id for (item_id,) in self.store.read(_MARKED, (folded(what),)))

    def marked_in_issues(
        self, what: str, issue_ids: Sequence[str] | None = None
    ) -> Mapping[str, str]:
        """Return the items that are `read`, `starred` or `tag:NAME`, of all issues or of these.

        By issue: what is behind the dot in the items' ids, eight digits each, one after another.
        """
        return marked_in_issues(self.store, folded(what), issue_ids)

    def changed_issues(self, since: int) -> list[str] | None:
        """Return the issues whose marks have changed after the generation `since`.

        None when any may have, because the file is another one since.
        """
        return changed_issues(self.store, since)

    def generation(self) -> int:
        """Return a number that grows with each change by any process."""
        return self.store.generation()

    @property
    def is_read_only(self) -> bool:
        """Whether the file cannot be written, as far as is known: each change tries it again."""
        return self.store.read_only is not None

    def verify(self) -> None:
        """Read all of the file; a damaged one is set aside, and what can be read is kept.

        It takes a second for a million marks.
        """
        self.store.verify()

    def problems(self) -> tuple[Problem, ...]:
        """Return what the user should know about the file of marks."""
        file, closed = self.store.path, self.store.read_only
        damage = damage_problems(file) if file else ()
        if closed is None:
            return damage
        reason = f"{closed.reason}; marks are shown and cannot be changed"
        return (Problem(safe_line(closed.file), safe_line(reason)), *damage)

    def close(self) -> None:
        """Let go of the file. The marks cannot be used afterwards."""
        self.store.close()

    def _act(
        self,
        items: Callable[[], Iterable[tuple[str, str]]],
        change: MarkChange,
        *,
        is_step: bool = True,
    ) -> MarksChanged:
        wanted = change.wanted()
        with self._lock:
            self._actions += 1
            new = Action(self._actions, change.words(), 0)
            action, changed = self.store.change(lambda to: act(to, new, items(), wanted))
            if changed.count and is_step:
                self._done.append(action)
                self._undone.clear()
            return changed

    def _turn(self, takes: list[Action], gives: list[Action]) -> MarksChanged | None:
        with self._lock:
            if not takes:
                return None
            action, changed = self.store.change(lambda to: turn(to, takes[-1]))
            takes.pop()
            gives.append(action)
            return changed


def _parts(item_id: str) -> tuple[str, str]:
    match = ITEM_ID.fullmatch(item_id)
    if match is None:
        raise IssueNotFoundError(item_id)
    return match[1], match[2]
