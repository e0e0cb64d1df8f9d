from __future__ import annotations

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digests.stories import prepare_stories, update_stories
from digests.stories.comparison.features import folded, terms
from digests.stories.prepared import unpacked_features
from digests.stories.timeline import weeks
from tests.told_stories import FERRY, HERON, HERON_ZH, fill, plain, told


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


MANY_WORDS = " ".join(f"ab{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(600))


def test_what_is_edited_or_removed_is_mentioned_no_more(full):
    fill(full, told("kiln", "2026-08-27", ("The hub", "Many went to Marlow.", ())))
    assert full.timeline("quayside").mentions == 4
    assert full.timeline("marlow").mentions == 3
    update_stories(full.tables, remove=[told("kiln", "2026-08-27", FERRY).id])
    fill(full, told("kiln", "2026-08-28", FERRY))
    assert full.timeline("marlow").mentions == 2


@pytest.mark.parametrize(
    "term",
    ["quayside" * 9, "abcdefghijklmnopqrstuvwx", MANY_WORDS, '"quay', "quay* OR side", "(heron"],
    ids=range(6),
)
def test_whatever_is_asked_for_the_tables_stay(full, term):
    full.timeline(term)
    assert full.timeline("heron").mentions == 2


TERMS = st.sampled_from(
    "heron 4.2|opus4|$5e8|500 million|80%|0.003%|c++|c#|naïve|1,300|大模型|大模|模型的|v3|"
    "quay-side|ﬁne|鿿鿾|x8|12x".split("|")
)


@given(texts=st.lists(st.lists(TERMS, max_size=4), min_size=1, max_size=4), asked=TERMS)
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_term_is_mentioned_by_the_items_that_have_its_features(stories, texts, asked):
    one = told("kiln", "2026-08-01", *((" ".join(["Of", *text]), "", ()) for text in texts))
    update_stories(stories.tables, [prepare_stories(one)], list(stories.known()))
    features = unpacked_features(prepare_stories(one).features)
    wanted = terms(folded(asked))
    expected = sum(wanted <= found.terms for found in features) if wanted else 0
    assert stories.timeline(asked).mentions >= expected
    if not asked[0].isascii():
        assert stories.timeline(asked).mentions == expected


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
