"""`ainews index --progress json`: how the reader has its library refreshed by a child process.

Each line is a JSON object with one key: `progress` while files are read, and at the end `report`,
or `error` with a sentence.
"""

from __future__ import annotations

import os
import signal
import time
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from digests import DigestError
from tui.errors import ReaderError
from tui.verbs.library_option import open_library

if TYPE_CHECKING:
    from argparse import Namespace
    from types import FrameType

    from digests import Progress, RefreshReport
    from tui.terminal import Terminal

_UNUSABLE = 2

_NICENESS = 10
"""Enough that the reader, which has the terminal, always goes first."""

_INTERVAL = 0.1
"""Seconds between two lines of progress."""


def run_with_progress(arguments: Namespace, terminal: Terminal) -> int:
    """Refresh at low priority; stop between two files on SIGTERM."""
    os.nice(_NICENESS)
    stop = _StopRequest()
    signal.signal(signal.SIGTERM, stop)
    lines = _ProgressLines(terminal)
    try:
        with open_library(arguments, terminal) as library:
            report = library.refresh(
                on_progress=lines, should_stop=stop.was_made, rebuild=arguments.rebuild
            )
    except (DigestError, ReaderError) as error:
        lines.print({"error": str(error)})
        return _UNUSABLE
    lines.print({"report": _report_json(report)})
    return 0


class _StopRequest:
    """Whether the process was asked to end."""

    def __init__(self) -> None:
        self._made = False

    def __call__(self, _signal: int, _frame: FrameType | None) -> None:
        self._made = True

    def was_made(self) -> bool:
        return self._made


class _ProgressLines:
    """Prints progress, not more often than anybody can look at it."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._next = 0.0

    def __call__(self, progress: Progress) -> None:
        now = time.monotonic()
        if now >= self._next:
            self._next = now + _INTERVAL
            self.print({"progress": asdict(progress)})

    def print(self, line: dict[str, Any]) -> None:
        self._terminal.print_json(line)
        self._terminal.out.flush()


def _report_json(report: RefreshReport) -> dict[str, Any]:
    return {
        "added": report.added,
        "changed": report.changed,
        "removed": report.removed,
        "unchanged": report.unchanged,
        "items": report.items,
        "problems": sum(not problem.is_note for problem in report.problems),
    }
