"""`ainews lint FOLDER...`."""

from __future__ import annotations

import datetime
import os
from pathlib import Path
from typing import TYPE_CHECKING

from digests import DigestError, FolderError, find_issue_files, lint_issue, read_issue

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from digests import Problem
    from tui.cli.terminal import Terminal

_FOUND_SOMETHING = 1


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the folders."""
    parser.add_argument("places", nargs="+", metavar="FOLDER", help="a folder or a digest")


def run(arguments: Namespace, terminal: Terminal) -> int:
    """Print a line for each finding; 1 when there is one, as linters do.

    Raises FolderError when a place is not there, before anything is read.
    """
    for place in arguments.places:
        if not os.path.exists(place):  # noqa: PTH110 - Path.exists may raise
            raise FolderError(place, "does not exist; check the name")
    today = datetime.datetime.now().astimezone().date()
    findings = 0
    for path in _files(arguments.places, terminal):
        for finding in _findings(path, today, terminal):
            terminal.print(str(finding))
            findings += 1
    return _FOUND_SOMETHING if findings else 0


def _files(places: list[str], terminal: Terminal) -> Iterator[Path]:
    for place in map(Path, places):
        if not place.is_dir():
            yield place
            continue
        found = find_issue_files(place)
        terminal.say_all(found.problems)
        yield from (file.path for file in found.files)


def _findings(path: Path, today: datetime.date, terminal: Terminal) -> tuple[Problem, ...]:
    try:
        return lint_issue(read_issue(path), today)
    except DigestError as error:
        terminal.say(error)
        return ()
