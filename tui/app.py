"""The program on the screen: its screens, its theme, and what all of them share."""

from __future__ import annotations

import datetime
import gc
import os
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import App

from tui.command_palette import TableCommands
from tui.commands import bindings_for
from tui.errors import LinkNotOpenedError, ReaderError
from tui.indexer import Indexer, IndexFailed, IndexFinished, IndexProgress
from tui.messages import CopyText, GoToItem, OpenLink
from tui.rendering.index_words import news_words, progress_words
from tui.screens.reader import ReaderScreen
from tui.widgets.status_line import StatusLine
from tui.window_title import BRING_BACK, KEEP, has_title, title_sequence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.binding import BindingType
    from textual.command import Provider
    from textual.timer import Timer

    from digests import Library

_STYLES = Path(__file__).parent / "styles"

_LOOK_FOR_CHANGES = 1.0
"""Seconds between two looks at the number of the library's last change."""

_NEWS_STAYS = 10.0
"""Seconds that the status line says what a refresh has found."""

_THEME = "tokyo-night"
"""Calm, and its quiet text can still be read."""


class ReaderApp(App[None]):
    """Carries out what every screen may ask for."""

    TITLE = "ainews"
    CSS_PATH: ClassVar[list[str | PurePath]] = [_STYLES / "reader.tcss", _STYLES / "search.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("app")]
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {TableCommands}
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"

    def __init__(
        self,
        library: Library,
        *,
        notice: str = "",
        index_command: Sequence[str] = (),
        browser: Sequence[str] = (),
        today: datetime.date | None = None,
    ) -> None:
        """See `run_reader`. `today` is the day that the lists call so."""
        super().__init__()
        self.theme = _THEME
        self.animation_level = "none"
        self._browser = tuple(browser)
        day = today or datetime.datetime.now().astimezone().date()
        self._reader = ReaderScreen(library, day, notice)
        self._indexer = Indexer(self, index_command)
        self._news: Timer | None = None
        """Takes back what a refresh has found."""

    def on_mount(self) -> None:
        """Begin with what the library knows; look for what is new after the first paint."""
        self._write_to_terminal(KEEP)
        self.push_screen(self._reader)
        self.watch(self._reader, "title", self._name_window, init=False)
        self.set_interval(_LOOK_FOR_CHANGES, self._reader.load_changes)
        self.call_after_refresh(self._settle)

    def on_unmount(self) -> None:
        """Leave the terminal as it was."""
        self._write_to_terminal(BRING_BACK)

    def watch_title(self, title: str) -> None:
        """Show the title in the frame of the terminal's window."""
        self._write_to_terminal(title_sequence(title))

    def _settle(self) -> None:
        """Do what need not be done before the first paint."""
        gc.freeze()  # what was loaded until now stays, and is not looked through again
        gc.enable()
        self.action_refresh_library()

    def _name_window(self, issue_title: str | None) -> None:
        self.title = f"{issue_title} · {self.TITLE}" if issue_title else self.TITLE

    def _write_to_terminal(self, sequence: str) -> None:
        if self._driver is not None and has_title(os.environ):
            self._driver.write(sequence)

    def _say(self, activity: str) -> None:
        """Show in every status line what goes on in the background."""
        if self._news is not None:
            self._news.stop()
        for screen in self.screen_stack:
            for status in screen.query(StatusLine):
                status.activity = activity

    @on(IndexProgress)
    def _show_progress(self, progress: IndexProgress) -> None:
        self._say(progress_words(progress.issues, progress.total))

    @on(IndexFinished)
    def _show_news(self, done: IndexFinished) -> None:
        self._reader.is_refreshing = False
        self._say(news_words(done.added, done.changed, done.removed, done.problems))
        self._news = self.set_timer(_NEWS_STAYS, lambda: self._say(""))
        self._reader.load_changes()
        if done.changed:
            self._reader.reopen()

    @on(IndexFailed)
    def _say_why_not_indexed(self, failed: IndexFailed) -> None:
        self._reader.is_refreshing = False
        self._say("")
        self.notify(failed.reason, severity="warning", markup=False)

    @on(OpenLink)
    def _open_link(self, request: OpenLink) -> None:
        from tui.browser import open_link

        try:
            opened = open_link(
                request.url, os.environ, configured=self._browser, make_room=self.suspend
            )
        except LinkNotOpenedError as error:
            self.post_message(CopyText(request.url, f"{error}; the address"))
        except ReaderError as error:
            self.notify(str(error), severity="warning", markup=False)
        else:
            self.notify(f"{opened.host} · opened with {opened.how}", markup=False, timeout=2)

    @on(CopyText)
    def _copy(self, request: CopyText) -> None:
        self.run_worker(lambda: self._copied(request), thread=True, group="clipboard")

    def _copied(self, request: CopyText) -> None:
        """Runs in a thread, because a clipboard program may be stuck."""
        from tui.clipboard import copy

        driver = self._driver
        how = copy(request.text, os.environ, driver.write if driver else _nowhere)
        words = f"{request.what} was copied by {how}\n{request.text}"
        self.call_from_thread(self.notify, words, markup=False)

    @on(GoToItem)
    def _go_to_item(self, request: GoToItem) -> None:
        self._reader.open_item(request.issue_id, request.item_id)

    def action_show_help(self) -> None:
        """Show the keys, those of the focused pane first."""
        from tui.screens.help import HelpScreen, active_scopes

        self.push_screen(HelpScreen(active_scopes(self.screen)))

    def action_refresh_library(self) -> None:
        """Look for new and changed files, in the background."""
        if self._indexer.start():
            self._reader.is_refreshing = True
            self._say(progress_words(0, 0))


def run_reader(
    library: Library,
    *,
    notice: str = "",
    index_command: Sequence[str] = (),
    browser: Sequence[str] = (),
) -> int:
    """Show the reader until the user quits, and return the exit code.

    Args:
        library: Open; it is not closed.
        notice: A sentence that stays on the screen, such as how to add a folder.
        index_command: Arguments of the child process that refreshes the library; empty for none.
        browser: The command that opens links, as in the settings.
    """
    app = ReaderApp(library, notice=notice, index_command=index_command, browser=browser)
    app.run()
    return app.return_code or 0


def _nowhere(text: str) -> None:
    """There is no terminal to write to."""
    del text
