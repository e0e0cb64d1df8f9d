from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests import DatePrecision, is_doubtful
from tui.text.dates import DATE_WIDTH, long_date, period, short_date

TODAY = datetime.date(2026, 8, 3)


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        (datetime.date(2026, 8, 3), "today"),
        (datetime.date(2026, 8, 2), "yesterday"),
        (datetime.date(2026, 8, 1), "Sat  1 Aug"),
        (datetime.date(2026, 7, 28), "Tue 28 Jul"),
        (datetime.date(2026, 7, 27), "2026-07-27"),
        (datetime.date(2026, 8, 4), "2026-08-04"),
        (None, "undated"),
    ],
)
def test_near_dates_have_names_and_all_have_one_width(date, shown):
    assert short_date(date, TODAY).strip() == shown
    assert len(short_date(date, TODAY)) == DATE_WIDTH


def test_what_is_no_certain_day_is_shown_as_what_it_is():
    day = datetime.date(2026, 8, 3)
    shown = [short_date(day, TODAY, precision) for precision in DatePrecision]
    assert shown == [" today     ", " 2026-W32  ", " 2026-08   ", "~2026-08-03"]


def test_a_long_date_is_the_one_that_sorts():
    assert long_date(datetime.date(2026, 8, 3)) == "2026-08-03"
    assert long_date(None) == ""


@pytest.mark.parametrize(
    ("date", "name"),
    [
        (datetime.date(2026, 8, 12), "doubtful date"),
        (datetime.date(2026, 8, 11), "after today"),
        (datetime.date(2026, 8, 5), "after today"),
        (datetime.date(2026, 8, 4), "today"),
        (datetime.date(2026, 8, 3), "yesterday"),
        (datetime.date(2026, 8, 2), "last week"),
        (datetime.date(2026, 7, 27), "last week"),
        (datetime.date(2026, 7, 26), "July 2026"),
        (datetime.date(2025, 1, 1), "January 2025"),
        (datetime.date(2024, 12, 31), "2024"),
        (datetime.date(1970, 1, 1), "doubtful date"),
        (None, "undated"),
    ],
)
def test_a_period_is_named_as_people_do(date, name):
    tuesday = datetime.date(2026, 8, 4)
    assert period(date, tuesday) == name


def test_the_days_of_this_week_are_those_since_monday():
    thursday = datetime.date(2026, 8, 6)
    days = [thursday - datetime.timedelta(days) for days in range(5)]
    assert [period(day, thursday) for day in days] == [
        "today",
        "yesterday",
        "this week",
        "this week",
        "last week",
    ]


@given(st.lists(st.dates(), max_size=60), st.dates())
def test_days_of_one_period_stand_together_in_the_order_of_the_list(dates, today):
    newest_first = sorted(dates, reverse=True)
    in_order = sorted(newest_first, key=lambda date: is_doubtful(date, today))
    names = [period(date, today) for date in in_order]
    groups = [name for before, name in zip([None, *names], names, strict=False) if name != before]
    assert len(groups) == len(set(groups))
