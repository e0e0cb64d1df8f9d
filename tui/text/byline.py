"""The line below a title: who, when, how long, what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.text.dates import long_date
from tui.text.reading_time import reading_minutes

if TYPE_CHECKING:
    import datetime

    from digests import Issue

_DAYS_TOLD = 6
"""A date is told by its distance for so long."""


def byline(
    issue: Issue, today: datetime.date | None = None, *, text: str = "", kind: str = ""
) -> str:
    """Return publication, date, reading time and kind, as far as they say something.

    Args:
        issue: Where the text stands.
        today: The day that is called so; without one, dates are told by number alone.
        text: What is to be read, for the time that it takes.
        kind: What the text is, when it is no story.
    """
    minutes = reading_minutes(text)
    parts = [
        issue.publication.name,
        dated(issue.date, today),
        f"{minutes} min" if minutes else "",
        kind,
    ]
    return " · ".join(part for part in parts if part)


def dated(date: datetime.date | None, today: datetime.date | None) -> str:
    """Return a date, and before it how long ago that was when it is recent."""
    age = (today - date).days if today and date else -1
    if not 0 <= age <= _DAYS_TOLD:
        return long_date(date)
    near = ("today", "yesterday")[age] if age < 2 else f"{age} days ago"
    return f"{near}, {long_date(date)}"
