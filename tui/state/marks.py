"""What a key does to marks: which items it goes to, and what happens to them.

Whether a key marks or takes the mark away depends on the marks of the moment, so it is decided
where they are written, in the order of the keys.

The items that were selected for what comes next, across issues.

Which items were read, asked one by one and looked up issue by issue.
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
    """What is marked: some items, or else all items of some issues."""

    item_ids: tuple[str, ...] = ()
    issue_ids: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.item_ids or self.issue_ids)

    def marks(self, marks: Marks) -> list[ItemMarks]:
        """Return the marks of the items now."""
        issues = dict.fromkeys(item_id.partition(".")[0] for item_id in self.item_ids)
        known: dict[str, ItemMarks] = {}
        for issue_id in issues:
            known |= marks.of(issue_id)
        return [known.get(item_id, _UNMARKED) for item_id in self.item_ids]

    def change(self, marks: Marks, change: MarkChange, *, is_step: bool) -> MarksChanged:
        """Change the marks: one action, which undo knows if it is a step."""
        if self.issue_ids:
            return marks.change_issues(self.issue_ids, change)
        return marks.change(self.item_ids, change, is_step=is_step)


Decision: TypeAlias = "Callable[[Marks, MarkTarget], MarkChange]"
"""Says what is done to the marks of a target. Runs beside the screen."""


def mark_read(marks: Marks, target: MarkTarget) -> MarkChange:
    """Mark as read."""
    del marks, target
    return MarkChange(read=True)


def toggle_read(marks: Marks, target: MarkTarget) -> MarkChange:
    """Mark as read when something is unread, else as unread."""
    if target.issue_ids:
        counts = marks.counts()
        return MarkChange(read=any(counts[i].unread for i in target.issue_ids if i in counts))
    return MarkChange(read=any(not its.is_read for its in target.marks(marks)))


def toggle_star(marks: Marks, target: MarkTarget) -> MarkChange:
    """Star when something has no star, else take the stars away."""
    return MarkChange(starred=any(not its.is_starred for its in target.marks(marks)))


def retag(before: Iterable[str], after: Iterable[str]) -> Decision:
    """Add the tags that are new in `after`, and take those away that are missing in it."""
    had, has = set(before), set(after)
    change = MarkChange(add_tags=tuple(sorted(has - had)), remove_tags=tuple(sorted(had - has)))

    def decided(marks: Marks, target: MarkTarget) -> MarkChange:
        del marks, target
        return change

    return decided


@dataclass(frozen=True, slots=True)
class KnownTags:
    """What is shown where the user writes tags."""

    present: tuple[str, ...]
    """The tags that all items have, sorted."""

    all: tuple[str, ...]
    """Every tag, the most used first."""


def known_tags(marks: Marks, target: MarkTarget) -> KnownTags:
    """Look up the tags of some items, and all tags."""
    sets = [set(its.tags) for its in target.marks(marks)]
    present = set[str].intersection(*sets) if sets else set[str]()
    return KnownTags(tuple(sorted(present)), tuple(tag for tag, _ in marks.tags()))


def changed_marks(
    known: Mapping[str, ItemMarks], item_ids: Iterable[str], change: MarkChange
) -> dict[str, ItemMarks]:
    """Return the marks that items have when `change` was written."""
    return {**known, **{i: _changed(known.get(i, _UNMARKED), change) for i in item_ids}}


def changed_counts(
    counts: Mapping[str, IssueMarks],
    sizes: Mapping[str, int],
    issue_ids: Iterable[str],
    change: MarkChange,
) -> dict[str, IssueMarks]:
    """Return the counts that whole issues have then, from the number of their items."""
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
    """Selected items. Methods return another selection."""

    items: Mapping[str, tuple[Issue, Item]] = field(default_factory=dict)
    """By item id, in the order in which they were selected."""

    def __bool__(self) -> bool:
        return bool(self.items)

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the items."""
        return frozenset(self.items)

    def toggled(self, issue: Issue, items: Iterable[Item]) -> Selection:
        """Select items of an issue; when all of them are selected, unselect them."""
        chosen = {item.id: (issue, item) for item in items}
        if chosen.keys() <= self.items.keys():
            return Selection({i: its for i, its in self.items.items() if i not in chosen})
        return Selection({**self.items, **chosen})

    def in_order(self, place_of: Callable[[str], int]) -> tuple[tuple[Issue, Item], ...]:
        """Return the items in reading order; `place_of` tells where an issue is in the list."""
        places = {issue.id: place_of(issue.id) for issue, _ in self.items.values()}
        chosen = sorted(self.items.values(), key=lambda its: (places[its[0].id], its[1].line))
        return tuple(chosen)


class ReadItems:
    """A container of the ids of read items.

    What was looked up once stays as it was then, whatever is read since. Membership raises
    MarksError. Every method may be called from any thread.
    """

    def __init__(self, marks: Marks) -> None:
        """Nothing is looked up yet."""
        self._marks = marks
        self._known: dict[str, Mapping[str, ItemMarks]] = {}

    def __contains__(self, item_id: object) -> bool:
        issue_id = str(item_id).partition(".")[0]
        if issue_id not in self._known:
            self._known[issue_id] = self._marks.of(issue_id)
        its = self._known[issue_id].get(str(item_id))
        return its is not None and its.is_read
