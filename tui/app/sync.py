"""An app that fetches the sources of its library while it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from tui.app.refresh import NEWS_STAYS, SECONDS_A_MINUTE, RefreshingApp
from tui.jobs.syncer import Syncer, SyncFailed, SyncFinished, SyncProgress
from tui.keys.command_groups import available_when
from tui.text.progress import failures_text, fetched_text, fetching_text

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from textual.timer import Timer

    from tui.settings import Settings

_NO_SOURCES = "there is nothing to fetch; `ainews add` adds feeds and repositories"
_FOLDERS_ALONE = "these folders have no sources; `ainews` without folders opens the library"


class SyncingApp(RefreshingApp):
    """Starts the syncer: when asked, and every few minutes. What arrives is read by a refresh."""

    def __init__(
        self,
        settings: Settings | None,
        index_command: Sequence[str],
        sync_command: Sequence[str] = (),
    ) -> None:
        """`sync_command` is the child process that fetches; empty if there are no sources."""
        super().__init__(settings, index_command)
        self._syncer = Syncer(self, sync_command)
        self._has_sources = bool(sync_command)
        self._activities["sync"] = ""  # stands before that of a refresh
        self._was_asked = False
        """Whether the user wants to know how a sync ends that found nothing."""
        self._failing: Collection[str] = ()
        """The names of the sources that failed the last time, of which the user knows."""
        self._fetched: Timer | None = None
        """Takes back what a sync has found."""

    def keep_fresh(self, folders: Sequence[Path]) -> None:
        """Refresh and sync now, and from now on as the settings say."""
        super().keep_fresh(folders)
        if self.settings.sync_minutes and self._has_sources:
            self._sync()
            self.set_interval(self.settings.sync_minutes * SECONDS_A_MINUTE, self._sync)

    def _can_sync(self) -> bool:
        return self.has_library

    @available_when(_can_sync)
    def action_sync_sources(self) -> None:
        """Fetch what is new from all sources, in the background."""
        if self._has_sources:
            self._was_asked = True
            self._sync()
        else:
            self.notify(_FOLDERS_ALONE)

    def _sync(self) -> None:
        if self._syncer.start():
            self._say_of_sync("fetching")

    @on(SyncProgress)
    def _show_sync(self, step: SyncProgress) -> None:
        self._say_of_sync(fetching_text(step.done, step.total, step.name))

    @on(SyncFinished)
    def _show_fetched(self, done: SyncFinished) -> None:
        self._tell(done)
        self._failing = done.failures.keys()
        self._was_asked = False
        if done.has_news:
            self.refresh_when_free()

    def _tell(self, done: SyncFinished) -> None:
        self._say_of_sync("")
        if not done.sources:
            if self._was_asked:
                self.notify(_NO_SOURCES)
            return
        if self._was_asked or done.has_news or done.failures:
            counts = (done.new, done.changed, done.removed)
            self._say_of_sync(fetched_text(*counts, len(done.failures)))
            self._fetched = self.set_timer(NEWS_STAYS, lambda: self._say_of_sync(""))
        new = {name: why for name, why in done.failures.items() if name not in self._failing}
        if new:
            self.notify(failures_text(new), severity="warning")
        for name, address in done.moved.items():
            self.notify(f"{name}: has moved to {address}")

    @on(SyncFailed)
    def _say_why_not_fetched(self, failed: SyncFailed) -> None:
        self._was_asked = False
        self._say_of_sync("")
        self.notify(failed.reason, severity="warning")

    def _say_of_sync(self, activity: str) -> None:
        if self._fetched is not None:
            self._fetched.stop()
        self.show_activity("sync", activity)
