from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.model.dates import DatePrecision, IssueDate, date_text, is_doubtful

DAY = datetime.date(2026, 11, 12)
TODAY = datetime.date(2026, 11, 20)


@pytest.mark.parametrize(
    ("precision", "text"),
    [
        (DatePrecision.DAY, "2026-11-12"),
        (DatePrecision.WEEK, "2026-W46"),
        (DatePrecision.MONTH, "2026-11"),
        (DatePrecision.ESTIMATED, "~2026-11-12"),
    ],
)
def test_a_date_is_written_no_more_exactly_than_it_is_known(precision, text):
    assert date_text(DAY, precision) == text
    assert date_text(None, precision) == ""


def test_a_week_at_the_turn_of_the_year_has_the_year_of_its_thursday():
    assert date_text(datetime.date(2024, 12, 30), DatePrecision.WEEK) == "2025-W01"


@pytest.mark.parametrize(
    ("date", "doubtful"),
    [
        (datetime.date(2026, 11, 27), False),
        (datetime.date(2026, 11, 28), True),
        (datetime.date(1990, 1, 1), False),
        (datetime.date(1989, 12, 31), True),
    ],
)
def test_what_is_more_than_a_week_ahead_or_very_old_is_doubtful(date, doubtful):
    assert is_doubtful(date, TODAY) is doubtful


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)))
def test_a_month_and_a_week_hold_their_days_and_no_others(day):
    month = IssueDate(day.replace(day=1), DatePrecision.MONTH)
    week = IssueDate(day - datetime.timedelta(day.weekday()), DatePrecision.WEEK)
    for period in (month, week):
        assert period.holds(IssueDate(day))
        assert period.holds(IssueDate(period.last_day))
        assert not period.holds(IssueDate(period.last_day + datetime.timedelta(1)))
        assert not period.holds(IssueDate(period.first_day - datetime.timedelta(1)))
    assert (month.last_day + datetime.timedelta(1)).day == 1
    assert week.last_day.weekday() == 6
