"""Dates as lists show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digests import DatePrecision, date_text, is_doubtful

if TYPE_CHECKING:
    import datetime

DATE_WIDTH = 11
"""Cells that dates in columns fill: one for the `~` of an estimate, then ten."""

_UNDATED = "undated"
_DOUBTFUL = "doubtful date"
_DAYS_A_WEEK = 7


def short_date(
    date: datetime.date | None,
    today: datetime.date,
    precision: DatePrecision = DatePrecision.DAY,
) -> str:
    """Return `date` in `DATE_WIDTH` cells.

    It is `today`, `yesterday`, `Fri 21 Aug` within the last week, else `2025-08-21`. Names are
    English whatever the locale, like the rest of the program. What is no certain day is as in
    `date_text`.
    """
    if date is None or precision is DatePrecision.DAY:
        return f" {_shortest(date, today)}".ljust(DATE_WIDTH)
    return date_column(date, precision)


def date_column(date: datetime.date | None, precision: DatePrecision) -> str:
    """Return `date_text` in `DATE_WIDTH` cells, the digits of all dates below each other."""
    text = date_text(date, precision)
    return (text if text.startswith("~") else f" {text}").ljust(DATE_WIDTH)


def long_date(date: datetime.date | None) -> str:
    """Return `date` as `2025-08-21`; an empty string for None."""
    return date.isoformat() if date else ""


def period(date: datetime.date | None, today: datetime.date) -> str:
    """Return the period that `date` is in: `yesterday`, `this week`, `July 2026`, `2024`.

    Weeks begin on Monday. Dates in the order of the issue list have each period in one piece.
    """
    if date is None:
        return _UNDATED
    if is_doubtful(date, today):
        return _DOUBTFUL
    if date > today:
        return "after today"
    age = (today - date).days
    if age <= 1:
        return "today" if age == 0 else "yesterday"
    if age <= today.weekday():
        return "this week"
    if age <= today.weekday() + _DAYS_A_WEEK:
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
    if 0 < age < _DAYS_A_WEEK:
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
