"""`--folder`: choosing the library of a verb, and reading it when it was never read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.cli.library import choose_library
from tui.cli.progress import ProgressLine

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from digests import Library
    from tui.cli.terminal import Terminal


def add_library_option(parser: ArgumentParser) -> None:
    """Declare `--folder`, to be read by `open_library`."""
    parser.add_argument(
        "-f",
        "--folder",
        dest="folders",
        metavar="FOLDER",
        action="append",
        default=[],
        help="take this folder instead of the library; may be given several times",
    )


def open_library(arguments: Namespace, terminal: Terminal) -> Library:
    """Open the library that `--folder` or the settings name; say so when it is the samples.

    The caller closes it. Raises ReaderError and DigestError.
    """
    choice = choose_library(arguments.folders)
    if choice.notice:
        terminal.say(choice.notice)
    return choice.open()


def open_read_library(arguments: Namespace, terminal: Terminal) -> Library:
    """Open a library as `open_library` does, and read its folders if that was never done.

    Later changes are read by `ainews index` and by the reader.
    """
    library = open_library(arguments, terminal)
    try:
        if not library.generation():
            _read_for_the_first_time(library, terminal)
    except BaseException:
        library.close()
        raise
    return library


def _read_for_the_first_time(library: Library, terminal: Terminal) -> None:
    with ProgressLine(terminal) as line:
        report = library.refresh(on_progress=line)
    if any(not problem.is_note for problem in report.problems):
        terminal.say("some files have problems; `ainews index` names them")
