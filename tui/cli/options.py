"""Options that verbs share: the library to open, the query, and numbers."""

from __future__ import annotations

from argparse import ArgumentTypeError
from typing import TYPE_CHECKING

from tui.cli.library import choose_library
from tui.cli.progress import ProgressLine
from tui.errors import UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from digests import Library
    from tui.cli.terminal import Terminal


def add_library_option(parser: ArgumentParser) -> None:
    """Declare `--folder`, for `open_library`."""
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
    """Open the library of `--folder` or the settings, and print its notice, if it has one.

    The caller closes it. Raises ReaderError and DigestError.
    """
    choice = choose_library(arguments.folders)
    if choice.notice:
        terminal.notify(choice.notice)
    return choice.open()


def open_indexed_library(arguments: Namespace, terminal: Terminal) -> Library:
    """Open a library as `open_library` does, and index it if that was never done.

    Later changes are only indexed by `ainews index` and by the reader.
    """
    library = open_library(arguments, terminal)
    try:
        if not library.generation():
            _index_for_the_first_time(library, terminal)
    except BaseException:
        library.close()
        raise
    return library


def _index_for_the_first_time(library: Library, terminal: Terminal) -> None:
    with ProgressLine(terminal) as line:
        report = library.refresh(on_progress=line)
    if any(not problem.is_note for problem in report.problems):
        terminal.notify("some files have problems; `ainews index` names them")


def add_query(parser: ArgumentParser) -> None:
    """Declare the words of a query and `--saved`, for `query_of`."""
    parser.add_argument("words", nargs="*", metavar="QUERY", help="words to be found")
    add_saved(parser)


def add_saved(parser: ArgumentParser) -> None:
    """Declare `--saved`, for `saved_query`."""
    parser.add_argument("--saved", metavar="NAME", help="take the query that was saved so")


def query_of(arguments: Namespace, verb: str) -> str:
    """Return the query on the command line, combined with the saved search, if one is named.

    Raises UsageError when there is neither, or no search of that name.
    """
    typed = " ".join(arguments.words)
    saved = saved_query(arguments.saved)
    if not (typed or saved):
        raise UsageError("there is neither a QUERY nor --saved NAME", f"ainews {verb} --help")
    return f"({saved}) {typed}".strip() if saved and typed else saved or typed


def saved_query(name: str | None) -> str:
    """Return the query that was saved as `name`; an empty string for None.

    Raises UsageError when there is none, SavedSearchesError and LocationError.
    """
    if name is None:
        return ""
    from digests import SavedSearches
    from tui.system.paths import searches_file

    searches = {search.name: search.query for search in SavedSearches(searches_file()).all()}
    if name not in searches:
        known = ", ".join(searches) or "there are none"
        raise UsageError(f"no search was saved as {name}; saved: {known}", "ainews search --help")
    return searches[name]


def positive_number(text: str) -> int:
    """Parse a whole number above 0; for argparse, which prints the error."""
    number = _number(text)
    if number < 1:
        raise ArgumentTypeError(f"{text!r} is no whole number above 0")
    return number


def number_or_all(text: str) -> int:
    """Parse a whole number, 0 for all; for argparse, which prints the error."""
    number = _number(text)
    if number < 0:
        raise ArgumentTypeError(f"{text!r} is no whole number")
    return number


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        return -1
