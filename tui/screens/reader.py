"""The reader: issues, the open issue's sections, and the item that is read."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import var

from digests import Item
from tui.commands import bindings_for
from tui.library_jobs import IssueOpened, IssuesLoaded, JobFailed, LibraryJobs
from tui.rendering.item_text import part_content
from tui.rendering.remarks import READING, no_issues, remark
from tui.rendering.wrapping import display_text
from tui.screens.arrival import Arrival
from tui.screens.pane_screen import PaneScreen
from tui.screens.panes import Pane
from tui.widgets.issue_list import IssueList
from tui.widgets.item_view import ItemView
from tui.widgets.section_tree import SectionTree
from tui.widgets.status_line import StatusLine
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    import datetime

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from digests import Issue, Library
    from tui.rendering.runs import Marks
    from tui.screens.search import SearchPlace

_PAUSE_BEFORE_OPENING = 0.06
"""Seconds that the cursor must rest on an issue: while it runs, no file is parsed."""


class ReaderScreen(PaneScreen):
    """Three panes and how they talk."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("reader")]

    is_refreshing: var[bool] = var(False, init=False)
    """Whether new and changed files are being looked for."""

    def __init__(self, library: Library, today: datetime.date, notice: str = "") -> None:
        """`today` is the day that the lists call so; `notice` stays on the screen."""
        super().__init__()
        self._library = library
        self._jobs = LibraryJobs(self, library)
        self._issues = IssueList(today, id="issues")
        self._tree = SectionTree(id="tree")
        self._text = ItemView(id="item")
        self.panes = (self._issues, self._tree, self._text)
        self._status = StatusLine(notice)
        self._issue: Issue | None = None
        self._wanted = ""
        """Id of the issue that is open or being opened."""
        self._arrival = Arrival.GIVEN_ITEM
        self._rest: Timer | None = None
        self._search_place: SearchPlace | None = None
        self._generation = -1

    def compose(self) -> ComposeResult:
        """Three panes, and the status line below."""
        with Horizontal():
            yield from self.panes
        yield self._status

    def on_mount(self) -> None:
        """Show what is known already."""
        self._jobs.load_issues()
        self._issues.focus()

    def load_changes(self) -> None:
        """List the issues again if any process has written to the library since."""
        if self._library.generation() != self._generation:
            self._jobs.load_issues()

    def reopen(self) -> None:
        """Read the open issue again; nothing moves when its file still says the same."""
        part = self._tree.current
        if self._issue is not None and not self._is_opening:
            item_id = part.id if isinstance(part, Item) else ""
            self._open(self._issue.id, item_id, Arrival.SAME_PLACE)

    def open_item(self, issue_id: str, item_id: str) -> None:
        """Go to an item, in whatever issue of the library it is."""
        self._issues.go_to(issue_id)
        self._open(issue_id, item_id)
        self.pane = Pane.ITEM

    @on(IssuesLoaded)
    def _show_issues(self, loaded: IssuesLoaded) -> None:
        self._generation = loaded.generation
        self._issues.border_title = f"Issues {len(loaded.summaries):,}"
        had_none = not self._issues.row_count
        self._issues.show(loaded.summaries, at_top=self._is_untouched)
        if not loaded.summaries:
            self._say_why_empty()
            self.pane = Pane.ITEM
        elif had_none:
            self.pane = Pane.ISSUES

    def watch_is_refreshing(self) -> None:
        """An empty library may only be one that was not read yet."""
        if not self._issues.row_count and self._generation >= 0:
            self._say_why_empty()

    def _say_why_empty(self) -> None:
        self._say_in_item(READING if self.is_refreshing else no_issues(self._library.folders))

    @on(IssueOpened)
    def _show_issue(self, opened: IssueOpened) -> None:
        arrival, self._arrival = self._arrival, Arrival.GIVEN_ITEM
        if arrival is Arrival.SAME_PLACE and opened.issue == self._issue:
            return
        self._issue = opened.issue
        self.title = opened.issue.title
        self._tree.border_title = Content(display_text(opened.issue.title))
        self._tree.show(opened.issue, opened.item_id)
        if arrival is Arrival.FIRST_ITEM:
            self._tree.step_item(1)
        elif arrival is Arrival.LAST_ITEM:
            self._tree.go_to_last_item()

    @on(JobFailed)
    def _say_what_failed(self, failed: JobFailed) -> None:
        self._issue = None
        self._wanted = ""
        self.title = None
        self._tree.clear()
        self._tree.border_title = ""
        words = str(failed.error)
        self._say_in_item(words)
        if not self._text.display:
            self.notify(words, severity="warning", markup=False)

    @on(VirtualList.Highlighted, "#issues")
    def _open_when_resting(self) -> None:
        if self._rest is not None:
            self._rest.stop()
        self._show_place()
        self._rest = self.set_timer(_PAUSE_BEFORE_OPENING, self._open_current)

    @on(VirtualList.Chosen, "#issues")
    def _enter_issue(self) -> None:
        self._open_current()
        self.pane = Pane.TREE

    @on(VirtualList.Chosen, "#tree")
    def _enter_item(self) -> None:
        self.pane = Pane.ITEM

    @on(VirtualList.Highlighted, "#tree")
    def _show_part(self) -> None:
        part = self._tree.current
        if self._issue is None or part is None:
            return
        marks = self._marks_of(part.id) if isinstance(part, Item) else None
        self._text.show(partial(part_content, self._issue, part, marks=marks))
        self.refresh_bindings()
        self._show_place()

    def _say_in_item(self, words: str) -> None:
        """Show words of the program where an item would be."""
        self._text.show(partial(remark, words))
        self._text.border_title = ""
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer links only where there are some."""
        if action in ("open_link", "copy_link"):
            return bool(self._text.text.links)
        return super().check_action(action, parameters)

    def action_open_link(self, number: int) -> None:
        """Open a link of the text, counted from 1."""
        self._text.open_link(number)

    def action_copy_link(self) -> None:
        """Copy the address of the first link."""
        self._text.copy_link(1)

    def action_next_item(self) -> None:
        """Read the next item, in the next issue after the last."""
        if not self._is_opening and not self._tree.step_item(1):
            self._step_issue(1, Arrival.FIRST_ITEM)

    def action_previous_item(self) -> None:
        """Read the previous item, in the previous issue before the first."""
        if not self._is_opening and not self._tree.step_item(-1):
            self._step_issue(-1, Arrival.LAST_ITEM)

    def action_next_section(self) -> None:
        """Go to the next section."""
        self._tree.step_section(1)

    def action_previous_section(self) -> None:
        """Go to the previous section."""
        self._tree.step_section(-1)

    def action_next_issue(self) -> None:
        """Open the next issue of the list."""
        self._step_issue(1)

    def action_previous_issue(self) -> None:
        """Open the previous issue of the list."""
        self._step_issue(-1)

    def action_search(self) -> None:
        """Search all issues."""
        self._push_search()

    def action_back(self) -> None:
        """Leave zen; else go back to the search that led here; else to the pane on the left."""
        if self.zen:
            self.zen = False
        elif self._search_place is not None:
            self._push_search(self._search_place)
        else:
            self.action_pane_left()

    def _push_search(self, place: SearchPlace | None = None) -> None:
        from tui.screens.search import SearchScreen

        self.app.push_screen(SearchScreen(self._library, place), self._leave_search)

    def _leave_search(self, place: SearchPlace | None) -> None:
        self._search_place = place
        if place is not None and place.hit is not None:
            self.open_item(place.hit.issue_id, place.hit.item_id)

    @property
    def _is_untouched(self) -> bool:
        """Whether everything is still as it was at the start: then the newest issue is open."""
        moved = self._issues.cursor or self._tree.cursor or self._text.scroll_offset.y
        return self.pane is Pane.ISSUES and not moved

    @property
    def _is_opening(self) -> bool:
        return bool(self._wanted) and (self._issue is None or self._issue.id != self._wanted)

    def _step_issue(self, by: int, arrival: Arrival = Arrival.GIVEN_ITEM) -> None:
        before = self._issues.cursor
        self._issues.cursor += by
        summary = self._issues.current
        if summary is not None and self._issues.cursor != before:
            self._open(summary.id, arrival=arrival)

    def _open_current(self) -> None:
        """Open the issue under the cursor, unless that is done or being done."""
        summary = self._issues.current
        if summary is not None and summary.id != self._wanted:
            self._open(summary.id)

    def _open(
        self, issue_id: str, item_id: str = "", arrival: Arrival = Arrival.GIVEN_ITEM
    ) -> None:
        self._wanted = issue_id
        self._arrival = arrival
        self._jobs.open_issue(issue_id, item_id)

    def _marks_of(self, item_id: str) -> Marks | None:
        """Return what marks the words of the query in the item that was found by it."""
        place = self._search_place
        if place is None or place.hit is None or place.hit.item_id != item_id:
            return None
        return lambda text: self._library.highlight(place.query, text).spans

    def _show_place(self) -> None:
        """Say where the reader is."""
        row = f"issue {self._issues.cursor + 1:,} of {self._issues.row_count:,}"
        self._status.place = row if self._issues.row_count else ""
        part = self._tree.current
        if self._issue is not None and isinstance(part, Item):
            number = self._issue.items.index(part) + 1
            self._text.border_title = f"Item {number} of {len(self._issue.items)}"
        else:
            self._text.border_title = ""
