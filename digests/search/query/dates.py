"""Dates in a query: `2026`, `2026-01`, `2026-01-15`, and spans such as `7d`, `2w`, `3m`, `1y`."""

from __future__ import annotations

import datetime
import re

_PERIOD = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_SPAN = re.compile(r"(\d{1,4})([dwmy]?)")
_DAYS = {"": 1, "d": 1, "w": 7, "m": 30, "y": 365}

EXPECTED_PERIOD = "a year, month or day is expected, such as 2026, 2026-01 or 2026-01-15"
EXPECTED_SPAN = "a number of days, weeks, months or years is expected, such as 7d, 2w, 3m or 1y"


def parse_period(text: str) -> tuple[datetime.date, datetime.date] | None:
    """Return the first and the last day of a year, month or day, or None for anything else."""
    match = _PERIOD.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = datetime.date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    if day:
        return first, first
    return first, _last_day(first.year, month or 12)


def parse_span(text: str) -> int | None:
    """Return the number of days in `7d`, `2w`, `3m`, `1y` or `7`, or None for anything else.

    A month counts 30 days and a year 365.
    """
    match = _SPAN.fullmatch(text.lower())
    if match is None:
        return None
    days = int(match[1]) * _DAYS[match[2]]
    return days or None


def _last_day(year: int, month: int) -> datetime.date:
    from calendar import monthrange  # most queries have no date

    return datetime.date(year, month, monthrange(year, month)[1])
