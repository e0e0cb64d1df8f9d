from __future__ import annotations

import datetime

import pytest

from tui.rendering.dates import DATE_WIDTH, long_date, short_date

TODAY = datetime.date(2026, 8, 3)


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        (datetime.date(2026, 8, 3), "today"),
        (datetime.date(2026, 8, 2), "Sun  2 Aug"),
        (datetime.date(2026, 7, 28), "Tue 28 Jul"),
        (datetime.date(2026, 7, 27), "2026-07-27"),
        (datetime.date(2026, 8, 4), "2026-08-04"),
        (None, "undated"),
    ],
)
def test_near_dates_have_names_and_all_have_one_width(date, shown):
    assert short_date(date, TODAY).rstrip() == shown
    assert len(short_date(date, TODAY)) == DATE_WIDTH


def test_a_long_date_is_the_one_that_sorts():
    assert long_date(datetime.date(2026, 8, 3)) == "2026-08-03"
    assert long_date(None) == ""
