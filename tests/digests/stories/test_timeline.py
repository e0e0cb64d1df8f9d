from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.stories.timing import weeks
from tests.told_stories import HERON, HERON_ZH, fill, plain, told


@pytest.fixture
def full(stories):
    fill(
        stories,
        plain(),
        told("lantern", "2026-08-01", HERON, ("Quay Side opens a hub", "", ())),
        told("灯笼", "2026-08-02", HERON_ZH),
        told("kiln", "2026-08-20", ("A quay-side report", "", ()), ("大模型的灯塔", "", ())),
        told(
            "kiln", "2026-08-27", ("The hub", "Many went to quay side.", ()), ("QuaySide", "", ())
        ),
    )
    return stories


@pytest.mark.parametrize("term", ["quayside", "Quay-Side", "quay side", "QUAYSIDE"])
def test_a_name_is_found_in_all_its_spellings(full, term):
    found = full.timeline(term)
    assert found.mentions == 6
    assert found.first.first == datetime.date(2026, 8, 1)


def test_mentions_are_counted_by_the_week_and_told_by_story(full):
    found = full.timeline("heron 4.2")
    assert found.weeks == ((datetime.date(2026, 7, 27), 2),)
    assert [len(story.tellings) for story in found.stories] == [2]


@pytest.mark.parametrize("term", ["heron-4.2", "Heron4.2", "heron v4.2", "heron"])
def test_a_product_is_found_however_it_is_written(full, term):
    assert full.timeline(term).mentions == 2


def test_chinese_words_are_found(full):
    assert full.timeline("大模型").mentions == 1


@pytest.mark.parametrize("term", ["", " ", "x", "。", "nothing of the kind", "%", "_"])
def test_a_term_that_is_not_there_has_no_timeline(full, term):
    found = full.timeline(term)
    assert (found.mentions, found.weeks, found.stories, found.first) == (0, (), (), None)


DATES = st.dates(datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))


@given(st.lists(DATES, min_size=1))
def test_weeks_have_no_gaps_and_count_every_day(dates):
    found = weeks(dates)
    mondays = [monday for monday, _ in found]
    assert sum(count for _, count in found) == len(dates)
    assert {monday.weekday() for monday in mondays} == {0}
    week = datetime.timedelta(days=7)
    assert mondays == [mondays[0] + week * number for number in range(len(mondays))]
    assert mondays[0] <= min(dates)
    assert max(dates) < mondays[-1] + week
