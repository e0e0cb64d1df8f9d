"""`ainews sync [NAME...]`."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from digests import safe_line
from tui.cli.json_output import add_json_options, print_records, wants_json
from tui.cli.library import choose_library, chosen_sources
from tui.cli.progress import ProgressLine

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from digests import SyncReport
    from tui.cli.terminal import Terminal

_NOTHING_FOUND = 1
_FAILED = 2


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the sources and the options."""
    parser.add_argument("names", nargs="*", metavar="NAME", help="sync only these sources")
    parser.add_argument("--no-index", action="store_true", help="do not read the new files")
    add_json_options(parser)


def run(arguments: Namespace, terminal: Terminal) -> int:
    """Sync, print a line for each source, and read the new files; 2 if a source failed."""
    sources = chosen_sources()
    if not sources.all():
        terminal.notify("there is nothing to sync; `ainews add` adds feeds and repositories")
        return _NOTHING_FOUND
    if wants_json(arguments):
        reports = sources.sync(arguments.names)
        print_records(arguments, terminal, "synced", map(_report_json, reports))
    else:
        reports = sources.sync(arguments.names, on_report=_Lines(terminal))
    if not arguments.no_index:
        _read_new_files(terminal)
    return _FAILED if any(report.failure for report in reports) else 0


class _Lines:
    """Prints a line for each source as soon as it is synced."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal

    def __call__(self, report: SyncReport) -> None:
        self._terminal.print(f"{report.name}: {report}")
        self._terminal.out.flush()


def _report_json(report: SyncReport) -> dict[str, Any]:
    counts = asdict(report.files)
    return {"name": report.name, **counts, "failure": report.failure, "notes": list(report.notes)}


def _read_new_files(terminal: Terminal) -> None:
    """Refresh the library; its problems are only counted, because `ainews index` names them."""
    folders = {safe_line(str(folder)) for folder in chosen_sources().ensure_folders()}
    with choose_library(()).open() as library, ProgressLine(terminal) as line:
        report = library.refresh(on_progress=line)
    # The line of a source has already reported why its folder has no files.
    problems = [p for p in report.problems if not (p.is_note or p.source in folders)]
    if problems:
        terminal.notify(f"{len(problems):,} problems with files; `ainews index` names them")
