"""The progress of reading and comparing: a bar on a terminal, else a line every few seconds."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from tui.text.counts import counted
from tui.text.progress import comparing_step, comparing_text, progress_text

if TYPE_CHECKING:
    import rich.progress

    from digests import Progress, StoriesProgress
    from tui.cli.terminal import Terminal

_BAR_AFTER = 0.1
"""Seconds until a bar appears, so that a quick refresh shows nothing."""

_BETWEEN_LINES = 5.0
"""Seconds."""


class ProgressLine:
    """Shows progress on standard error, as a context manager that removes the bar at the end.

    Calling it shows the progress of a refresh.
    """

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._is_bar = terminal.err.isatty()
        self._next = time.monotonic() + (_BAR_AFTER if self._is_bar else _BETWEEN_LINES)
        self._bar: rich.progress.Progress | None = None

    def __enter__(self) -> ProgressLine:
        """Show nothing yet."""
        return self

    def __exit__(self, *_unused: object) -> None:
        """Remove the bar."""
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, progress: Progress) -> None:
        """Show the progress of a refresh."""
        rate = f"{counted(progress.items, 'item')}, {progress.items_per_second:,.0f}/s"
        numbers = (progress.issues, progress.total, progress.items, progress.seconds)
        if self._is_due():
            self._show("reading issues", progress, rate, progress_text(*numbers))

    def compared(self, progress: StoriesProgress) -> None:
        """Show the progress of the search for shared stories, which follows a refresh."""
        is_comparing = progress.is_comparing
        line = comparing_text(progress.issues, progress.total, is_comparing=is_comparing)
        if self._is_due():
            self._show(comparing_step(is_comparing=is_comparing), progress, "", line)

    def _is_due(self) -> bool:
        now = time.monotonic()
        if now < self._next:
            return False
        if not self._is_bar:
            self._next = now + _BETWEEN_LINES
        return True

    def _show(self, step: str, progress: Progress | StoriesProgress, rate: str, line: str) -> None:
        if not self._is_bar:
            self._terminal.notify(line)
            return
        if self._bar is None:
            self._bar = _new_bar(self._terminal)
            self._bar.add_task("", rate="")
            self._bar.start()
        self._bar.update(
            self._bar.task_ids[0],
            description=step,
            completed=progress.issues,
            total=progress.total,
            rate=rate,
        )


def _new_bar(terminal: Terminal) -> rich.progress.Progress:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}", markup=False),
        TimeRemainingColumn(),
        console=Console(file=terminal.err, force_terminal=True),
        transient=True,
    )
