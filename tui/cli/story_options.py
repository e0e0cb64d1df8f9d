"""What verbs about stories share: comparing items first, `--since`, and the language."""

from __future__ import annotations

import datetime
import os
from argparse import ArgumentTypeError
from typing import TYPE_CHECKING

from digests import IndexBusyError
from tui.cli.options import open_indexed_library
from tui.cli.progress import ProgressLine
from tui.settings import read_settings
from tui.state.first_days import FirstDay, counted_back
from tui.system.locale import reading_language
from tui.system.paths import settings_file

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from digests import Library, Problem
    from tui.cli.terminal import Terminal


_BUSY = "another ainews is looking for the same stories; some are still missing"


def open_compared_library(arguments: Namespace, terminal: Terminal) -> Library:
    """Open a library as `open_indexed_library` does, and compare the items that are new.

    The first time, this takes minutes for a hundred thousand items. Raises ReaderError and
    DigestError.
    """
    library = open_indexed_library(arguments, terminal)
    try:
        compare(library, terminal)
    except BaseException:
        library.close()
        raise
    return library


def compare(library: Library, terminal: Terminal, *, rebuild: bool = False) -> None:
    """Compare new items, or all to `rebuild`; a notice is printed if another process does so."""
    problems: list[Problem] = []
    try:
        with ProgressLine(terminal) as line:
            library.update_stories(
                on_progress=line.compared, on_problem=problems.append, rebuild=rebuild
            )
    except IndexBusyError:
        terminal.notify(_BUSY)
    terminal.notify_all(problems)


def add_since_option(parser: ArgumentParser, default: str) -> None:
    """Declare `--since`, for `first_day`; `default` describes the default for the help."""
    parser.add_argument(
        "--since",
        type=_since,
        metavar="TIME",
        help=f"look back so far: 9d, 2w, 3m, 1y or a date ({default})",
    )


def today() -> datetime.date:
    """Return the current date in the local time zone."""
    return datetime.datetime.now().astimezone().date()


def _since(text: str) -> datetime.date | datetime.timedelta:
    """Parse a period, as its first day, or a span; for argparse, which prints the error."""
    from digests import parse_period, parse_span

    days = parse_span(text)
    if days is not None and days < today().toordinal():
        return datetime.timedelta(days=days)
    period = parse_period(text)
    if period is None:
        raise ArgumentTypeError(f"{text!r} is neither a time such as 9d or 2w nor a date")
    return period[0]


def first_day(since: datetime.date | datetime.timedelta, library: Library) -> FirstDay:
    """Return the first day of `--since`; a span reaches back from the newest issue if it is old."""
    issues = library.issue_days(today())
    if isinstance(since, datetime.timedelta):
        return counted_back(since, today(), issues)
    return FirstDay(since, issues.newest if issues else None)


def users_language() -> str:
    """Return `zh` or `en` by the settings or the locale; raises LocationError, SettingsError."""
    return reading_language(read_settings(settings_file()).settings.language, os.environ)
