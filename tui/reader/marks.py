"""The marks as the reader shows them: as soon as they are on the disk, and never before.

An item that stays on the screen for long enough is marked as read here, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digests import ItemMarks
from tui.jobs.marks import MarksLoaded, MarksRefused, MarksWritten
from tui.state.marks import MarkTarget, Selection, changed_counts, changed_marks, mark_read
from tui.widgets.debounce import Debounce

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from textual.message import Message
    from textual.message_pump import MessagePump

    from digests import Issue, IssueMarks, Item
    from tui.jobs.marks import MarkJobs
    from tui.reader.issue_list import IssueList
    from tui.reader.section_tree import SectionTree


_UNMARKED = ItemMarks()


class ReaderMarks:
    """What is known of marks and of the selection, shown in the list of issues and in the tree."""

    def __init__(self, jobs: MarkJobs, issue_list: IssueList, section_tree: SectionTree) -> None:
        """Nothing is known yet; the answers of `jobs` are to be given to `answered`."""
        self._jobs = jobs
        self._issues = issue_list
        self._tree = section_tree
        self._issue: Issue | None = None
        self._items: Mapping[str, ItemMarks] | None = None
        self._asked = self._shown = -1
        """The generations of the marks that were asked for last, and that are shown."""
        self.counts: Mapping[str, IssueMarks] = {}
        """Of every issue; empty while nothing is known."""
        self.selection = Selection()

    @property
    def unread_issues(self) -> frozenset[str]:
        """The ids of the issues with unread items."""
        return frozenset(issue_id for issue_id, its in self.counts.items() if its.unread)

    def of(self, item: Item) -> ItemMarks:
        """Return the marks of an item of the open issue."""
        return (self._items or {}).get(item.id, _UNMARKED)

    def is_unread(self, item: Item) -> bool:
        """Whether an item of the open issue is known to be unread."""
        return self._items is not None and not self.of(item).is_read

    def show_issue(self, issue: Issue, marks: Mapping[str, ItemMarks] | None) -> None:
        """Show another issue with its marks; None when they could not be read."""
        self._issue, self._items = issue, marks
        self._show_items()

    def look_for_changes(self, generation: int) -> None:
        """Read the marks again if any process has written some since."""
        if generation != self._asked:
            self._asked = generation
            self.load()

    def load(self) -> None:
        """Read the marks again."""
        self._jobs.load(self._issue.id if self._issue else "")

    def answered(self, answer: Message) -> bool:
        """Show what an answer of the `MarkJobs` says; True when the counts may be others now."""
        match answer:
            case MarksLoaded():
                return self._loaded(answer)
            case MarksWritten():
                self._written(answer)
                self.load()
            case MarksRefused():
                self.load()
        return False

    def _loaded(self, loaded: MarksLoaded) -> bool:
        is_new, self._shown = loaded.generation != self._shown, loaded.generation
        if self._issue is not None and loaded.issue_id == self._issue.id:
            self._items = loaded.marks
            self._show_items()
        self.counts = loaded.counts
        self._issues.show_counts(self.counts)
        return is_new

    def _written(self, written: MarksWritten) -> None:
        """Show what was written, before its turn comes to be read again."""
        target, change = written.target, written.change
        if target is None or change is None:
            return
        if target.issue_ids:
            sizes = {issue.id: issue.items for issue in self._issues.issues}
            self.counts = changed_counts(self.counts, sizes, target.issue_ids, change)
            self._issues.show_counts(self.counts)
        if self._issue is None or self._items is None:
            return
        is_whole = self._issue.id in target.issue_ids
        ids = [item.id for item in self._issue.items] if is_whole else target.item_ids
        self._items = changed_marks(self._items, ids, change)
        self._show_items()

    def select(self, issue: Issue, items: Iterable[Item]) -> None:
        """Select items, or unselect them when all are selected."""
        self.selection = self.selection.toggled(issue, items)
        self._show_items()

    def select_none(self) -> None:
        """Unselect everything."""
        self.selection = Selection()
        self._show_items()

    def _show_items(self) -> None:
        self._tree.show_marks(self._items, self.selection.ids)


_OPEN_AFTER = 0.25
"""Seconds: what the cursor has only run over was not opened."""


class ReadMarking:
    """Marks an item as read when it has been on the screen for long enough.

    What is marked in this way is no step for undo: `ctrl+z` takes back what the user did.
    """

    def __init__(self, owner: MessagePump, jobs: MarkJobs, mark_read: str, dwell: float) -> None:
        """See the settings `mark_read` and `dwell_seconds`; `owner` runs the timer."""
        self._jobs = jobs
        seconds = {"open": _OPEN_AFTER, "dwell": dwell}.get(mark_read)
        self._pause = Debounce(owner, seconds) if seconds is not None else None

    def shown(self, item_id: str = "") -> None:
        """Begin to wait, now that another item is shown; empty for none."""
        if self._pause is None:
            return
        self._pause.cancel()
        if item_id:
            self._pause.call(lambda: self._mark(item_id))

    def _mark(self, item_id: str) -> None:
        self._jobs.change(MarkTarget(item_ids=(item_id,)), mark_read, is_quiet=True)
