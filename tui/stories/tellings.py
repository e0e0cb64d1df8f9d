"""The dialog that lists all tellings of a story, and rejects those of another story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Container
from textual.content import Content
from textual.screen import ModalScreen

from tui.dialogs.modal import DismissOnce, frame_hints
from tui.jobs.library import JobFailed
from tui.jobs.stories import RejectionWritten, StoryJobs
from tui.keys.command_groups import is_available
from tui.stories.telling_list import TellingList, telling_rows
from tui.text.wrapping import display_text
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.events import Click

    from digests import Library
    from tui.jobs.stories import TellingsFound
    from tui.text.stories.templates import StoryWords


class TellingsScreen(ModalScreen[str], DismissOnce[str]):
    """Lists tellings; the result is the id of the item to go to, empty if the user leaves."""

    DEFAULT_CSS = """
    TellingsScreen {
        align: center middle;
    }
    TellingsScreen > Container {
        width: 90%;
        max-width: 110;
        height: auto;
        max-height: 90%;
    }
    TellingsScreen TellingList {
        height: auto;
        scrollbar-size-horizontal: 0;
        border: round $primary;
        border-title-color: $text-primary;
        border-title-style: bold;
        border-subtitle-color: $text-muted;
        background: $surface;
    }
    """

    def __init__(
        self, title: str, answer: TellingsFound, library: Library, words: StoryWords
    ) -> None:
        """List the tellings of `answer` in a frame with the title of the item."""
        super().__init__()
        self._title = title
        self._item_id = answer.item_id
        self._words = words
        self._jobs = StoryJobs(self, library, words.language)
        self._list = TellingList(telling_rows(answer.tellings, words), words, id="tellings")

    def compose(self) -> ComposeResult:
        """Yield the list."""
        with Container():
            yield self._list

    def on_mount(self) -> None:
        """Give the list the focus."""
        self._list.border_title = Content(display_text(self._title))
        self._list.focus()
        self._show_keys()

    @on(VirtualList.Chosen)
    def _go(self) -> None:
        if self._list.current is not None:
            self.dismiss(self._list.current.item_id)

    @on(TellingList.Rejected)
    def _write(self, rejected: TellingList.Rejected) -> None:
        other = rejected.telling.item_id
        self._jobs.reject(self._item_id, other, is_rejected=rejected.is_rejected)

    @on(RejectionWritten)
    def _show(self, written: RejectionWritten) -> None:
        self._list.show_rejected(written.other_id, is_rejected=written.is_rejected)
        self._show_keys()

    @on(JobFailed)
    def _report_failure(self, failed: JobFailed) -> None:
        self.notify(str(failed.error), severity="warning")

    @on(TellingList.TellingsLeft)
    def _leave(self) -> None:
        self.dismiss("")

    def on_click(self, event: Click) -> None:
        """Close the dialog on a click outside the list."""
        if event.widget is self:
            self.dismiss("")

    def _show_keys(self) -> None:
        words = self._words
        hints = [("list.choose", words.go), ("tellings.reject", words.rejected)]
        if is_available(self._list, "take_back"):
            hints.append(("tellings.take-back", words.takes_back))
        self._list.border_subtitle = frame_hints(self, *hints)
