"""The weeks in which more was said than around them, and what made them."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests import Story, Telling
from digests.stories.peaks import peaks
from tests.told_stories import fill, plain, told

MONDAY = datetime.date(2026, 6, 1)
WEEK = datetime.timedelta(days=7)


def weeks(*counts):
    return tuple((MONDAY + WEEK * number, count) for number, count in enumerate(counts))


def places(*counts):
    return [(peak.week - MONDAY).days // 7 for peak in peaks(weeks(*counts), ())]


def story(title, week, *, families=1, items=1):
    day = MONDAY + WEEK * week + datetime.timedelta(days=6)
    telling = Telling(
        title, "", "maple", day, title, "en", 10, 0, is_roundup=False, is_primary=False
    )
    return Story((telling,) * items, families, day)


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        ((2, 3, 2, 12, 3, 2, 2), [3]),
        ((2, 9, 2, 2, 2, 2, 14, 2), [6, 1]),
        ((0, 0, 3, 0, 0), [2]),
        ((12, 2, 2, 2), [0]),
        ((2, 12, 11, 2, 2, 2), [1]),
        ((2, 12, 12, 2, 2, 2), [1]),
        ((5, 6, 5, 7, 6, 5), []),
        ((0, 2, 0, 0), []),
        ((9,), []),
        ((1, 9), []),
        ((), []),
    ],
)
def test_a_peak_is_well_above_what_is_usual_around_it_and_the_latest_comes_first(counts, found):
    assert places(*counts) == found


def test_only_the_highest_are_named():
    low_and_high = [height for peak in range(7) for height in (1, 10 + peak, 1, 1)]
    assert places(*low_and_high) == [25, 21, 17, 13, 9]


@given(st.lists(st.integers(0, 40), max_size=60))
def test_peaks_are_few_and_in_order(counts):
    found = places(*counts)
    assert found == sorted(found, reverse=True)
    assert len(found) <= 5
    assert all(counts[place] >= 3 for place in found)


def test_what_most_digests_told_made_it_then_what_was_told_most():
    stories = (
        story("Oak is small", 1),
        story("Maple opens", 1, families=3),
        story("Heron lands", 1, items=4),
        story("Fern grows", 1, items=2),
        story("Moss is old", 0, families=4),
    )
    (peak,) = peaks(weeks(1, 9, 1), stories)
    assert (peak.week, peak.mentions) == (MONDAY + WEEK, 9)
    assert [one.best.title for one in peak.stories] == ["Maple opens", "Heron lands", "Fern grows"]


def test_weeks_without_issues_make_no_peak(stories):
    for month in (3, 6, 9):
        for day in (1, 8):
            items = ((f"Quillon, {n} of {month}-{day}", "", ()) for n in range(4))
            fill(stories, told("lantern", f"2026-{month:02}-{day:02}", *items))
    assert stories.timeline("quillon").peaks == ()


def test_a_timeline_knows_its_peaks(stories):
    many = [(f"Quillon learns the {word}", "", ()) for word in ("harp", "lute", "drum")]
    once = [("Quillon is awake", "", ())]
    fill(
        stories,
        plain(),
        told("lantern", "2026-06-02", *once),
        told("lantern", "2026-06-10", *many),
        told("lantern", "2026-06-23", *once),
    )
    found = stories.timeline("quillon")
    (peak,) = found.peaks
    assert (peak.week, peak.mentions) == (datetime.date(2026, 6, 8), 3)
    assert {one.best.title for one in peak.stories} == {title for title, *_ in many}
    days = [one.best.date for one in found.newest_first]
    assert days == sorted(days, reverse=True)
