"""The days to catch up from, in a library that goes on and in one that ended."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests import IssueDays, day_to_count_from
from tui.state.first_days import (
    FirstDay,
    counted_back,
    default_first_day,
    first_days,
    nothing_since,
    since,
)
from tui.text.stories.words import words_for

TODAY = datetime.date(2026, 8, 20)
YEAR_AGO = datetime.date(2025, 8, 23)
LIVING = IssueDays(datetime.date(2024, 1, 1), TODAY)
ENDED = IssueDays(datetime.date(2024, 1, 1), YEAR_AGO)
WEEK = datetime.timedelta(days=7)


def days_ago(days, day=TODAY):
    return day - datetime.timedelta(days=days)


def dates(choices):
    return [one.date for one in choices]


@pytest.mark.parametrize(
    ("newest", "counted_from"),
    [(TODAY, TODAY), (days_ago(7), TODAY), (days_ago(8), days_ago(8)), (None, TODAY)],
)
def test_a_span_counts_back_from_the_newest_issue_only_if_that_is_older(newest, counted_from):
    assert day_to_count_from(TODAY, newest, WEEK) == counted_from


@given(st.integers(0, 5_000), st.integers(1, 5_000))
def test_every_span_has_the_newest_issue(age, back):
    span = datetime.timedelta(days=back)
    newest = days_ago(age)
    last = day_to_count_from(TODAY, newest, span)
    assert last - span <= newest <= last <= TODAY


def test_a_first_visit_to_an_archive_begins_a_week_before_its_newest_issue():
    first = default_first_day(None, TODAY, ENDED)
    assert first == FirstDay(YEAR_AGO - WEEK, YEAR_AGO, days_before_newest=7)
    assert default_first_day(None, TODAY, LIVING) == FirstDay(TODAY - WEEK, TODAY)
    assert default_first_day(None, TODAY, None) == FirstDay(TODAY - WEEK)


def test_a_later_visit_begins_where_the_last_one_was():
    visit = days_ago(2)
    for issues in (LIVING, ENDED):
        first = default_first_day(visit, TODAY, issues)
        assert (first.date, first.is_visit, first.days_before_newest) == (visit, True, 0)


def test_days_to_choose_from_are_those_before_the_newest_issue_and_the_last_visit():
    visit = days_ago(2)
    before = [days_ago(days, YEAR_AGO) for days in (90, 30, 9, 3, 1)]
    assert dates(first_days(visit, TODAY, ENDED)) == [*before, visit]


def test_a_living_library_is_looked_through_from_today():
    choices = first_days(None, TODAY, LIVING)
    assert dates(choices) == [days_ago(days) for days in (90, 30, 9, 7, 3, 1)]
    assert not any(one.days_before_newest for one in choices)


def test_no_two_days_to_choose_from_have_all_issues():
    single = IssueDays(YEAR_AGO, YEAR_AGO)
    assert dates(first_days(None, TODAY, single)) == [YEAR_AGO - WEEK]
    visit = days_ago(2)
    assert dates(first_days(visit, TODAY, single)) == [days_ago(1, YEAR_AGO), visit]
    young = IssueDays(days_ago(5), TODAY)
    assert dates(first_days(None, TODAY, young)) == [days_ago(days) for days in (7, 3, 1)]


@given(st.none() | st.integers(1, 1_000), st.integers(0, 1_000), st.integers(0, 1_000))
def test_the_default_is_always_among_the_choices_and_none_is_there_twice(visit, age, span):
    issues = IssueDays(days_ago(age + span), days_ago(age))
    day = None if visit is None else days_ago(visit)
    choices = first_days(day, TODAY, issues)
    assert default_first_day(day, TODAY, issues) in choices
    assert dates(choices) == sorted(set(dates(choices)))


@pytest.mark.parametrize(
    ("days", "language", "said"),
    [
        (7, "en", "the newest issue is of 2025-08-23; the week before it"),
        (1, "en", "the newest issue is of 2025-08-23; the day before it"),
        (30, "en", "the newest issue is of 2025-08-23; the 30 days before it"),
        (7, "zh", "最新一期是 2025-08-23，往前一周"),
        (30, "zh", "最新一期是 2025-08-23，往前 30 天"),
    ],
)
def test_it_is_said_that_days_are_counted_from_the_newest_issue(days, language, said):
    first = counted_back(datetime.timedelta(days=days), TODAY, ENDED)
    assert since(first, words_for(language), str) == said


def test_it_is_said_that_an_archive_ended_before_the_days_that_have_nothing():
    words = words_for("en")
    visit = default_first_day(days_ago(2), TODAY, ENDED)
    assert nothing_since(visit, words, str) == (
        "Nothing unread since your last visit, 2026-08-18.\nThe newest issue is of 2025-08-23."
    )
    week = counted_back(WEEK, TODAY, ENDED)
    assert nothing_since(week, words, str, ">") == (
        "The newest issue is of 2025-08-23.\nNothing unread in the week before it."
        "\n\n> looks further back."
    )
    living = counted_back(WEEK, TODAY, LIVING)
    assert nothing_since(living, words, str) == "Nothing unread since 2026-08-13."
