"""Dates as the lists show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime

DATE_WIDTH = 10
"""Cells that `short_date` always fills, so that columns stay aligned."""

_UNDATED = "undated"
_DAYS_NAMED = 7


def short_date(date: datetime.date | None, today: datetime.date) -> str:
    """Return `date` in `DATE_WIDTH` cells.

    It is `today`, `yesterday`, `Fri 21 Aug` in the last seven days, else `2025-08-21`.

    Names are English whatever the locale, as is the rest of the program.
    """
    return _shortest(date, today).ljust(DATE_WIDTH)


def long_date(date: datetime.date | None) -> str:
    """Return `date` as `2025-08-21`, or an empty string."""
    return date.isoformat() if date else ""


def period(date: datetime.date | None, today: datetime.date) -> str:
    """Return which time `date` belongs to: `yesterday`, `this week`, `July 2026`, `2024`.

    Weeks begin on Monday. Dates in order have their periods in order, each once.
    """
    if date is None:
        return _UNDATED
    if date > today:
        return "after today"
    age = (today - date).days
    if age <= 1:
        return "today" if age == 0 else "yesterday"
    if age <= today.weekday():
        return "this week"
    if age <= today.weekday() + _DAYS_NAMED:
        return "last week"
    if date.year < today.year - 1:
        return str(date.year)
    return f"{_MONTH_NAMES[date.month - 1]} {date.year}"


def _shortest(date: datetime.date | None, today: datetime.date) -> str:
    if date is None:
        return _UNDATED
    age = (today - date).days
    if age == 0:
        return "today"
    if age == 1:
        return "yesterday"
    if 0 < age < _DAYS_NAMED:
        return f"{_WEEKDAYS[date.weekday()]} {date.day:>2} {MONTHS[date.month - 1]}"
    return date.isoformat()


_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
