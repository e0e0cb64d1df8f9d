"""Finding out, before a verb speaks of stories, which items tell the same one.

`--since`: how far back a verb looks.

The language of what a verb says about stories.
"""

from __future__ import annotations

import datetime
import os
from argparse import ArgumentTypeError
from typing import TYPE_CHECKING

from digests import IndexBusyError
from tui.cli.options import open_read_library
from tui.cli.progress import ProgressLine
from tui.settings import read_settings
from tui.system.locale import reading_language
from tui.system.paths import settings_file

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from digests import Library, Problem
    from tui.cli.terminal import Terminal


_BUSY = "another ainews is looking for the same stories; some are still missing"


def open_compared_library(arguments: Namespace, terminal: Terminal) -> Library:
    """Open a library as `open_read_library` does, and compare what was not compared yet.

    The first time that takes minutes for a hundred thousand items. Raises ReaderError and
    DigestError.
    """
    library = open_read_library(arguments, terminal)
    try:
        compare(library, terminal)
    except BaseException:
        library.close()
        raise
    return library


def compare(library: Library, terminal: Terminal, *, rebuild: bool = False) -> None:
    """Compare what was not compared yet, or everything; another process may be at it."""
    problems: list[Problem] = []
    try:
        with ProgressLine(terminal) as line:
            library.update_stories(
                on_progress=line.compared, on_problem=problems.append, rebuild=rebuild
            )
    except IndexBusyError:
        terminal.say(_BUSY)
    terminal.say_all(problems)


def add_since_option(parser: ArgumentParser, default: str) -> None:
    """Declare `--since`; `default` says in words from when on it is without the option."""
    parser.add_argument(
        "--since",
        type=_day,
        metavar="TIME",
        help=f"look back so far: 9d, 2w, 3m, 1y or a date ({default})",
    )


def today() -> datetime.date:
    """Return the day on which the program runs."""
    return datetime.datetime.now().astimezone().date()


def _day(text: str) -> datetime.date:
    """Return the first day; for argparse, which prints the sentence."""
    from digests import parse_period, parse_span

    days = parse_span(text)
    if days is not None and days < today().toordinal():
        return today() - datetime.timedelta(days=days)
    period = parse_period(text)
    if period is None:
        raise ArgumentTypeError(f"{text!r} is neither a time such as 9d or 2w nor a date")
    return period[0]


def users_language() -> str:
    """Return `zh` or `en`, as the settings or the locale have it. Raises LocationError."""
    return reading_language(read_settings(settings_file()).settings.language, os.environ)
