"""The pane of the text: the item under the cursor of the tree, or a sentence in its place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from digests import IndexDamagedError, Item
from tui.text.item import part_content
from tui.text.placeholders import remark

if TYPE_CHECKING:
    from textual.screen import Screen

    from digests import DigestError
    from tui.reader.history import HistoryCommands
    from tui.reader.issue_list import IssueList
    from tui.reader.loader import IssueLoader
    from tui.reader.marks import ReaderMarks, ReadMarking
    from tui.reader.searches import SearchOrigin
    from tui.reader.section_tree import SectionTree
    from tui.reader.stories import ReaderStories
    from tui.reader.tree_rows import TreeNode
    from tui.widgets.item_view import ItemView
    from tui.widgets.status_line import StatusLine


class ItemPane:
    """Shows what is under the cursor of the tree, and notes that it was read."""

    def __init__(
        self,
        screen: Screen[Any],
        text: ItemView,
        status: StatusLine,
        issue_list: IssueList,
        section_tree: SectionTree,
        loader: IssueLoader,
        history: HistoryCommands,
        stories: ReaderStories,
        origin: SearchOrigin,
        marks: ReaderMarks,
        reading: ReadMarking,
    ) -> None:
        """Nothing is shown yet.

        Args:
            screen: For notices, and the keys that are offered.
            text: The widget of the pane.
            status: Says where in the library the item is.
            issue_list: Knows where its issue is.
            section_tree: Has the item under its cursor.
            loader: Has the open issue.
            history: Is told what is shown, and how far it was scrolled.
            stories: Looks up the other tellings of what is shown.
            origin: The search that led here, whose words are marked in the text.
            marks: Tell whether the item is unread.
            reading: Marks the item as read after a while.
        """
        self._screen = screen
        self._text = text
        self._status = status
        self._issues = issue_list
        self._tree = section_tree
        self._loader = loader
        self._history = history
        self._stories = stories
        self._origin = origin
        self._marks = marks
        self._reading = reading
        self._node: TreeNode | None = None
        self._failure = ""
        """What failed last, in words."""

    def show_current(self) -> None:
        """Show what is under the cursor; the same part stays where it is scrolled to."""
        issue, node = self._loader.issue, self._tree.current
        if issue is None or node is None:
            return
        item_id = node.id if isinstance(node, Item) else ""
        if node is not self._node:
            self._history.leave()
            marks = self._origin.highlighter(node.id if node is issue else item_id)
            set_text = partial(part_content, issue, node, marks=marks)
            self._text.show(set_text, item_id)
            self._history.arrive(issue.id, item_id)
            self._stories.show_soon(issue, item_id, set_text)
            self._note_reading(item_id)
            self._failure = ""
        self._node = node
        self.show_position()

    def show_message(self, message: str) -> None:
        """Show a message of the program where an item would be."""
        self._node = None
        self._reading.shown()
        self._stories.clear()
        self._text.show(partial(remark, message))
        self._text.border_title = ""
        self._screen.refresh_bindings()

    def fail(self, error: DigestError) -> None:
        """Say what the library cannot do: in the place of the issue when none is open.

        What fails again each time it is tried is said once.
        """
        screen, is_open, message = self._screen, self._loader.issue is not None, str(error)
        if not is_open:
            self._tree.clear()
            self.show_message(message)
        if message != self._failure and (is_open or not self._text.display):
            screen.notify(message, severity="warning")
        if message != self._failure and isinstance(error, IndexDamagedError):
            screen.call_later(screen.run_action, "app.refresh_library")
        self._failure = message

    def show_position(self) -> None:
        """Show where in the library, in the search that led here and in the issue the reader is."""
        self._status.place = self._origin.label or self._issues.position
        issue, item = self._loader.issue, self._tree.current_item
        title = ""
        if issue is not None and item is not None:
            title = f"Item {issue.items.index(item) + 1} of {len(issue.items)}"
        if title != self._text.border_title:  # another title draws the whole text again
            self._text.border_title = title
        self._screen.refresh_bindings()

    def _note_reading(self, item_id: str) -> None:
        """What is open at the start was not opened by the user."""
        item = self._tree.current_item
        is_unread = item is not None and self._marks.is_unread(item)
        self._reading.shown(item_id if is_unread else "")
