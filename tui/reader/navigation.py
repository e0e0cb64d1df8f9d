"""The commands that go from item to item and from issue to issue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from digests import Item, Section
from tui.keys.command_groups import CommandGroup
from tui.reader.loader import Target
from tui.reader.panes import Pane
from tui.widgets.notice import notice

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from tui.reader.history import HistoryCommands
    from tui.reader.issue_list import IssueList
    from tui.reader.loader import IssueLoader
    from tui.reader.marks import ReaderMarks
    from tui.reader.pane_screen import Panes
    from tui.reader.searches import SearchOrigin
    from tui.reader.section_tree import SectionTree
    from tui.reader.tree_rows import TreeNode


class Navigation(CommandGroup):
    """Goes on in the reader, from whichever pane has the focus."""

    scope: ClassVar[str] = "going"

    def __init__(
        self,
        screen: Screen[Any],
        panes: Panes,
        issue_list: IssueList,
        section_tree: SectionTree,
        loader: IssueLoader,
        history: HistoryCommands,
        marks: ReaderMarks,
        origin: SearchOrigin,
        *,
        advances: bool,
    ) -> None:
        """Move in `section_tree`, and at its ends in `issue_list`.

        Args:
            screen: For notices.
            panes: The focus goes to where the item is seen.
            issue_list: The issues in the order in which they are read.
            section_tree: The sections and items of the open issue.
            loader: Opens the next issue.
            history: Is told of jumps.
            marks: Tell which items are unread.
            origin: The search that led here, whose hits are gone through.
            advances: The setting `space_advances`.
        """
        self._screen = screen
        self._panes = panes
        self._issues = issue_list
        self._tree = section_tree
        self._loader = loader
        self._history = history
        self._marks = marks
        self._origin = origin
        self._advances = advances
        self._told_end_of: Item | None = None

    def arrive(self, target: Target) -> None:
        """Go to where in the open issue the reader was meant to go."""
        tree = self._tree
        match target:
            case Target.FIRST_ITEM:
                tree.step(1, _is_item)
            case Target.LAST_ITEM:
                tree.go_to_last(_is_item)
            case Target.FIRST_UNREAD:
                if not tree.step(1, self._is_unread):
                    self.go_to_unread(1)
            case Target.LAST_UNREAD:
                if not tree.go_to_last(self._is_unread):
                    self.go_to_unread(-1)

    def follow(self, issue_id: str, anchor: str) -> None:
        """Read what a link to a place in the library leads to; going back leads here again."""
        self._history.will_jump()
        self._loader.follow(issue_id, anchor)
        self._panes.pane = Pane.ITEM

    def action_next_item(self) -> None:
        """Read the next item, in the next issue after the last."""
        self._loader.when_open(lambda: self._step_item(1))

    def action_previous_item(self) -> None:
        """Read the previous item, in the previous issue before the first."""
        self._loader.when_open(lambda: self._step_item(-1))

    def action_next_section(self) -> None:
        """Go to the next section."""
        self._loader.when_open(lambda: self._step_section(1))

    def action_previous_section(self) -> None:
        """Go to the previous section."""
        self._loader.when_open(lambda: self._step_section(-1))

    def action_next_issue(self) -> None:
        """Open the next issue of the list."""
        self._open_issue(1)

    def action_previous_issue(self) -> None:
        """Open the previous issue of the list."""
        self._open_issue(-1)

    def action_next_unread(self) -> None:
        """Go to the next hit of the search that led here, else to the next unread item."""
        self._loader.when_open(lambda: self._step_unread(1))

    def action_previous_unread(self) -> None:
        """Go to the previous hit, else to the previous unread item."""
        self._loader.when_open(lambda: self._step_unread(-1))

    def at_end(self) -> None:
        """Say that a page further is the next item, and the second time go there."""
        item = self._tree.current_item
        if not self._advances:
            return
        if item is self._told_end_of:
            self.action_next_item()
        else:
            self._told_end_of = item
            notice(self._screen, "the end; the same key again: next item")

    def go_to_unread(self, by: int) -> None:
        """Go to the next unread item or the one before, if need be in another issue."""
        self._history.will_jump()
        if self._step(by, self._is_unread):
            return
        target = Target.FIRST_UNREAD if by > 0 else Target.LAST_UNREAD
        if not self._open_issue(by, target, self._marks.unread_issues):
            where = "below" if by > 0 else "above"
            notice(self._screen, f"nothing unread {where}")

    def _step_item(self, by: int) -> None:
        self._panes.show_what_is_read()
        if not self._step(by, _is_item):
            self._open_issue(by, Target.FIRST_ITEM if by > 0 else Target.LAST_ITEM)

    def _step_section(self, by: int) -> None:
        self._panes.show_what_is_read()
        self._step(by, _is_section)

    def _step_unread(self, by: int) -> None:
        self._panes.show_what_is_read()
        if not self._origin.step(by):
            self.go_to_unread(by)

    def _step(self, by: int, is_wanted: Callable[[TreeNode], bool]) -> bool:
        return self._tree.step(by, is_wanted)

    def _open_issue(
        self,
        by: int,
        target: Target = Target.GIVEN_ITEM,
        ids: frozenset[str] | None = None,
    ) -> bool:
        summary = self._issues.step(by, ids)
        if summary is not None:
            self._loader.open(summary.id, target=target)
        return summary is not None

    def _is_unread(self, node: TreeNode) -> bool:
        return isinstance(node, Item) and self._marks.is_unread(node)


def _is_item(node: TreeNode) -> bool:
    return isinstance(node, Item)


def _is_section(node: TreeNode) -> bool:
    return isinstance(node, Section)
