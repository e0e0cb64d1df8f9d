"""Which issue is open, which one is being opened, and where in it the cursor goes then."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

from tui.widgets.debounce import Debounce

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from digests import Issue
    from tui.jobs.library import LibraryJobs
    from tui.reader.issue_list import IssueList
    from tui.reader.listing import ListingCommands
    from tui.reader.section_tree import SectionTree


class Target(Enum):
    """Where the cursor of the tree goes when an issue was opened."""

    GIVEN_ITEM = "the item asked for, or the issue's beginning"
    FIRST_ITEM = "the first item"
    LAST_ITEM = "the last item"
    FIRST_UNREAD = "the first unread item"
    LAST_UNREAD = "the last unread item"
    UNMOVED = "where it is, if the issue is what it was; else the item asked for"


_PAUSE_BEFORE_OPENING = 0.06
"""Seconds that the cursor must rest on an issue: while it runs, no file is parsed."""


class IssueLoader:
    """Opens one issue at a time; a newer request takes the place of an older one."""

    def __init__(
        self,
        screen: Screen[Any],
        jobs: LibraryJobs,
        issue_list: IssueList,
        section_tree: SectionTree,
        listing: ListingCommands,
    ) -> None:
        """Nothing is open. What `jobs` read is to be given to `opened`."""
        self._pause = Debounce(screen, _PAUSE_BEFORE_OPENING)
        self._jobs = jobs
        self._issues = issue_list
        self._tree = section_tree
        self._listing = listing
        self.issue: Issue | None = None
        """The open issue."""
        self._wanted = ""
        """Id of the issue that is open or being opened."""
        self._target = Target.GIVEN_ITEM
        self._later: list[Callable[[], None]] = []

    @property
    def is_under_way(self) -> bool:
        """Whether an issue is being opened."""
        return bool(self._wanted) and (self.issue is None or self.issue.id != self._wanted)

    def open(self, issue_id: str, item_id: str = "", target: Target = Target.GIVEN_ITEM) -> None:
        """Read an issue and go to an item of it, as far as the list is narrowed."""
        narrowed = self._listing.listing.narrowed
        self._wanted = issue_id
        self._target = target
        self._jobs.open_issue(issue_id, item_id, narrowed.query if narrowed else "")

    def open_current(self) -> None:
        """Open the issue under the cursor of the list, unless that is done or being done."""
        summary = self._issues.current
        if summary is not None and summary.id != self._wanted:
            self.open(summary.id)

    def open_when_resting(self) -> None:
        """Open the issue under the cursor of the list when the cursor stays there."""
        self._pause.call(self.open_current)

    def reopen(self) -> None:
        """Read the open issue again; nothing moves when its file still says the same."""
        item = self._tree.current_item
        if self.issue is not None and not self.is_under_way:
            self.open(self.issue.id, item.id if item else "", Target.UNMOVED)

    def go_to(self, issue_id: str, item_id: str) -> None:
        """Show an item, in whatever issue of the library it is, whichever pane has the focus."""
        if not self._issues.go_to(issue_id):
            self._listing.action_show_all()
            self._issues.go_to(issue_id)
        is_open = self.issue is not None and self.issue.id == issue_id == self._wanted
        if not (is_open and self._tree.go_to(item_id)):
            self.open(issue_id, item_id)

    def follow(self, issue_id: str, anchor: str) -> None:
        """Show the part of an issue that a link leads to; its beginning without an anchor."""
        if not (self.issue is not None and self.issue.id == issue_id == self._wanted):
            self.go_to(issue_id, "")
        self.when_open(lambda: self._tree.go_to_anchor(anchor))

    def opened(self, issue: Issue) -> Target | None:
        """Take note of an issue that was read, and say where to go in it; None: stay."""
        target, self._target = self._target, Target.GIVEN_ITEM
        if target is Target.UNMOVED and issue == self.issue:
            return None
        self.issue = issue
        return target

    def failed(self) -> None:
        """Nothing is open: the issue cannot be read."""
        self.issue = None
        self._wanted = ""
        self._later.clear()

    def when_open(self, do: Callable[[], None]) -> None:
        """Do something now, or as soon as the issue is open that is being opened."""
        if self.is_under_way:
            self._later.append(do)
        else:
            do()

    def go_on(self) -> None:
        """Do what has waited for the issue."""
        while self._later and not self.is_under_way:
            self._later.pop(0)()
