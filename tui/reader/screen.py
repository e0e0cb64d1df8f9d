"""The reader: issues, the open issue's sections, and the item that is read."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal
from textual.reactive import var

from digests import DigestError, Issue, IssueNotFoundError, IssueUnreadableError, Item
from tui.item_commands.export import ExportCommands
from tui.item_commands.links import LinkCommands
from tui.item_commands.saved_searches import ReaderSaving
from tui.jobs.library import (
    HitsFound,
    IssueOpened,
    IssuesLoaded,
    IssuesNarrowed,
    JobFailed,
    LibraryJobs,
    QueryRefused,
    SearchesCounted,
)
from tui.jobs.marks import MarkJobs, MarksLoaded, MarksRefused, MarksWritten
from tui.jobs.messages import OpenSearch
from tui.jobs.search import NewsMuted
from tui.jobs.stories import KnownFound, TellingsFound
from tui.reader.commands import ReaderCommands
from tui.reader.history import History
from tui.reader.issue_list import IssueList
from tui.reader.item_pane import PartShown
from tui.reader.listing import ViewCommands
from tui.reader.loader import Opening
from tui.reader.mark_commands import ReaderMarks
from tui.reader.marks import MarksShown, ReadMarking
from tui.reader.navigation import Going
from tui.reader.pane_screen import PaneScreen
from tui.reader.panes import Pane
from tui.reader.searches import ReaderSearches, SearchPlaces
from tui.reader.section_tree import SectionTree
from tui.reader.stories import ReaderStories
from tui.settings import Settings
from tui.state.memory import Remembered, SearchHistory
from tui.text.icons import signs_of
from tui.text.placeholders import READING, no_issues
from tui.widgets.item_view import ItemView
from tui.widgets.status_line import StatusLine
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    import datetime

    from textual.app import ComposeResult
    from textual.message import Message

    from digests import Library, SavedSearches
    from tui.keys.command_groups import Carrier

_ROOM_OF_A_SCREEN = 100
"""Issues: more than any terminal shows."""


class ReaderScreen(PaneScreen):
    """Three panes and how they talk. It is a `Place`."""

    scope: ClassVar[str] = "reader"

    is_refreshing: var[bool] = var(False, init=False)
    """Whether new and changed files are being looked for."""

    def __init__(
        self,
        library: Library,
        today: datetime.date,
        notice: str = "",
        *,
        settings: Settings | None = None,
        saved: SavedSearches | None = None,
        remembered: Remembered | None = None,
    ) -> None:
        """Show a library.

        Args:
            library: Open.
            today: The day that the lists call so.
            notice: Stays on the screen.
            settings: What the user wants; None for what is usual.
            saved: The searches that stand above the issues.
            remembered: What was kept of earlier runs.
        """
        super().__init__(remembered or Remembered())
        settings = settings or Settings()
        signs = signs_of(settings.icons)
        self.library = library
        self.jobs = LibraryJobs(self, library, saved)
        self.mark_jobs = MarkJobs(self, library.marks)
        self.issue_list = IssueList(today, signs=signs, id="issues")
        self.section_tree = SectionTree(signs=signs, id="tree")
        self.text = ItemView(widest=settings.text_width, id="item")
        self.panes = (self.issue_list, self.section_tree, self.text)
        self.opening = Opening(self)
        self.marks_shown = MarksShown(self)
        self.search_places = SearchPlaces(self, saved, SearchHistory(remembered), settings)
        self.view = ViewCommands(self, settings.group)
        self.history = History(self)
        self._searches = ReaderSearches(self, saved)
        self._going = Going(self, advances=settings.space_advances)
        reading = ReadMarking(self, self.mark_jobs, settings.mark_read, settings.dwell_seconds)
        self._part = PartShown(self, reading)
        self._commands = ReaderCommands(self)
        self._marks = ReaderMarks(self)
        self.stories = ReaderStories(self, today, settings, saved, self._remembered)
        self.carriers: tuple[Carrier, ...] = (
            self._commands,
            *self.stories.carriers,
            self._going,
            self.history,
            self.view,
            self._marks,
            LinkCommands(self.text, self),
            ExportCommands(self, settings),
            ReaderSaving(self, library, saved),
        )
        self.status = StatusLine(notice)
        self._generation = -1

    def compose(self) -> ComposeResult:
        """Three panes, and the status line below."""
        with Horizontal():
            yield from self.panes
        yield self.status

    def on_mount(self) -> None:
        """Show what is known already: at once what the screen has room for, then everything."""
        with suppress(DigestError):  # which reading everything will report
            self.view.show(self.library.issues(first=_ROOM_OF_A_SCREEN))
        self.issue_list.border_title = "Issues"
        self.jobs.load_issues()
        self.issue_list.focus()

    @property
    def issue(self) -> Issue | None:
        """The open issue."""
        return self.opening.issue

    @property
    def item(self) -> Item | None:
        """The item under the cursor of the tree."""
        part = self.section_tree.current
        return part if isinstance(part, Item) else None

    @property
    def chosen(self) -> tuple[tuple[Issue, Item], ...]:
        """The selected items, else the item under the cursor."""
        here = ((self.issue, self.item),) if self.issue and self.item else ()
        return self.marks_shown.selection.in_order(self.issue_list.place_of) or here

    @property
    def chosen_ids(self) -> tuple[str, ...]:
        """The ids of what is chosen."""
        return tuple(item.id for _, item in self.chosen)

    def searches_changed(self) -> None:
        """Show the saved searches as they are now, and what they mute."""
        self._searches.look_again()
        self.opening.reopen()

    def load_changes(self) -> None:
        """List the issues again if any process has written to the library since, or marks."""
        if self.library.generation() != self._generation:
            self.jobs.load_issues()
        self.marks_shown.look_for_changes(self.library.marks.generation())
        self.stories.look_for_changes()

    def open_item(self, issue_id: str, item_id: str) -> None:
        """Go to an item and read it, in whatever issue of the library it is."""
        self.opening.go_to(issue_id, item_id)
        self.pane = Pane.ITEM

    @on(IssuesLoaded)
    def _show_issues(self, loaded: IssuesLoaded) -> None:
        self._generation = loaded.generation
        self.view.show(loaded.summaries)
        self.marks_shown.load()
        self._searches.look_again()
        self.watch_is_refreshing()

    @on(MarksLoaded)
    @on(MarksWritten)
    @on(MarksRefused)
    @on(TellingsFound)
    @on(KnownFound)
    def _show_what_is_known(self, answer: Message) -> None:
        self.marks_shown.answered(answer)
        self._marks.answered(answer)
        self.stories.answered(answer)

    @on(IssuesNarrowed)
    @on(QueryRefused)
    def _narrow(self, answer: IssuesNarrowed | QueryRefused) -> None:
        self.view.answered(answer)

    @on(SearchesCounted)
    @on(NewsMuted)
    @on(OpenSearch)
    @on(HitsFound)
    def _follow_searches(self, answer: Message) -> None:
        self._searches.answered(answer)

    def watch_is_refreshing(self) -> None:
        """An empty library may only be one that was not read yet."""
        if not self.view.has_issues and self._generation >= 0:
            self._part.say(READING if self.is_refreshing else no_issues(self.library.folders))

    @on(IssueOpened)
    def _show_issue(self, opened: IssueOpened) -> None:
        about, arrival = opened.about, self.opening.opened(opened.issue)
        self.title = opened.issue.title
        self.marks_shown.show_issue(opened.issue, about.marks)
        self.stories.look_up_known()
        if arrival is None:
            self.section_tree.leave_out(about.muted, about.found)
        else:
            self.section_tree.show(
                opened.issue, opened.item_id, muted=about.muted, found=about.found
            )
            self._going.arrive(arrival)
            self.opening.go_on()

    @on(JobFailed)
    def _say_what_failed(self, failed: JobFailed) -> None:
        if isinstance(failed.error, IssueNotFoundError | IssueUnreadableError):
            self.opening.failed()
            self.title = None
        self._part.fail(failed.error)

    @on(VirtualList.Highlighted, "#issues")
    def _open_when_resting(self) -> None:
        self._part.show_place()
        self.opening.open_when_resting()

    @on(VirtualList.Chosen, "#issues")
    def _enter_issue(self) -> None:
        self._commands.enter_issue()

    @on(VirtualList.Chosen, "#tree")
    def _enter_item(self) -> None:
        self.pane = Pane.ITEM

    @on(VirtualList.Highlighted, "#tree")
    def _show_part(self) -> None:
        self._part.show_current()

    @on(ItemView.AtEnd)
    def _go_on(self) -> None:
        self._going.at_end()

    def leave(self, *, ask: bool) -> None:
        """Leave the innermost thing that is open; the last is the program."""
        self._commands.leave_or_quit(ask=ask)
