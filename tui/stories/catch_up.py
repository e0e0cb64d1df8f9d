"""The screen for catching up: a row for each subject with unread items, and a preview."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from digests import CacheError, IssueNotFoundError, IssueUnreadableError
from tui.dialogs.modal import DismissOnce, frame_hints
from tui.item_commands.links import HitLinks
from tui.jobs.library import IssueOpened, JobFailed
from tui.jobs.marks import MarkJobs, MarksRefused, MarksWritten
from tui.jobs.stories import StoriesCaughtUp, StoryJobs, TellingsFound, TellingsMarked
from tui.state.catch_up import CaughtUp, fitting, minutes_for
from tui.state.first_days import default_first_day, first_days, nothing_since, since
from tui.state.marks import ReadItems
from tui.stories.catch_up_commands import (
    CatchUpFolding,
    CatchUpMarkCommands,
    CatchUpSpan,
    CatchUpState,
)
from tui.stories.commands import StoryCommands
from tui.stories.headline_list import HeadlineList
from tui.stories.preview import ItemPreview
from tui.stories.tellings_panel import TellingsPanel
from tui.text import styles
from tui.widgets.item_view import ItemView
from tui.widgets.status_line import StatusLine
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    import datetime

    from textual.app import ComposeResult
    from textual.message import Message

    from digests import Issue, IssueDays, Item, Library, SavedSearches
    from tui.keys.command_groups import CommandGroup
    from tui.state.first_days import FirstDay
    from tui.text.stories.rows import StoryLook


_PREVIEW_FROM = 100
"""Screen width from which the preview is visible beside the stories."""


class CatchUpScreen(DismissOnce[CatchUpState | None]):
    """Lists unread stories; an `ItemContext` and a `StoryContext`.

    The result is the state with the item to read, or None if the user leaves.
    """

    CSS_PATH = "../styles/catch_up.tcss"
    scope: ClassVar[str] = "catch-up"

    def __init__(
        self,
        library: Library,
        look: StoryLook,
        visit: datetime.date | None,
        saved: SavedSearches | None = None,
        state: CatchUpState | None = None,
    ) -> None:
        """Begin with the last visit, or restore a state.

        Args:
            library: Open.
            look: How stories are drawn.
            visit: The day of the last visit; None for the first.
            saved: The user's saved searches; stories they find come early.
            state: The state to restore.
        """
        super().__init__()
        self._library = library
        self._story_look = look
        self._state = state
        self._caught_up = state.caught_up if state else None
        self._is_gathering = False
        self._read = state.read if state else ReadItems(library.marks)
        begin, minutes = (state.caught_up.since, state.minutes) if state else (None, 0)
        days = visit, look.today, _issue_days(library, look.today)
        choices, default = first_days(*days), default_first_day(*days)
        self._span = CatchUpSpan(choices, default, self._span_changed, begin, minutes)
        self._jobs = StoryJobs(self, library, look.words.language, saved)
        self._heading = Static(markup=False, id="caught-up")
        self._list = HeadlineList(look, state.unfolded if state else frozenset(), id="stories")
        self.text = ItemView(id="preview")
        tellings = TellingsPanel(self, self.text, self._jobs, look.words)
        self._tellings = tellings
        self._preview = ItemPreview(self, self._jobs, self.text, tellings)
        self._marks = CatchUpMarkCommands(
            self, MarkJobs(self, library.marks), self._jobs, self._list
        )
        self.command_groups: tuple[CommandGroup, ...] = (
            self._span,
            CatchUpFolding(self._list),
            StoryCommands(self, tellings, library, look.words),
            self._marks,
            HitLinks(self.text, self),
        )

    def compose(self) -> ComposeResult:
        """Yield a summary, and below it the stories beside the preview of the best telling."""
        yield self._heading
        with Horizontal():
            yield self._list
            yield self.text
        yield StatusLine()

    def on_mount(self) -> None:
        """Show the restored stories or gather them; the preview never gets the focus."""
        self.text.can_focus = False
        self._list.focus()
        if self._state is not None and self._state.caught_up.since == self._span.first.date:
            self._show(self._state.caught_up, self._state.item_id)
        else:
            self._gather()

    def on_resize(self) -> None:
        """Show the preview if there is room."""
        self.text.display = self.size.width >= _PREVIEW_FROM

    @property
    def issue(self) -> Issue | None:
        """The issue of the best telling under the cursor; None until its file is read."""
        return self._preview.issue_of(self.story_id)

    @property
    def item(self) -> Item | None:
        """The best telling under the cursor; None until its file is read."""
        return self._preview.item_of(self.story_id)

    @property
    def chosen(self) -> tuple[tuple[Issue, Item], ...]:
        """The best telling under the cursor; empty until its file is read."""
        return ((self.issue, self.item),) if self.issue and self.item else ()

    @property
    def chosen_ids(self) -> tuple[str, ...]:
        """The id of the best telling under the cursor, if there is a story."""
        return (self.story_id,) if self.story_id else ()

    @property
    def story_id(self) -> str:
        """The id of the best telling under the cursor; empty for none."""
        story = self._list.current
        return story.best.item_id if story is not None else ""

    @property
    def story_title(self) -> str:
        """The title of the best telling under the cursor; empty for none."""
        story = self._list.current
        return story.best.title if story is not None else ""

    def go_to_telling(self, item_id: str) -> None:
        """Dismiss with the state and the item to read."""
        if self._caught_up is not None:
            minutes, unfolded = self._span.minutes, self._list.unfolded
            state = CatchUpState(self._caught_up, self._read, minutes, item_id, unfolded)
            self.dismiss(state)

    def load_changes(self) -> None:
        """Reload marks and stories if any process has changed them."""
        self._marks.look_for_changes(self._library.marks.generation())
        if self._caught_up is not None and not self._is_gathering:
            self._is_gathering = True
            self._jobs.catch_up_after_changes(self._caught_up, self._read)

    @on(StoriesCaughtUp)
    def _show_stories(self, answer: StoriesCaughtUp) -> None:
        self._is_gathering = False
        if answer.caught_up is not self._caught_up:
            self._show(answer.caught_up, self.story_id)

    @on(JobFailed)
    def _report_failure(self, failed: JobFailed) -> None:
        self._is_gathering = False
        if isinstance(failed.error, IssueNotFoundError | IssueUnreadableError):
            self._preview.show_message(str(failed.error))
        else:
            self.notify(str(failed.error), severity="warning")

    @on(TellingsMarked)
    @on(MarksWritten)
    @on(MarksRefused)
    def _show_marks(self, answer: Message) -> None:
        self._marks.answered(answer)

    @on(IssueOpened)
    def _show_preview(self, opened: IssueOpened) -> None:
        self._preview.opened(opened.issue, opened.item_id)

    @on(TellingsFound)
    def _show_tellings(self, answer: TellingsFound) -> None:
        self._tellings.answered(answer)

    @on(VirtualList.Highlighted)
    def _follow_cursor(self) -> None:
        if self.story_id != self._preview.item_id:
            self._preview.show_soon(self.story_id)
        self.refresh_bindings()

    @on(VirtualList.Chosen)
    def _read_story(self) -> None:
        if self.story_id:
            self.go_to_telling(self.story_id)

    def action_read_rest(self) -> None:
        """Mark all tellings of all listed stories as read."""
        self._marks.read_all()

    def action_close(self) -> None:
        """Dismiss with None."""
        self.dismiss(None)

    def _gather(self) -> None:
        self._is_gathering = True
        self._jobs.catch_up(self._span.first.date, self._read)

    def _span_changed(self) -> None:
        if self._caught_up is not None and self._caught_up.since == self._span.first.date:
            self._show(self._caught_up, self.story_id)
        else:
            self._gather()

    def _show(self, caught_up: CaughtUp, item_id: str) -> None:
        self._caught_up = caught_up
        minutes, words = self._span.minutes, self._story_look.words
        rows = caught_up.headlines
        fits = fitting(caught_up.stories, minutes) if minutes else len(rows)
        beyond = words.beyond(rows=len(rows) - fits, time=words.minutes(minutes))
        self._list.when_empty = self._nothing_new(caught_up)
        self._list.show(rows, item_id=item_id, heading=beyond, fitting=fits)
        self._marks.show(caught_up.item_ids)
        heading = catch_up_text(
            caught_up, self._story_look, first=self._span.first, minutes=minutes
        )
        self._heading.update(heading)

    def _nothing_new(self, caught_up: CaughtUp) -> str:
        further = ("catch-up.look-further", "")
        keys = frame_hints(self, further).plain.strip() if self._span.has_earlier() else ""
        return nothing_new(caught_up, self._story_look, self._span.first, keys)


def catch_up_text(
    caught_up: CaughtUp, look: StoryLook, *, first: FirstDay, minutes: int
) -> Content:
    """Return the number of rows and since when, and how many fit into `minutes`; 0 for all."""
    words, stories = look.words, caught_up.stories
    quiet = [since(first, words, partial(words.day, near=look.today))]
    if minutes and stories:
        fits = fitting(stories, minutes)
        time = words.minutes(minutes_for(stories[:fits]))
        quiet.append(words.fits(rows=fits, time=time))
    if caught_up.waiting:
        quiet.append(words.comparing(caught_up.waiting))
    rows, told = len(stories), caught_up.told
    tally = words.tallied(items=caught_up.items, stories=told, rows=rows)
    time = f" · {words.about(words.minutes(minutes_for(stories)))}" if stories else ""
    rest = "".join(f" · {part}" for part in quiet)
    return Content.assemble((f"{tally}{time}", styles.BOLD), (rest, styles.QUIET))


def nothing_new(caught_up: CaughtUp, look: StoryLook, first: FirstDay, keys: str) -> str:
    """Return the text shown without stories; `keys` names the keys that look further back."""
    words, waiting = look.words, caught_up.waiting
    message = nothing_since(first, words, partial(words.day, near=look.today), keys)
    return f"{message}\n\n{words.comparing(waiting)}" if waiting else message


def _issue_days(library: Library, today: datetime.date) -> IssueDays | None:
    """Return none for a catalogue that cannot be read: the stories will tell of the trouble."""
    try:
        return library.issue_days(today)
    except CacheError:
        return None
