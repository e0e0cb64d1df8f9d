"""What there is to catch up: its order, and how long it takes."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests import MarkChange, SavedSearch, SavedSearches, Story
from tests.tui.telling_user import find_item
from tests.tui.text.stories.test_words import telling
from tui.state.catch_up import catch_up, fitting, last_visit, minutes_for, with_visit
from tui.state.marks import ReadItems
from tui.system.locale import reading_language

TODAY = datetime.date(2026, 8, 3)


def story(name, families=1, characters=1_380):
    return Story((telling(name, characters=characters),), families, TODAY)


def test_as_many_stories_fit_as_can_be_read():
    stories = [story(name) for name in "abcd"]
    assert minutes_for(stories) == 4
    assert [fitting(stories, minutes) for minutes in (1, 2, 3, 9)] == [1, 2, 3, 4]


def test_the_first_story_always_fits():
    assert fitting([story("long", characters=100_000)], 5) == 1
    assert fitting([], 5) == 0


@given(st.lists(st.integers(0, 20_000), max_size=20), st.integers(1, 60))
def test_what_fits_takes_no_longer(lengths, minutes):
    stories = [story(str(n), characters=length) for n, length in enumerate(lengths)]
    fits = fitting(stories, minutes)
    assert fits <= 1 or minutes_for(stories[:fits]) <= minutes


def test_a_visit_lasts_a_day():
    day = datetime.timedelta(days=1)
    visits = with_visit([], TODAY)
    assert last_visit(visits, TODAY) is None
    assert last_visit(visits, TODAY + day) == TODAY
    visits = with_visit(with_visit(visits, TODAY + day), TODAY + day)
    assert last_visit(visits, TODAY + day) == TODAY


def test_what_was_kept_of_visits_may_be_broken():
    assert last_visit(["yesterday", "7"], TODAY) is None


@pytest.mark.parametrize(
    ("setting", "environ", "language"),
    [
        ("zh", {"LANG": "en_GB.UTF-8"}, "zh"),
        ("auto", {"LANG": "zh_CN.UTF-8"}, "zh"),
        ("auto", {"LC_ALL": "en_US", "LANG": "zh_CN"}, "en"),
        ("auto", {}, "en"),
    ],
)
def test_the_language_is_that_of_the_setting_or_of_the_locale(setting, environ, language):
    assert reading_language(setting, environ) == language


def test_unread_tellings_are_gathered_and_watched_ones_come_earlier(three_digests, tmp_path):
    saved = SavedSearches(tmp_path / "searches.toml")
    saved.save(SavedSearch("Quillon", "quillon"))
    saved.save(SavedSearch("Wrong", "(quillon"))
    three_digests.marks.change([find_item(three_digests, "面包").id], MarkChange(read=True))
    three_digests.marks.change([find_item(three_digests, "The ferry").id], MarkChange(starred=True))
    since = datetime.date(2026, 8, 1)
    found = catch_up(three_digests, since, ReadItems(three_digests.marks), saved, "en")
    titles = [one.best.title.partition(" ")[0] for one in found.stories]
    assert titles == ["Tessel", "Quillon", "The"]
    assert (found.items, found.waiting) == (6, 0)


def test_what_was_looked_up_as_unread_stays_so(three_digests):
    item = find_item(three_digests, "Quillon")
    read = ReadItems(three_digests.marks)
    assert item.id not in read
    three_digests.marks.change([item.id], MarkChange(read=True))
    assert item.id not in read
    assert item.id in ReadItems(three_digests.marks)
