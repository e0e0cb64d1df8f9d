"""How exactly the date of an issue is known, and which dates are to be doubted."""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import NamedTuple

MOST_DAYS_AHEAD = datetime.timedelta(7)
"""A digest may be dated by the day on which it is sent, or by the end of its week."""

EARLIEST_DATE = datetime.date(1990, 1, 1)
"""Older dates come from clocks that were never set, such as 1970-01-01."""


class DatePrecision(StrEnum):
    """What is known of a date. Sorting and searching take its first day in each case."""

    DAY = "day"
    WEEK = "week"
    """An ISO week; the date is its Monday."""
    MONTH = "month"
    """The date is the first of the month."""
    ESTIMATED = "estimated"
    """Written nowhere; interpolated between other issues of a numbered series."""


class IssueDate(NamedTuple):
    """A date and how exactly it is known."""

    first_day: datetime.date
    precision: DatePrecision = DatePrecision.DAY

    @property
    def last_day(self) -> datetime.date:
        """The last day of the month or the week; the day itself otherwise."""
        if self.precision is DatePrecision.WEEK:
            return self.first_day + datetime.timedelta(6)
        if self.precision is DatePrecision.MONTH:
            in_next_month = self.first_day + datetime.timedelta(31)
            return in_next_month - datetime.timedelta(in_next_month.day)
        return self.first_day

    def holds(self, other: IssueDate) -> bool:
        """Return whether `other` begins on a day of this one."""
        return self.first_day <= other.first_day <= self.last_day


class IssueDays(NamedTuple):
    """The days of the oldest and of the newest issue of a library, neither of them after today."""

    oldest: datetime.date
    newest: datetime.date


def day_to_count_from(
    today: datetime.date, newest: datetime.date | None, back: datetime.timedelta
) -> datetime.date:
    """Return the day from which a span reaches `back`: `today`, or else the newest issue's.

    An archive that ended has no issues in a span before today, so its spans are those before its
    newest issue.

    Args:
        today: The day on which the span is asked for.
        newest: The day of the newest issue, not after today; None without issues.
        back: From the last day of the span to the first; the newest issue is older than the span
            if it is of an earlier day than that.
    """
    return newest if newest is not None and newest < today - back else today


def date_text(date: datetime.date | None, precision: DatePrecision = DatePrecision.DAY) -> str:
    """Return `2025-08-21`, `2026-W46`, `2024-11`, `~2026-03-06`, or an empty string for None."""
    if date is None:
        return ""
    if precision is DatePrecision.WEEK:
        year, week, _ = date.isocalendar()
        return f"{year}-W{week:02}"
    if precision is DatePrecision.MONTH:
        return date.isoformat()[:7]
    return f"~{date.isoformat()}" if precision is DatePrecision.ESTIMATED else date.isoformat()


def is_doubtful(date: datetime.date, today: datetime.date) -> bool:
    """Return whether a date is more than a week after `today`, or before 1990."""
    return date < EARLIEST_DATE or date - today > MOST_DAYS_AHEAD
