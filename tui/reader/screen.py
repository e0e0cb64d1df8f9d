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
from tui.reader.history import HistoryCommands
from tui.reader.issue_list import IssueList
from tui.reader.item_pane import ItemPane
from tui.reader.listing import ListingCommands
from tui.reader.loader import IssueLoader
from tui.reader.mark_commands import ReaderMarkCommands
from tui.reader.marks import ReaderMarks, ReadMarking
from tui.reader.navigation import Navigation
from tui.reader.pane_screen import PaneScreen
from tui.reader.panes import Pane
from tui.reader.searches import ReaderSearches, SearchOrigin
from tui.reader.section_tree import SectionTree
from tui.reader.stories import ReaderStories, story_look
from tui.settings import Settings
from tui.state.memory import SavedState, SearchHistory
from tui.text.icons import icons_of
from tui.text.placeholders import READING, no_issues
from tui.widgets.item_view import ItemView
from tui.widgets.status_line import StatusLine
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    import datetime

    from textual.app import ComposeResult
    from textual.message import Message

    from digests import Library, SavedSearches
    from tui.keys.command_groups import CommandGroup

_ROOM_OF_A_SCREEN = 100
"""Issues: more than any terminal shows."""


class ReaderScreen(PaneScreen):
    """Three panes and how they talk. It is an `ItemContext`."""

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
        remembered: SavedState | None = None,
    ) -> None:
        """Show an open library; `notice` stays in the status line, `saved` above the issues."""
        remembered = remembered or SavedState()
        super().__init__(remembered)
        self.library = library
        self._generation = -1
        settings = settings or Settings()
        icons = icons_of(settings.icons)
        self.issue_list = IssueList(today, icons=icons, id="issues")
        self.section_tree = SectionTree(icons=icons, id="tree")
        self.text = ItemView(widest=settings.text_width, id="item")
        self.panes = (self.issue_list, self.section_tree, self.text)
        self.status = StatusLine(notice)
        self._compose_reading(today, settings, saved, remembered)
        self._compose_commands(settings, saved)

    def _compose_reading(
        self,
        today: datetime.date,
        settings: Settings,
        saved: SavedSearches | None,
        remembered: SavedState,
    ) -> None:
        """A later line may use an earlier one, never the other way round."""
        library, issue_list, tree = self.library, self.issue_list, self.section_tree
        look = story_look(settings, today)
        self.jobs = LibraryJobs(self, library, saved)
        self._mark_jobs = MarkJobs(self, library.marks)
        self._marks = ReaderMarks(self._mark_jobs, issue_list, tree)
        self._listing = ListingCommands(
            self, self, self.jobs, issue_list, tree, self._marks,
            grouping=settings.group,
            open_issue_id=lambda: self.issue.id if self.issue else "",
            on_other_query=self.reload,
        )  # fmt: skip
        self.loader = IssueLoader(self, self.jobs, issue_list, tree, self._listing)
        self._history = HistoryCommands(self.text, self.loader)
        self._stories = ReaderStories(
            self, library, self.text, tree, self.loader, self._history, look, saved, remembered,
            dims=settings.known == "dim",
            open_item=self.open_item,
        )  # fmt: skip
        self._origin = SearchOrigin(
            self, library, self.jobs, self._history, look, saved, SearchHistory(remembered),
            settings, self.open_item,
        )  # fmt: skip
        self._searches = ReaderSearches(self, library, self.jobs, issue_list, self._origin, saved)
        self._item_pane = ItemPane(
            self, self.text, self.status, issue_list, tree, self.loader, self._history,
            self._stories, self._origin, self._marks,
            ReadMarking(self, self._mark_jobs, settings.mark_read, settings.dwell_seconds),
        )  # fmt: skip

    def _compose_commands(self, settings: Settings, saved: SavedSearches | None) -> None:
        issue_list, tree, marks = self.issue_list, self.section_tree, self._marks
        self.navigation = Navigation(
            self, self, issue_list, tree, self.loader, self._history, marks, self._origin,
            advances=settings.space_advances,
        )  # fmt: skip
        self._mark_commands = ReaderMarkCommands(
            self, self._mark_jobs, self, issue_list, tree, marks
        )
        self._commands = ReaderCommands(
            self, self, issue_list, self.loader, self._listing, marks, self._origin,
            self._stories.return_point,
        )  # fmt: skip
        self.command_groups: tuple[CommandGroup, ...] = (
            self._commands,
            *self._stories.command_groups,
            self.navigation,
            self._history,
            self._listing,
            self._mark_commands,
            LinkCommands(self.text, self),
            ExportCommands(self, settings),
            ReaderSaving(self, self.library, saved, lambda: issue_list.current_publication),
        )

    def compose(self) -> ComposeResult:
        """Three panes, and the status line below."""
        with Horizontal():
            yield from self.panes
        yield self.status

    def on_mount(self) -> None:
        """Show what is known already: at once what the screen has room for, then everything."""
        with suppress(DigestError):  # which reading everything will report
            self._listing.show(self.library.issues(first=_ROOM_OF_A_SCREEN))
        self.jobs.load_issues()
        self.issue_list.focus()

    @property
    def issue(self) -> Issue | None:
        """The open issue."""
        return self.loader.issue

    @property
    def item(self) -> Item | None:
        """The item under the cursor of the tree."""
        return self.section_tree.current_item

    @property
    def chosen(self) -> tuple[tuple[Issue, Item], ...]:
        """The selected items, else the item under the cursor."""
        here = ((self.issue, self.item),) if self.issue and self.item else ()
        return self._marks.selection.in_order(self.issue_list.row_of) or here

    @property
    def chosen_ids(self) -> tuple[str, ...]:
        """The ids of what is chosen."""
        return tuple(item.id for _, item in self.chosen)

    def reload(self) -> None:
        """Read the open issue again; nothing moves when its file still says the same."""
        self.loader.reopen()

    def searches_changed(self) -> None:
        """Show the saved searches as they are now, and what they mute."""
        self._searches.reload()
        self.loader.reopen()

    def load_changes(self) -> None:
        """List the issues again if any process has written to the library since, or marks."""
        if self.library.generation() != self._generation:
            self.jobs.load_issues()
        self._marks.look_for_changes(self.library.marks.generation())
        self._stories.look_for_changes()

    def open_item(self, issue_id: str, item_id: str) -> None:
        """Go to an item and read it, in whatever issue of the library it is."""
        self.loader.go_to(issue_id, item_id)
        self.pane = Pane.ITEM

    @on(IssuesLoaded)
    def _show_issues(self, loaded: IssuesLoaded) -> None:
        self._generation = loaded.generation
        self._listing.show(loaded.summaries)
        self._marks.load()
        self._searches.reload()
        self.watch_is_refreshing()

    @on(MarksLoaded)
    @on(MarksWritten)
    @on(MarksRefused)
    @on(TellingsFound)
    @on(KnownFound)
    def _show_what_is_known(self, answer: Message) -> None:
        if self._marks.answered(answer):
            self._listing.counts_changed()
            self.jobs.count_searches()
        self._mark_commands.answered(answer)
        self._stories.answered(answer)

    @on(IssuesNarrowed)
    @on(QueryRefused)
    def _narrow(self, answer: IssuesNarrowed | QueryRefused) -> None:
        self._listing.answered(answer)

    @on(SearchesCounted)
    @on(NewsMuted)
    @on(OpenSearch)
    @on(HitsFound)
    def _follow_searches(self, answer: Message) -> None:
        self._searches.answered(answer)

    def watch_is_refreshing(self) -> None:
        """An empty library may only be one that was not read yet."""
        if not self._listing.has_issues and self._generation >= 0:
            self._item_pane.show_message(
                READING if self.is_refreshing else no_issues(self.library.folders)
            )

    @on(IssueOpened)
    def _show_issue(self, opened: IssueOpened) -> None:
        about, target = opened.about, self.loader.opened(opened.issue)
        self.title = opened.issue.title
        self._marks.show_issue(opened.issue, about.marks)
        self._stories.look_up_known()
        if target is None:
            self.section_tree.filter(about.muted, about.hits)
        else:
            self.section_tree.show(
                opened.issue, opened.item_id, muted=about.muted, matching=about.hits
            )
            self.navigation.arrive(target)
            self.loader.go_on()

    @on(JobFailed)
    def _say_what_failed(self, failed: JobFailed) -> None:
        if isinstance(failed.error, IssueNotFoundError | IssueUnreadableError):
            self.loader.failed()
            self.title = None
        self._item_pane.fail(failed.error)

    @on(VirtualList.Highlighted, "#issues")
    def _open_when_resting(self) -> None:
        self._item_pane.show_position()
        self.loader.open_when_resting()

    @on(VirtualList.Chosen, "#issues")
    def _enter_issue(self) -> None:
        self._commands.enter_issue()

    @on(VirtualList.Chosen, "#tree")
    def _enter_item(self) -> None:
        self.pane = Pane.ITEM

    @on(VirtualList.Highlighted, "#tree")
    def _show_part(self) -> None:
        self._item_pane.show_current()

    @on(ItemView.AtEnd)
    def _go_on(self) -> None:
        self.navigation.at_end()

    def leave(self, *, ask: bool) -> None:
        """Leave the innermost thing that is open; the last is the program."""
        self._commands.leave_or_quit(ask=ask)
