from __future__ import annotations

import datetime

import pytest

from digests import DatePrecision
from tests.factories import issue
from tui.text.counts import reading_minutes
from tui.text.item import byline, dated

DAY = datetime.date(2026, 8, 3)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("", 0),
        ("word " * 100, 0),
        ("word " * 230, 1),
        ("don't GPT-5.6 " * 345, 3),
        ("字" * 400, 1),
        ("かな한글" * 300, 3),
        ("字" * 400 + "word " * 230, 2),
        ("，。" * 4000, 0),
    ],
)
def test_reading_takes_its_time_by_characters_and_by_words(text, minutes):
    assert reading_minutes(text) == minutes


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today, 2026-08-03"),
        (1, "yesterday, 2026-08-02"),
        (6, "6 days ago, 2026-07-28"),
        (7, "2026-07-27"),
        (-1, "2026-08-04"),
    ],
)
def test_a_date_is_told_by_its_distance_while_that_is_short(days, words):
    assert dated(DAY - datetime.timedelta(days), DAY) == words


def test_what_is_not_known_is_left_out():
    assert byline(issue(date="")) == "lantern-daily"
    assert dated(DAY, None) == "2026-08-03"


def test_only_a_day_has_an_age():
    assert dated(DAY, DAY, DatePrecision.MONTH) == "2026-08"
    assert dated(DAY, DAY, DatePrecision.WEEK) == "2026-W32"
    assert dated(DAY, DAY, DatePrecision.ESTIMATED) == "~2026-08-03"
    assert byline(issue(), DAY, text="word " * 460, kind="commentary") == (
        "lantern-daily · 2 days ago, 2026-08-01 · 2 min · commentary"
    )
