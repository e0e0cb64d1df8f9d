"""The commands for marks that know the list of issues and the section tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digests import Issue, IssueSummary, Item, Section
from tui.item_commands.marks import MarkCommands
from tui.jobs.marks import MarksRefused, MarksWritten
from tui.reader.panes import Pane
from tui.state.marks import MarkTarget, mark_read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual.message import Message

    from tui.reader.screen import ReaderScreen


class ReaderMarks(MarkCommands):
    """Marks whole issues in their list, and sections and items in the tree."""

    def __init__(self, reader: ReaderScreen) -> None:
        """Mark in `reader`."""
        super().__init__(reader, reader.mark_jobs)
        self._reader = reader

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be marked now."""
        match action:
            case "toggle_read":
                return bool(self.here)
            case "read_part" | "select":
                return self._reader.issue is not None
            case "read_above" | "read_below":
                beside = self._parts_beside(-1 if action == "read_above" else 1)
                return next(iter(beside), None) is not None
            case "select_none":
                return bool(self._reader.marks_shown.selection)
            case _:
                return super().check_action(action, parameters)

    def answered(self, answer: Message) -> None:
        """Say what was marked, unless it is one row that is seen, or why nothing was."""
        if isinstance(answer, MarksRefused):
            self.refuse(answer)
        if isinstance(answer, MarksWritten):
            is_one = answer.changed is not None and answer.changed.count == 1
            if answer.is_turned or not is_one or Pane.TREE not in self._reader.shown:
                self.say(answer)

    @property
    def here(self) -> MarkTarget:
        """The selection, or the issue under the cursor of the list, or what is in the tree."""
        reader = self._reader
        if reader.marks_shown.selection or (reader.item and reader.pane is not Pane.ISSUES):
            return self.items
        if reader.pane is Pane.ISSUES:
            return _issues([reader.issue_list.current])
        return self._part

    @property
    def _part(self) -> MarkTarget:
        """The section around what is under the tree's cursor, or the whole issue."""
        reader = self._reader
        part = reader.section_tree.current
        if reader.issue is None:
            return MarkTarget()
        if isinstance(part, Item):
            part = _section_of(reader.issue, part)
        if isinstance(part, Section):
            return _items(part.items)
        return MarkTarget(issue_ids=(reader.issue.id,))

    def action_read_part(self) -> None:
        """Mark the section or the issue as read."""
        is_issue = self._reader.pane is Pane.ISSUES
        self.change(
            _issues([self._reader.issue_list.current]) if is_issue else self._part, mark_read
        )

    def action_read_above(self) -> None:
        """Mark what is above the cursor as read."""
        self.change(self._beside(-1), mark_read)

    def action_read_below(self) -> None:
        """Mark what is below the cursor as read."""
        self.change(self._beside(1), mark_read)

    def action_select(self) -> None:
        """Select what is under the cursor and go on to the next item, or unselect it."""
        reader = self._reader
        part = reader.section_tree.current
        if reader.issue is None or part is None:
            return
        reader.marks_shown.select(reader.issue, [part] if isinstance(part, Item) else part.items)
        if isinstance(part, Item):
            reader.section_tree.step(1, lambda below: isinstance(below, Item))

    def action_select_none(self) -> None:
        """Select nothing."""
        self._reader.marks_shown.select_none()

    def _beside(self, by: int) -> MarkTarget:
        ids = tuple(part.id for part in self._parts_beside(by))
        if self._reader.pane is Pane.ISSUES:
            return MarkTarget(issue_ids=ids)
        return MarkTarget(item_ids=ids)

    def _parts_beside(self, by: int) -> Iterator[IssueSummary | Item]:
        if self._reader.pane is Pane.ISSUES:
            return self._reader.issue_list.beside(by)
        return self._reader.section_tree.beside(by)


def _items(items: Iterable[Item]) -> MarkTarget:
    return MarkTarget(item_ids=tuple(item.id for item in items))


def _issues(issues: Iterable[IssueSummary | None]) -> MarkTarget:
    return MarkTarget(issue_ids=tuple(issue.id for issue in issues if issue is not None))


def _section_of(issue: Issue, item: Item) -> Section | Issue:
    """Return the innermost section around an item, or the issue when it is in none."""
    around = [section for section in issue.sections if item in section.children]
    return around[-1] if around else issue
