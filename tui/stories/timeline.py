"""The timeline of a term: its first mention, mentions per week, and every story, newest first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from tui.dialogs.modal import DismissOnce
from tui.jobs.library import JobFailed
from tui.jobs.stories import StoryJobs, TimelineFound
from tui.stories.story_list import StoryList
from tui.text.stories.timeline import timeline_text
from tui.text.wrapping import display_text
from tui.widgets.status_line import StatusLine
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.screen import Screen

    from digests import Library, Timeline
    from tui.text.stories.rows import StoryLook


class TimelineScreen(DismissOnce[str]):
    """Shows a timeline; the result is the id of the item to read, empty if the user leaves."""

    DEFAULT_CSS = """
    TimelineScreen > #mentions {
        height: auto;
        padding: 0 1;
        border: round $primary;
        border-title-color: $text-primary;
        border-title-style: bold;
    }
    TimelineScreen > #timeline {
        border: round $surface-lighten-2;
    }
    """

    scope: ClassVar[str] = "timeline"

    def __init__(self, library: Library, term: str, look: StoryLook, item_id: str = "") -> None:
        """Show the timeline of a term.

        Args:
            library: Open.
            term: A name or a word.
            look: How stories are drawn.
            item_id: The cursor goes to the story with this item.
        """
        super().__init__()
        self.term = term
        self._item_id = item_id
        self._words = look.words
        self._jobs = StoryJobs(self, library, look.words.language)
        self._timeline: Timeline | None = None
        self._waiting = 0
        """The number of issues not searched yet."""
        self._plot = Static(markup=False, id="mentions")
        self._list = StoryList(replace(look, is_dated=True), id="timeline")

    def compose(self) -> ComposeResult:
        """Yield the plot and the stories."""
        yield self._plot
        yield self._list
        yield StatusLine()

    def on_mount(self) -> None:
        """Look up the first term."""
        self._list.focus()
        self._look_for(self.term)

    def on_resize(self) -> None:
        """Draw the plot for the new width."""
        self._draw()

    @on(TimelineFound)
    def _show(self, answer: TimelineFound) -> None:
        self._timeline, self._waiting = answer.timeline, answer.waiting
        self._list.show(answer.timeline.newest_first, item_id=self._item_id)
        self._item_id = ""
        self._draw()

    @on(JobFailed)
    def _report_failure(self, failed: JobFailed) -> None:
        self._plot.update(Content(display_text(str(failed.error))))

    @on(VirtualList.Chosen)
    def _go(self) -> None:
        if self._list.current is not None:
            self.dismiss(self._list.current.best.item_id)

    def action_ask_term(self) -> None:
        """Ask for another term, which replaces this one."""
        ask_term(self, self.term, self._look_for)

    def action_close(self) -> None:
        """Dismiss with an empty id."""
        self.dismiss("")

    def _look_for(self, term: str) -> None:
        self.term, self._timeline = term, None
        self._plot.border_title = Content(display_text(term))
        self._list.show(())
        self._draw()
        self._jobs.find_timeline(term)

    def _draw(self) -> None:
        if self._timeline is None:
            self._plot.update(Content(self._words.looking))
        else:
            size = Size(self.size.width - 4, self.size.height)
            self._plot.update(timeline_text(self._timeline, self._words, size, self._waiting))


def ask_term(screen: Screen[Any], term: str, show: Callable[[str], None]) -> None:
    """Ask for a term in a dialog that proposes `term`; call `show` unless the user cancels."""
    from tui.dialogs.ask_line import AskLine

    def answered(answer: str | None) -> None:
        if answer:
            show(answer)

    screen.app.push_screen(AskLine("Timeline of", term, "a name or a word"), answered)
