"""`ainews index`; with `--progress json`, the child process that refreshes the reader's library.

Its output has one JSON object per line, each with one key: `progress` while files are read, then
`report`, or `error` with a message. After a report come `comparing` while items are compared, if
that takes a while, and finally `compared` with a message if it failed, else an empty string.
"""

from __future__ import annotations

import os
import signal
import time
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from digests import DigestError, IndexBusyError, bug_description
from tui.cli.options import add_library_option, open_library
from tui.cli.progress import ProgressLine
from tui.cli.story_options import compare
from tui.errors import ReaderError
from tui.text.counts import counted, skipped_text

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from types import FrameType

    from digests import Library, Progress, RefreshReport, StoriesProgress
    from tui.cli.terminal import Terminal


_NOTHING_FOUND = 1


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--rebuild", action="store_true", help="read every file again")
    parser.add_argument(
        "--progress",
        choices=("json",),
        help="print the progress as JSON lines, and run at low priority",
    )
    parser.add_argument("-v", "--verbose", action="store_true", help="name what is not read")
    add_library_option(parser)


def run(arguments: Namespace, terminal: Terminal) -> int:
    """Read new and changed files and print a summary; 1 if the library has no issues."""
    if arguments.progress:
        return run_with_progress(arguments, terminal)
    with open_library(arguments, terminal) as library:
        with ProgressLine(terminal) as line:
            report = library.refresh(on_progress=line, rebuild=arguments.rebuild)
        terminal.notify_all(report.problems)
        terminal.print(_summary(report))
        if arguments.verbose and report.skipped:
            terminal.print(skipped_text(report.skipped))
        terminal.out.flush()  # comparing may take much longer than reading
        compare(library, terminal, rebuild=arguments.rebuild)
    return 0 if _issues(report) else _NOTHING_FOUND


def _summary(report: RefreshReport) -> str:
    issues, items = counted(_issues(report), "issue"), counted(report.items, "item")
    return (
        f"{issues}: {report.added:,} new, {report.changed:,} changed, "
        f"{report.unchanged:,} unchanged; {report.removed:,} removed; {items}"
    )


def _issues(report: RefreshReport) -> int:
    return report.added + report.changed + report.unchanged


_UNUSABLE = 2

NICENESS = 10
"""Enough for the reader, which has the terminal, to have priority."""

_INTERVAL = 0.1
"""Seconds between two lines of progress."""

_LONG = 1.0
"""Seconds after which comparing is reported."""


def run_with_progress(arguments: Namespace, terminal: Terminal) -> int:
    """Refresh at low priority; SIGTERM stops it after the current file."""
    os.nice(NICENESS)
    stop = _StopRequest()
    signal.signal(signal.SIGTERM, stop)
    reading = _Lines(terminal, "progress", first_after=0.0)
    try:
        with open_library(arguments, terminal) as library:
            report = library.refresh(
                on_progress=reading, should_stop=stop.was_made, rebuild=arguments.rebuild
            )
            reading.print({"report": _report_json(report)})
            _compare(library, terminal, stop, rebuild=arguments.rebuild)
    except (DigestError, ReaderError) as error:
        reading.print({"error": str(error)})
        return _UNUSABLE
    except OSError:
        raise  # the reader has gone, or the disk is full
    except Exception as error:
        reading.print({"error": f"indexing broke off because of {bug_description(error)}"})
        raise
    return 0


def _compare(library: Library, terminal: Terminal, stop: _StopRequest, *, rebuild: bool) -> None:
    comparing = _Lines(terminal, "comparing", first_after=_LONG)
    failures: list[object] = []
    try:
        library.update_stories(
            on_progress=comparing,
            should_stop=stop.was_made,
            on_problem=failures.append,
            rebuild=rebuild,
        )
    except IndexBusyError:
        pass  # another process is comparing
    except DigestError as error:
        failures = [error]
    comparing.print({"compared": str(failures[0]) if failures else ""})


class _StopRequest:
    """Whether the process was asked to end."""

    def __init__(self) -> None:
        self._made = False

    def __call__(self, _signal: int, _frame: FrameType | None) -> None:
        self._made = True

    def was_made(self) -> bool:
        return self._made


class _Lines:
    """Prints progress as JSON lines, at most ten per second."""

    def __init__(self, terminal: Terminal, kind: str, *, first_after: float) -> None:
        self._terminal = terminal
        self._kind = kind
        self._next = time.monotonic() + first_after

    def __call__(self, progress: Progress | StoriesProgress) -> None:
        now = time.monotonic()
        if now >= self._next:
            self._next = now + _INTERVAL
            self.print({self._kind: asdict(progress)})

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
