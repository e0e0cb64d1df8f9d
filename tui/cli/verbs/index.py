"""`ainews index`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.cli.options import add_library_option, open_library
from tui.cli.progress import ProgressLine
from tui.cli.story_options import compare
from tui.text.counts import counted

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from digests import RefreshReport
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
    add_library_option(parser)


def run(arguments: Namespace, terminal: Terminal) -> int:
    """Read what has changed and print what was done; 1 when no issue is there at all."""
    if arguments.progress:
        from tui.cli.verbs.index_progress import run_with_progress

        return run_with_progress(arguments, terminal)
    with open_library(arguments, terminal) as library:
        with ProgressLine(terminal) as line:
            report = library.refresh(on_progress=line, rebuild=arguments.rebuild)
        terminal.say_all(report.problems)
        terminal.print(_summary(report))
        terminal.out.flush()  # comparing may take much longer than reading did
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
