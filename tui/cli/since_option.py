"""`--since`: how far back a verb looks."""

from __future__ import annotations

import datetime
from argparse import ArgumentTypeError
from typing import TYPE_CHECKING

from digests import parse_period, parse_span

if TYPE_CHECKING:
    from argparse import ArgumentParser


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
    days = parse_span(text)
    if days is not None and days < today().toordinal():
        return today() - datetime.timedelta(days=days)
    period = parse_period(text)
    if period is None:
        raise ArgumentTypeError(f"{text!r} is neither a time such as 9d or 2w nor a date")
    return period[0]
