"""`ainews marks export|import|merge FILE`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from digests import FolderError, export_marks, merge_marks
from tui.cli.options import add_library_option, open_library

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from digests import Library
    from tui.cli.terminal import Terminal

_NOT_ALL_READ = 1


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the action and the file."""
    parser.add_argument(
        "action",
        metavar="export|import|merge",
        choices=("export", "import", "merge"),
        help="write all marks; take in those of a file; do both, so that file and marks agree",
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="one mark a line")
    add_library_option(parser)


def run(arguments: Namespace, terminal: Terminal) -> int:
    """Export, import or merge marks; 1 if lines of the file could not be read."""
    if not arguments.file.parent.is_dir():
        raise FolderError(str(arguments.file.parent), "does not exist; check the name")
    with open_library(arguments, terminal) as library:
        problems = 0
        if arguments.action != "export":
            problems = _import(library, arguments, terminal)
        if arguments.action != "import":
            written = export_marks(library.marks, arguments.file)
            terminal.print(f"{written:,} marks written")
    return _NOT_ALL_READ if problems else 0


def _import(library: Library, arguments: Namespace, terminal: Terminal) -> int:
    """Import the marks in the file, and return how many lines could not be read."""
    if arguments.action == "merge" and not arguments.file.exists():
        return 0
    report = merge_marks(library.marks, arguments.file)
    terminal.notify_all(report.problems)
    terminal.print(
        f"{report.added:,} marks added, {report.changed:,} changed, "
        f"{report.ignored:,} older than yours or the same"
    )
    return len(report.problems)
