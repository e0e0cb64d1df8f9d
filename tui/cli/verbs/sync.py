"""`ainews sync [NAME...]`; with `--progress json`, the child process that fetches for the reader.

Its output has one JSON object per line, each with one key: `fetching` when a source is done and at
the beginning, and at the end `fetched`, or `error` with a message.
"""

from __future__ import annotations

import os
import signal
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from digests import DigestError, bug_description, safe_line, shown_address
from tui.cli.json_output import add_json_options, print_records, wants_json
from tui.cli.library import choose_library, chosen_sources
from tui.cli.progress import ProgressLine
from tui.cli.sync_line import SyncLine, Waiting
from tui.cli.verbs.index import NICENESS

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from digests import Sources, SyncReport
    from tui.cli.terminal import Terminal

_NOTHING_FOUND = 1
_FAILED = 1
_UNUSABLE = 2


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the sources and the options."""
    parser.add_argument("names", nargs="*", metavar="NAME", help="sync only these sources")
    parser.add_argument("--no-index", action="store_true", help="do not read the new files")
    parser.add_argument(
        "--progress",
        choices=("json",),
        help="print the progress as JSON lines, run at low priority and read no files",
    )
    add_json_options(parser, quiet="print only failures, to standard error")


def run(arguments: Namespace, terminal: Terminal) -> int:
    """Sync, print a line for each source, and read the new files; 1 if a source failed."""
    sources = chosen_sources()
    if arguments.progress:
        return run_with_progress(sources, arguments.names, terminal)
    waiting = _waiting(sources, arguments.names)
    if not waiting.total:
        terminal.notify("there is nothing to sync; `ainews add` adds feeds and repositories")
        return _NOTHING_FOUND
    reports = _sync(sources, waiting, arguments, terminal)
    if not arguments.no_index:
        _read_new_files(terminal, is_quiet=arguments.quiet)
    return _FAILED if any(report.failure for report in reports) else 0


def _sync(
    sources: Sources, waiting: Waiting, arguments: Namespace, terminal: Terminal
) -> tuple[SyncReport, ...]:
    is_json = wants_json(arguments)
    with SyncLine(terminal, waiting, is_shown=not arguments.quiet) as line:

        def tell(report: SyncReport) -> None:
            line.clear()
            if not is_json:
                _print(report, terminal, is_quiet=arguments.quiet)
            waiting.remove(report.name)
            line.show()

        line.show()
        reports = sources.sync(arguments.names, on_report=tell)
    if is_json:
        print_records(arguments, terminal, "synced", map(_report_json, reports))
    return reports


def _waiting(sources: Sources, names: Sequence[str]) -> Waiting:
    """Raises SourceNotFoundError, SourceListError."""
    chosen = map(sources.named, names) if names else sources.all()
    return Waiting(source.name for source in chosen)


def _print(report: SyncReport, terminal: Terminal, *, is_quiet: bool) -> None:
    line = f"{report.name}: {report}"
    if not is_quiet:
        terminal.print(line)
        if report.moved_to:
            terminal.print(f"{report.name}: has moved to {shown_address(report.moved_to)}")
        terminal.out.flush()
    elif report.failure:
        terminal.notify(line)


def _report_json(report: SyncReport) -> dict[str, Any]:
    return {
        "name": report.name,
        **asdict(report.files),
        "failure": report.failure,
        "notes": list(report.notes),
        "moved_to": shown_address(report.moved_to),
    }


def _read_new_files(terminal: Terminal, *, is_quiet: bool) -> None:
    """Refresh the library; its problems are only counted, because `ainews index` names them."""
    folders = {safe_line(str(folder)) for folder in chosen_sources().ensure_folders()}
    with choose_library(()).open() as library:
        if is_quiet:
            library.refresh()
            return
        with ProgressLine(terminal) as line:
            report = library.refresh(on_progress=line)
    # The line of a source has already reported why its folder has no files.
    problems = [p for p in report.problems if not (p.is_note or p.source in folders)]
    if problems:
        terminal.notify(f"{len(problems):,} problems with files; `ainews index` names them")


def run_with_progress(sources: Sources, names: Sequence[str], terminal: Terminal) -> int:
    """Sync at low priority; SIGTERM stops it as ctrl+c does."""
    os.nice(NICENESS)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        _sync_with_progress(sources, names, terminal)
    except DigestError as error:
        _print_line(terminal, {"error": str(error)})
        return _UNUSABLE
    except OSError:
        raise  # the reader has gone, or the disk is full
    except Exception as error:
        reason = f"fetching broke off because of {bug_description(error)}"
        _print_line(terminal, {"error": reason})
        raise
    return 0


def _sync_with_progress(sources: Sources, names: Sequence[str], terminal: Terminal) -> None:
    waiting = _waiting(sources, names)

    def tell(report: SyncReport) -> None:
        waiting.remove(report.name)
        _print_line(terminal, {"fetching": waiting.progress()})

    _print_line(terminal, {"fetching": waiting.progress()})
    reports = sources.sync(names, on_report=tell)
    _print_line(terminal, {"fetched": _summary(reports)})


def _summary(reports: Sequence[SyncReport]) -> dict[str, Any]:
    counted = {
        kind: sum(getattr(report.files, kind) for report in reports)
        for kind in ("new", "changed", "removed")
    }
    failures = {report.name: report.failure for report in reports if report.failure}
    moved = {r.name: shown_address(r.moved_to) for r in reports if r.moved_to}
    return {"sources": len(reports), **counted, "failures": failures, "moved": moved}


def _print_line(terminal: Terminal, line: dict[str, Any]) -> None:
    terminal.print_json(line)
    terminal.out.flush()
