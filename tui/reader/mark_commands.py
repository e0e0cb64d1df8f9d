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

    from tui.item_commands.context import ItemContext
    from tui.jobs.marks import MarkJobs
    from tui.reader.issue_list import IssueList
    from tui.reader.marks import ReaderMarks
    from tui.reader.pane_screen import Panes
    from tui.reader.section_tree import SectionTree


class ReaderMarkCommands(MarkCommands):
    """Marks whole issues in their list, and sections and items in the tree."""

    def __init__(
        self,
        context: ItemContext,
        jobs: MarkJobs,
        panes: Panes,
        issue_list: IssueList,
        section_tree: SectionTree,
        marks: ReaderMarks,
    ) -> None:
        """Mark in the pane that has the focus; `marks` have the selection."""
        super().__init__(context, jobs)
        self._panes = panes
        self._issues = issue_list
        self._tree = section_tree
        self._marks = marks

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be marked now."""
        match action:
            case "toggle_read":
                return bool(self.here)
            case "read_part" | "select":
                return self._context.issue is not None
            case "read_above" | "read_below":
                rows_beyond = self._rows_beyond(-1 if action == "read_above" else 1)
                return next(iter(rows_beyond), None) is not None
            case "select_none":
                return bool(self._marks.selection)
            case _:
                return super().check_action(action, parameters)

    def answered(self, answer: Message) -> None:
        """Say what was marked, unless it is one row that is seen, or why nothing was."""
        if isinstance(answer, MarksRefused):
            self.report_refusal(answer)
        if isinstance(answer, MarksWritten):
            is_one = answer.changed is not None and answer.changed.count == 1
            if answer.is_turned or not is_one or Pane.TREE not in self._panes.shown:
                self.report(answer)

    @property
    def here(self) -> MarkTarget:
        """The selection, or the issue under the cursor of the list, or what is in the tree."""
        in_issues = self._panes.pane is Pane.ISSUES
        if self._marks.selection or (self._context.item and not in_issues):
            return self.items
        return _issues([self._issues.current]) if in_issues else self._section

    @property
    def _section(self) -> MarkTarget:
        """The section around what is under the tree's cursor, or the whole issue."""
        issue, node = self._context.issue, self._tree.current
        if issue is None:
            return MarkTarget()
        if isinstance(node, Item):
            node = _section_of(issue, node)
        if isinstance(node, Section):
            return _items(node.items)
        return MarkTarget(issue_ids=(issue.id,))

    def action_read_part(self) -> None:
        """Mark the section or the issue as read."""
        in_issues = self._panes.pane is Pane.ISSUES
        self.change(_issues([self._issues.current]) if in_issues else self._section, mark_read)

    def action_read_above(self) -> None:
        """Mark what is above the cursor as read."""
        self.change(self._beyond(-1), mark_read)

    def action_read_below(self) -> None:
        """Mark what is below the cursor as read."""
        self.change(self._beyond(1), mark_read)

    def action_select(self) -> None:
        """Select what is under the cursor and go on to the next item, or unselect it."""
        issue, node = self._context.issue, self._tree.current
        if issue is None or node is None:
            return
        self._marks.select(issue, [node] if isinstance(node, Item) else node.items)
        if isinstance(node, Item):
            self._tree.step(1, lambda below: isinstance(below, Item))

    def action_select_none(self) -> None:
        """Select nothing."""
        self._marks.select_none()

    def _beyond(self, by: int) -> MarkTarget:
        ids = tuple(node.id for node in self._rows_beyond(by))
        if self._panes.pane is Pane.ISSUES:
            return MarkTarget(issue_ids=ids)
        return MarkTarget(item_ids=ids)

    def _rows_beyond(self, by: int) -> Iterator[IssueSummary | Item]:
        if self._panes.pane is Pane.ISSUES:
            return self._issues.issues_beyond(by)
        return self._tree.items_beyond(by)


def _items(items: Iterable[Item]) -> MarkTarget:
    return MarkTarget(item_ids=tuple(item.id for item in items))


def _issues(issues: Iterable[IssueSummary | None]) -> MarkTarget:
    return MarkTarget(issue_ids=tuple(issue.id for issue in issues if issue is not None))


def _section_of(issue: Issue, item: Item) -> Section | Issue:
    """Return the innermost section around an item, or the issue when it is in none."""
    around = [section for section in issue.sections if item in section.children]
    return around[-1] if around else issue
