"""Which items a command marks and how, which items are selected, and which are read.

Whether a command adds a mark or removes it depends on the current marks, so that is decided where
marks are written, in the order in which the keys were pressed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from digests import IssueMarks, ItemMarks, MarkChange

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from digests import Issue, Item, Marks, MarksChanged


_UNMARKED = ItemMarks()


@dataclass(frozen=True, slots=True)
class MarkTarget:
    """What a command marks: some items, or all items of some issues."""

    item_ids: tuple[str, ...] = ()
    issue_ids: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.item_ids or self.issue_ids)

    def marks(self, marks: Marks) -> list[ItemMarks]:
        """Look up the marks of the items, in their order; `issue_ids` are ignored."""
        issues = dict.fromkeys(item_id.partition(".")[0] for item_id in self.item_ids)
        known: dict[str, ItemMarks] = {}
        for issue_id in issues:
            known |= marks.of(issue_id)
        return [known.get(item_id, _UNMARKED) for item_id in self.item_ids]

    def change(self, marks: Marks, change: MarkChange, *, is_step: bool) -> MarksChanged:
        """Change the marks in one action.

        Undo takes back changes of whole issues, and those of items if `is_step`.
        """
        if self.issue_ids:
            return marks.change_issues(self.issue_ids, change)
        return marks.change(self.item_ids, change, is_step=is_step)


MarkDecision: TypeAlias = "Callable[[Marks, MarkTarget], MarkChange]"
"""Returns the change to make to a target. Runs in the thread that writes marks."""


def mark_read(marks: Marks, target: MarkTarget) -> MarkChange:
    """Mark everything as read."""
    del marks, target
    return MarkChange(read=True)


def toggle_read(marks: Marks, target: MarkTarget) -> MarkChange:
    """Mark everything as read if something is unread, else as unread."""
    if target.issue_ids:
        counts = marks.counts()
        return MarkChange(read=any(counts[i].unread for i in target.issue_ids if i in counts))
    return MarkChange(read=any(not its.is_read for its in target.marks(marks)))


def toggle_star(marks: Marks, target: MarkTarget) -> MarkChange:
    """Star everything if an item has no star, else remove the stars."""
    return MarkChange(starred=any(not its.is_starred for its in target.marks(marks)))


def retag(before: Iterable[str], after: Iterable[str]) -> MarkDecision:
    """Return the decision that adds the tags only in `after` and removes those only in `before`."""
    had, has = set(before), set(after)
    change = MarkChange(add_tags=tuple(sorted(has - had)), remove_tags=tuple(sorted(had - has)))

    def decide(marks: Marks, target: MarkTarget) -> MarkChange:
        del marks, target
        return change

    return decide


@dataclass(frozen=True, slots=True)
class KnownTags:
    """The tags offered while the user edits those of some items."""

    present: tuple[str, ...]
    """The tags that all of these items have, sorted."""

    all: tuple[str, ...]
    """Every tag in use, the most frequent first."""


def known_tags(marks: Marks, target: MarkTarget) -> KnownTags:
    """Look up the tags of the target's items and all tags; raises MarksError."""
    sets = [set(its.tags) for its in target.marks(marks)]
    present = set[str].intersection(*sets) if sets else set[str]()
    return KnownTags(tuple(sorted(present)), tuple(tag for tag, _ in marks.tags()))


def changed_marks(
    known: Mapping[str, ItemMarks], item_ids: Iterable[str], change: MarkChange
) -> dict[str, ItemMarks]:
    """Return `known` as it will be after `change` of the items."""
    return {**known, **{i: _changed(known.get(i, _UNMARKED), change) for i in item_ids}}


def changed_counts(
    counts: Mapping[str, IssueMarks],
    sizes: Mapping[str, int],
    issue_ids: Iterable[str],
    change: MarkChange,
) -> dict[str, IssueMarks]:
    """Return `counts` as they will be after `change` of all items of the issues.

    `sizes` are the numbers of items, by issue id.
    """
    changed = dict(counts)
    for issue_id in issue_ids:
        before, size = counts.get(issue_id, IssueMarks(0, 0)), sizes.get(issue_id, 0)
        changed[issue_id] = IssueMarks(
            unread=before.unread if change.read is None else size * (not change.read),
            starred=before.starred if change.starred is None else size * change.starred,
        )
    return changed


def _changed(marks: ItemMarks, change: MarkChange) -> ItemMarks:
    tags = (set(marks.tags) - set(change.remove_tags)) | set(change.add_tags)
    return ItemMarks(
        is_read=marks.is_read if change.read is None else change.read,
        is_starred=marks.is_starred if change.starred is None else change.starred,
        tags=tuple(sorted(tags)),
    )


@dataclass(frozen=True, slots=True)
class Selection:
    """The items selected for the next command, across issues. Methods return a new selection."""

    items: Mapping[str, tuple[Issue, Item]] = field(default_factory=dict)
    """By item id, in the order of selection."""

    def __bool__(self) -> bool:
        return bool(self.items)

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the selected items."""
        return frozenset(self.items)

    def toggled(self, issue: Issue, items: Iterable[Item]) -> Selection:
        """Select items of an issue, or deselect them if all of them are selected."""
        chosen = {item.id: (issue, item) for item in items}
        if chosen.keys() <= self.items.keys():
            return Selection({i: its for i, its in self.items.items() if i not in chosen})
        return Selection({**self.items, **chosen})

    def in_order(self, position_of: Callable[[str], int]) -> tuple[tuple[Issue, Item], ...]:
        """Return the items in reading order.

        `position_of` takes an issue's id and returns its index in the list of issues.
        """
        positions = {issue.id: position_of(issue.id) for issue, _ in self.items.values()}
        chosen = sorted(self.items.values(), key=lambda its: (positions[its[0].id], its[1].line))
        return tuple(chosen)


class ReadItems:
    """A container of the ids of read items, looked up issue by issue.

    An issue's marks are kept from the first lookup on, whatever is read later. Membership tests
    raise MarksError, and may be made from any thread.
    """

    def __init__(self, marks: Marks) -> None:
        """Look nothing up yet."""
        self._marks = marks
        self._known: dict[str, Mapping[str, ItemMarks]] = {}

    def __contains__(self, item_id: object) -> bool:
        issue_id = str(item_id).partition(".")[0]
        if issue_id not in self._known:
            self._known[issue_id] = self._marks.of(issue_id)
        its = self._known[issue_id].get(str(item_id))
        return its is not None and its.is_read
