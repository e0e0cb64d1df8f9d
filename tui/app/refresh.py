"""An app that keeps its library up to date while it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual import on

from tui.app.command_app import CommandApp
from tui.jobs.folder_watch import FoldersChanged, FoldersNotWatched, FolderWatch
from tui.jobs.indexer import (
    ComparingFinished,
    ComparingProgress,
    Indexer,
    IndexFailed,
    IndexFinished,
    IndexProgress,
)
from tui.keys.command_groups import available_when
from tui.text.progress import comparing_text, progress_text, refresh_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from textual.timer import Timer

    from tui.settings import Settings

NEWS_STAYS = 10.0
"""Seconds that the status line says what a refresh has found."""

SECONDS_A_MINUTE = 60

_LOOK_WHETHER_FREE = 0.25
"""Seconds."""


_LOOK_FOR_CHANGES = 1.0
"""Seconds between two looks at the numbers of the last changes."""


@runtime_checkable
class ShowsLibrary(Protocol):
    """A screen with what any process may change: issues, marks, stories."""

    def load_changes(self) -> None:
        """Show what was written since; called once a second, so it costs little without news."""


class RefreshingApp(CommandApp[None]):
    """Starts the indexer: at the start, when asked, every few minutes, and after changes."""

    def __init__(self, settings: Settings | None, index_command: Sequence[str]) -> None:
        """`index_command` is the child process that refreshes; with an empty one nothing does."""
        super().__init__(settings)
        self._indexer = Indexer(self, index_command)
        self._refreshes = bool(index_command)
        self._next_refresh: Timer | None = None
        """Waits for the end of a refresh during which files have changed."""
        self._folder_watch: FolderWatch | None = None
        self._news: Timer | None = None
        """Takes back what a refresh has found."""
        self._activities: dict[str, str] = {}
        """What the status line says, by what goes on."""
        self._says_comparing = False
        """Whether the line says that stories are compared, and not what was found before."""

    def refresh_began(self) -> None:
        """The library is being refreshed from now on."""

    def refresh_ended(self, done: IndexFinished | None) -> None:
        """The library is up to date, or as it was when that failed (`done` is None)."""

    def keep_fresh(self, folders: Sequence[Path]) -> None:
        """Refresh now, and from now on as the settings say."""
        self.action_refresh_library()
        if self.settings.refresh_minutes:
            seconds = self.settings.refresh_minutes * SECONDS_A_MINUTE
            self.set_interval(seconds, self.action_refresh_library)
        if self.settings.watch_files and self._refreshes:
            self._folder_watch = FolderWatch(self, folders)
            self._folder_watch.start()

    def follow_changes(self) -> None:
        """Show from now on what other processes write to the library."""
        self.set_interval(_LOOK_FOR_CHANGES, self._load_changes)

    def _load_changes(self) -> None:
        """Ask the screen on top, dialogs left out; those below it are asked when they are seen."""
        for screen in reversed(self.screen_stack) if self.is_running else ():
            is_mounted = screen.is_mounted
            if isinstance(screen, ShowsLibrary):
                if is_mounted:
                    screen.load_changes()
                return

    def on_unmount(self) -> None:
        """Let the thread that watches end."""
        if self._folder_watch is not None:
            self._folder_watch.stop()

    @property
    def has_library(self) -> bool:
        """Whether there is something to refresh already."""
        return True

    def _can_refresh(self) -> bool:
        return self.has_library

    @available_when(_can_refresh)
    def action_refresh_library(self) -> None:
        """Look for new and changed files, in the background."""
        if self._indexer.start():
            self.refresh_began()
            self._say(progress_text(0, 0))

    @on(FoldersChanged)
    def refresh_when_free(self) -> None:
        """Refresh after the refresh that runs, which may have passed the files that changed."""
        if self._next_refresh is not None:
            self._next_refresh.stop()
        if self._indexer.is_reading:
            self._next_refresh = self.set_timer(_LOOK_WHETHER_FREE, self.refresh_when_free)
        else:
            self.action_refresh_library()

    @on(FoldersNotWatched)
    def _say_why_not_watched(self, failed: FoldersNotWatched) -> None:
        self.notify(failed.reason, severity="warning")

    @on(IndexProgress)
    def _show_progress(self, progress: IndexProgress) -> None:
        self._say(progress_text(progress.issues, progress.total, progress.items, progress.seconds))

    @on(ComparingProgress)
    def _show_comparing(self, step: ComparingProgress) -> None:
        self._say(comparing_text(step.issues, step.total, is_comparing=step.is_comparing))
        self._says_comparing = True

    @on(ComparingFinished)
    def _show_compared(self, done: ComparingFinished) -> None:
        if self._says_comparing:
            self._say("")
        if done.failure:
            self.notify(done.failure, severity="warning")

    @on(IndexFinished)
    def _show_news(self, done: IndexFinished) -> None:
        self._say(refresh_text(done.added, done.changed, done.removed, done.problems))
        self._news = self.set_timer(NEWS_STAYS, lambda: self._say(""))
        self.refresh_ended(done)

    @on(IndexFailed)
    def _say_why_not_indexed(self, failed: IndexFailed) -> None:
        self._say("")
        self.refresh_ended(None)
        self.notify(failed.reason, severity="warning")

    def _say(self, activity: str) -> None:
        if self._news is not None:
            self._news.stop()
        self._says_comparing = False
        self.show_activity("refresh", activity)

    def show_activity(self, kind: str, text: str) -> None:
        """Show in every status line what goes on in the background, several things side by side."""
        from tui.widgets.status_line import StatusLine

        self._activities[kind] = text
        activity = " · ".join(filter(None, self._activities.values()))
        for screen in self.screen_stack:
            for status in screen.query(StatusLine):
                status.activity = activity
