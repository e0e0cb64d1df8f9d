"""How far reading has come, on one line of the terminal that is written over and over."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digests import Progress
    from tui.terminal import Terminal

_INTERVAL = 0.1
"""Seconds between two changes of the line."""

_SETTLED = 1.0
"""Seconds until a rate means something."""


class ProgressLine:
    """Shown on standard error when that is a terminal; a context that removes it at the end.

    A refresh that takes no time shows nothing.
    """

    def __init__(self, terminal: Terminal) -> None:
        self._err = terminal.err
        self._is_shown = False
        self._next = time.monotonic() + _INTERVAL if terminal.err.isatty() else float("inf")

    def __enter__(self) -> ProgressLine:
        """Nothing is shown yet."""
        return self

    def __exit__(self, *_unused: object) -> None:
        """Clear the line for what comes after it."""
        if self._is_shown:
            self._err.write("\r\x1b[K")
            self._err.flush()

    def __call__(self, progress: Progress) -> None:
        """Show the progress of a refresh."""
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + _INTERVAL
        self._is_shown = True
        self._err.write(f"\r{_words(progress)}\x1b[K")
        self._err.flush()


def _words(progress: Progress) -> str:
    words = f"reading {progress.issues:,} of {progress.total:,} issues"
    if progress.seconds < _SETTLED:
        return words
    return f"{words}, {progress.items_per_second:,.0f} items a second"
