"""`ainews lint FOLDER...`."""

from __future__ import annotations

import datetime
import os
from pathlib import Path
from typing import TYPE_CHECKING

from digests import (
    DigestError,
    FolderError,
    find_issue_files,
    issue_file,
    lint_issue,
    list_mailboxes,
    named_files,
    read_issue_file,
    read_issue_text,
)

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from digests import IssueFile, Problem
    from tui.cli.terminal import Terminal

_FOUND_SOMETHING = 1


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the folders."""
    parser.add_argument("paths", nargs="+", metavar="FOLDER", help="a folder or a digest")


def run(arguments: Namespace, terminal: Terminal) -> int:
    """Print a line for each finding; 1 if there is one, as linters do.

    Raises FolderError, before anything is read, if one of the paths does not exist.
    """
    for path in arguments.paths:
        if not os.path.exists(path):  # noqa: PTH110 - Path.exists may raise
            raise FolderError(path, "does not exist; check the name")
    today = datetime.datetime.now().astimezone().date()
    findings = 0
    for file in _files(arguments.paths, terminal):
        for finding in _findings(file, today, terminal):
            terminal.print(str(finding))
            findings += 1
    return _FOUND_SOMETHING if findings else 0


def _files(paths: list[str], terminal: Terminal) -> Iterator[IssueFile]:
    for path in map(Path, paths):
        if not path.is_dir():
            try:
                yield from named_files(path)
            except DigestError as error:
                terminal.notify(error)
            continue
        discovered = list_mailboxes(find_issue_files(path))
        terminal.notify_all(discovered.problems)
        # By its path alone, as when it is named: the folder says nothing about a file.
        yield from (file if file.place else issue_file(file.path) for file in discovered.files)


def _findings(file: IssueFile, today: datetime.date, terminal: Terminal) -> tuple[Problem, ...]:
    try:
        return lint_issue(read_issue_file(file), today, read_issue_text(file))
    except DigestError as error:
        terminal.notify(error)
        return ()
