"""The program on the screen: its screens, its theme, and what all of them share."""

from __future__ import annotations

import datetime
import gc
import os
import sys
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on

from digests import DigestError
from tui.app.first_paint import FirstPaint
from tui.app.palette import TableCommands
from tui.app.sync import SyncingApp
from tui.app.theme_choice import ThemeChoice
from tui.dialogs.modal import DismissOnce
from tui.errors import LinkNotOpenedError, ReaderError
from tui.jobs.messages import CopyText, FollowLink, GoToItem, OpenLink, SearchesChanged
from tui.keys.command_groups import available_when, pane_scopes
from tui.state.memory import SavedState
from tui.system.terminal_window import RESTORE_TITLE, SAVE_TITLE, has_title, title_sequence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from textual.command import Provider

    from digests import Library, SavedSearches
    from tui.jobs.indexer import IndexFinished
    from tui.reader.screen import ReaderScreen
    from tui.settings import Settings

_LOOK_FOR_TERMINAL = 2.0
"""Seconds between two looks whether the terminal is still there."""

_NOTICE_LENGTH = 120
"""Characters of a copied text that its notice shows."""

_LOOK_FOR_NOTICE = 0.02
"""Seconds between two looks whether a notice is on the screen."""

_MOST_LOOKS = 100
"""After so many a link opens without its notice; a screen without room shows none."""

_WARNING_STAYS = 15.0
"""Seconds that what is wrong in the settings can be read."""


class ReaderApp(SyncingApp):
    """Carries out what every screen may ask for."""

    scope: ClassVar[str] = "app"

    TITLE = "ainews"
    CSS_PATH = "../styles/reader.tcss"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {TableCommands}

    def __init__(
        self,
        open_library: Callable[[], Library],
        *,
        notice: str = "",
        warning: str = "",
        index_command: Sequence[str] = (),
        sync_command: Sequence[str] = (),
        settings: Settings | None = None,
        saved: SavedSearches | None = None,
        remembered: SavedState | None = None,
        today: datetime.date | None = None,
    ) -> None:
        """See `run_reader`. `today` is the day that the lists call so."""
        super().__init__(settings, index_command, sync_command)
        self.animation_level = "none"
        self._open_library = open_library
        self.failure: DigestError | None = None
        """Why the library could not be opened: the app has ended then."""
        self._today = today or datetime.datetime.now().astimezone().date()
        self._notice = notice
        self._saved = saved
        self._remembered = remembered
        colours = ThemeChoice(self, remembered or SavedState())
        self.command_groups = (*self.command_groups, colours)
        self._warning = "\n".join(filter(None, (warning, colours.mistake)))
        self._reader: ReaderScreen

    def get_default_screen(self) -> FirstPaint:
        """Return what stands below all other screens."""
        return FirstPaint(self._begin)

    def on_mount(self) -> None:
        """Remember the title that the terminal's window had, and end when the terminal does."""
        self._write_to_terminal(SAVE_TITLE)
        if not self.is_headless:
            self.set_interval(_LOOK_FOR_TERMINAL, self._end_without_terminal)

    def _end_without_terminal(self) -> None:
        from tui.system.terminal_window import has_hung_up

        if has_hung_up(sys.__stdin__.fileno() if sys.__stdin__ else 0):
            self.exit()

    def _begin(self) -> None:
        """Show the reader with what the library knows."""
        try:
            library = self._open_library()
        except DigestError as error:
            self.failure = error
            self.exit()
            return
        from tui.reader.screen import ReaderScreen

        self._reader = ReaderScreen(
            library,
            self._today,
            self._notice,
            settings=self.settings,
            saved=self._saved,
            remembered=self._remembered,
        )
        self.push_screen(self._reader)
        self.watch(self._reader, "title", self._name_window, init=False)
        self.follow_changes()
        self._reader.call_after_refresh(self._settle, library.folders)
        if self._warning:
            self.notify(self._warning, severity="warning", timeout=_WARNING_STAYS)

    def on_unmount(self) -> None:
        """Leave the terminal as it was."""
        self._write_to_terminal(RESTORE_TITLE)

    def watch_title(self, title: str) -> None:
        """Show the title in the frame of the terminal's window."""
        self._write_to_terminal(title_sequence(title))

    def _settle(self, folders: Sequence[Path]) -> None:
        """Look for what is new, now that everything is on the screen."""
        if not gc.isenabled():  # see `open_reader`
            gc.freeze()  # what was loaded until now stays, and is not looked through again
            gc.enable()
        self.keep_fresh(folders)
        if self._remembered is not None and self.screen is self._reader:
            from tui.dialogs.first_run import show_once

            show_once(self, self.keys.keymap, self._remembered)

    def _name_window(self, issue_title: str | None) -> None:
        self.title = f"{issue_title} · {self.TITLE}" if issue_title else self.TITLE

    def _write_to_terminal(self, sequence: str) -> None:
        if self._driver is not None and has_title(os.environ):
            self._driver.write(sequence)

    def refresh_began(self) -> None:
        """An empty library may only be one that was not read yet."""
        self._reader.is_refreshing = True

    def refresh_ended(self, done: IndexFinished | None) -> None:
        """Show what is new without moving away from what is read."""
        self._reader.is_refreshing = False
        if done is not None:
            self._reader.load_changes()
            if done.changed:
                self._reader.reload()

    @on(OpenLink)
    def _open_link(self, request: OpenLink) -> None:
        """Show where the link leads, and open it when that is seen."""
        from tui.system.browser import link_host

        try:
            host = link_host(request.url)
        except ReaderError as error:
            self.notify(str(error), severity="warning")
        else:
            self.notify(f"{host} · opening", timeout=2)
            self._open_when_seen(request.url, host, _MOST_LOOKS)

    def _open_when_seen(self, url: str, host: str, looks: int) -> None:
        """Wait until the notice with `host` is drawn, because a browser may cover the screen."""
        if not self.screen_stack:  # the program ends
            return
        toasts = self.screen.query("Toast")
        if looks and not any(toast.region and host in str(toast.render()) for toast in toasts):
            again = partial(self._open_when_seen, url, host, looks - 1)
            self.set_timer(_LOOK_FOR_NOTICE, again)
        else:
            self.call_after_refresh(self._start_browser, url)

    def _start_browser(self, url: str) -> None:
        from tui.system.browser import open_link

        try:
            open_link(url, os.environ, configured=self.settings.browser, suspend=self.suspend)
        except LinkNotOpenedError as error:
            self.post_message(CopyText(url, f"{error}; the address"))

    @on(CopyText)
    def _copy(self, request: CopyText) -> None:
        self.run_worker(lambda: self._copied(request), thread=True, group="clipboard")

    def _copied(self, request: CopyText) -> None:
        """Runs in a thread, because a clipboard program may be stuck."""
        from tui.system.clipboard import copy

        driver = self._driver
        how = copy(request.text, os.environ, driver.write if driver else _nowhere)
        words = f"{request.what} was copied by {how}\n{_first_line(request.text)}"
        self.call_from_thread(self.notify, words)

    @on(SearchesChanged)
    def _show_searches(self) -> None:
        self._reader.searches_changed()

    @on(GoToItem)
    def _go_to_item(self, request: GoToItem) -> None:
        self._reader.open_item(request.issue_id, request.item_id)

    @on(FollowLink)
    def _follow_link(self, request: FollowLink) -> None:
        if isinstance(self.screen, DismissOnce):
            self.screen.dismiss(None)
        self._reader.navigation.follow(request.issue_id, request.anchor)

    @property
    def has_library(self) -> bool:
        """False as long as nothing but the frames is drawn."""
        return hasattr(self, "_reader")

    def _has_reader(self) -> bool:
        return self.has_library

    def action_show_help(self) -> None:
        """Show the keys, those of the focused pane first, and in the search the ways to ask."""
        from tui.dialogs.help import HelpScreen, help_rows, query_rows

        available_ids = {available.command.id for available in self.keys.available_commands()}
        ways = query_rows() if getattr(self.screen, "scope", "") == "search" else ()
        keys = help_rows(self.keys.keymap, pane_scopes(self.screen), available_ids)
        self.push_screen(HelpScreen((*ways, *keys)))

    @available_when(_has_reader)
    def action_leave(self) -> None:
        """Leave the innermost thing that is open; the last one is the reader."""
        self._reader.leave(ask=self.settings.confirm_quit)


def run_reader(
    open_library: Callable[[], Library],
    *,
    notice: str = "",
    warning: str = "",
    index_command: Sequence[str] = (),
    sync_command: Sequence[str] = (),
    settings: Settings | None = None,
    saved: SavedSearches | None = None,
    remembered: SavedState | None = None,
) -> int:
    """Show the reader until the user quits, and return the exit code.

    Raises what `open_library` raises, when the terminal is as it was before.

    Args:
        open_library: Called after the first paint; what it returns is not closed.
        notice: A sentence that stays on the screen, such as how to add a folder.
        warning: A sentence that is shown for a while, such as what is wrong in the settings.
        index_command: Arguments of the child process that refreshes the library; empty for none.
        sync_command: The same of the one that fetches the sources.
        settings: What the reader goes by; without any, the defaults.
        saved: The searches that the user keeps; without it none can be kept.
        remembered: What is kept from one run to the next; without it nothing is.
    """
    app = ReaderApp(
        open_library,
        notice=notice,
        warning=warning,
        index_command=index_command,
        sync_command=sync_command,
        settings=settings,
        saved=saved,
        remembered=remembered,
    )
    app.run()
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0


def _first_line(text: str) -> str:
    """Return what a notice has room for."""
    first, *more = text.splitlines() or [""]
    return f"{first[:_NOTICE_LENGTH]}…" if more or len(first) > _NOTICE_LENGTH else first


def _nowhere(text: str) -> None:
    """There is no terminal to write to."""
    del text
