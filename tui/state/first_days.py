"""The days to catch up from: since the last visit, or so many days back."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from digests import day_to_count_from
from tui.state.catch_up import FIRST_TIME

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from digests import IssueDays
    from tui.text.stories.templates import StoryWords

_DAYS: Final = (1, 3, 9, 30, 90)
"""Numbers of days to look back, besides the last visit."""


@dataclass(frozen=True, slots=True)
class FirstDay:
    """A day to catch up from, and why it is that one."""

    date: datetime.date

    newest: datetime.date | None = None
    """The day of the library's newest issue; None if it has none."""

    days_before_newest: int = 0
    """How many days it is before the newest issue, if it was counted back from there; else 0."""

    is_visit: bool = False
    """Whether it is the day of the last visit."""


def counted_back(
    back: datetime.timedelta, today: datetime.date, issues: IssueDays | None
) -> FirstDay:
    """Return the day so long before today, or before the newest issue if that is older still."""
    newest = issues.newest if issues else None
    last = day_to_count_from(today, newest, back)
    return FirstDay(last - back, newest, back.days if last != today else 0)


def default_first_day(
    visit: datetime.date | None, today: datetime.date, issues: IssueDays | None
) -> FirstDay:
    """Return the day of the last visit, or of `FIRST_TIME` ago for a user without one."""
    if visit is None:
        return counted_back(FIRST_TIME, today, issues)
    return FirstDay(visit, issues.newest if issues else None, is_visit=True)


def first_days(
    visit: datetime.date | None, today: datetime.date, issues: IssueDays | None
) -> Sequence[FirstDay]:
    """Return the days to choose from, the earliest first, the default among them.

    Of those that have all issues there is only one.
    """
    default = default_first_day(visit, today, issues)
    back = (datetime.timedelta(days=days) for days in _DAYS)
    choices = {one.date: one for one in (counted_back(days, today, issues) for days in back)}
    choices[default.date] = default
    oldest = issues.oldest if issues else datetime.date.min
    with_all = (date for date in choices if date <= oldest)
    kept = default.date if default.date <= oldest else max(with_all, default=oldest)
    return [choices[date] for date in sorted(choices) if date > oldest or date == kept]


def since(first: FirstDay, words: StoryWords, shown: Callable[[datetime.date], str]) -> str:
    """Say from which day on stories are told; `shown` writes a date."""
    if first.newest is not None and first.days_before_newest:
        return words.before_newest(shown(first.newest), first.days_before_newest)
    return words.since(shown(first.date), is_visit=first.is_visit)


def nothing_since(
    first: FirstDay, words: StoryWords, shown: Callable[[datetime.date], str], keys: str = ""
) -> str:
    """Say that nothing is unread from that day on, and which `keys` look further, unless empty.

    If the library ended before that day, that is said, too.
    """
    newest = first.newest
    if newest is not None and first.days_before_newest:
        return words.nothing_before_newest(shown(newest), first.days_before_newest, keys)
    ended = shown(newest) if newest is not None and newest < first.date else ""
    day = shown(first.date)
    return words.nothing_new(words.since(day, is_visit=first.is_visit), keys, ended)
