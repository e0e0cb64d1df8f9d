"""`ainews doctor`."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

from digests import CacheError, DigestError
from tui.cli.doctor import Finding
from tui.cli.doctor.library import library_findings, settings_findings
from tui.cli.doctor.terminal import answers, ask_terminal, environment
from tui.cli.library import choose_library
from tui.cli.options import add_library_option
from tui.cli.story_options import compare
from tui.cli.terminal import bold, dim
from tui.errors import ReaderError, SettingsError
from tui.export.json_schema import SCHEMA
from tui.settings import load_settings
from tui.system.paths import settings_file

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from tui.cli.library import LibraryChoice
    from tui.cli.terminal import Terminal

_SOMETHING_FOUND = 1


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--fix", action="store_true", help="make anew what is a cache and broken")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    add_library_option(parser)


def run(arguments: Namespace, terminal: Terminal) -> int:
    """Print a line for each check; 1 if there is something to do."""
    findings = list(_findings(arguments, terminal))
    broken = {finding.subject for finding in findings if finding.is_cache}
    if arguments.fix and broken:
        _rebuild_cache(arguments, terminal, rebuild=broken != {"stories"})
        findings = list(_findings(arguments, terminal))
    if arguments.json:
        checks = [
            {"subject": f.subject, "ok": f.is_ok, "words": f.message, "remedy": f.remedy}
            for f in findings
        ]
        terminal.print_json({"schema": SCHEMA, "checks": checks})
    else:
        for finding in findings:
            _print(finding, terminal)
    return 0 if all(finding.is_ok for finding in findings) else _SOMETHING_FOUND


def _findings(arguments: Namespace, terminal: Terminal) -> Iterator[Finding]:
    yield from environment(os.environ, terminal.out, _browser())
    if not arguments.json and all(stream.isatty() for stream in (sys.stdin, sys.stdout)):
        yield from answers(ask_terminal)
    yield from settings_findings()
    try:
        choice = choose_library(arguments.folders)
    except SettingsError:
        return  # the line about the settings says why
    except (ReaderError, DigestError) as error:
        yield Finding("library", str(error), "mend what is named; nothing of the library was read")
        return
    yield from library_findings(choice, terminal.notify)


def _browser() -> tuple[str, ...]:
    try:
        return load_settings(settings_file()).browser
    except ReaderError:
        return ()


def _print(finding: Finding, terminal: Terminal) -> None:
    if finding.is_ok:
        terminal.print(dim("ok  "), f"{finding.subject}: {finding.message}")
    else:
        terminal.print(bold("!!  "), f"{finding.subject}: {finding.message}")
        terminal.print(dim(f"      {finding.remedy}"))


def _rebuild_cache(arguments: Namespace, terminal: Terminal, *, rebuild: bool) -> None:
    """Refresh the library, with `rebuild` from scratch. Marks are not a cache and stay."""
    choice = choose_library(arguments.folders)
    terminal.notify(f"making {choice.cache} anew")
    try:
        _refresh(choice, terminal, rebuild=rebuild)
    except CacheError:
        # Not even the catalogue can be used, so no other process can be writing to it.
        shutil.rmtree(choice.cache, ignore_errors=True)
        _refresh(choice, terminal, rebuild=rebuild)


def _refresh(choice: LibraryChoice, terminal: Terminal, *, rebuild: bool) -> None:
    with choice.open() as library:
        library.refresh(rebuild=rebuild)
        compare(library, terminal)
