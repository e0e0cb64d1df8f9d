from __future__ import annotations

import datetime

import pytest

from digests import EvidenceKind
from tests.told_stories import (
    FERRY,
    FUND,
    FUND_ZH,
    HERON,
    HERON_AGAIN,
    HERON_PRICE,
    HERON_ZH,
    caught_up,
    fill,
    plain,
    told,
)

FIRST = told("lantern", "2026-08-01", HERON, FUND)
SECOND = told("lantern", "2026-08-02", HERON_AGAIN, FERRY)
CHINESE = told("灯笼", "2026-08-02", FUND_ZH, HERON_ZH)
KILN = told("kiln", "2026-08-03", HERON_AGAIN)

(HERON_ID, FUND_ID), (AGAIN_ID, FERRY_ID) = ([i.id for i in x.items] for x in (FIRST, SECOND))
FUND_ZH_ID, HERON_ZH_ID = (item.id for item in CHINESE.items)
KILN_ID = KILN.items[0].id
SINCE = datetime.date(2026, 8, 1)


@pytest.fixture
def full(stories):
    fill(stories, plain(), FIRST, SECOND, CHINESE, KILN)
    return stories


def ids(retellings):
    return [one.telling.item_id for one in retellings]


def test_repeats_of_the_same_publication_are_told_apart_from_others(full):
    found = full.tellings(HERON_ID)
    assert ids(found.repeats) == [AGAIN_ID]
    assert found.repeats[0].telling.date == datetime.date(2026, 8, 2)
    assert sorted(map(ids, found.elsewhere)) == sorted([[KILN_ID], [HERON_ZH_ID]])
    assert found.maybe == found.editions == ()


def test_a_retelling_says_why(full):
    by_id = {one[0].telling.item_id: one[0] for one in full.tellings(HERON_ID).elsewhere}
    assert by_id[KILN_ID].is_by_link
    assert not by_id[HERON_ZH_ID].is_by_link
    shared = {e.kind: e.shared for e in by_id[HERON_ZH_ID].evidence}
    assert shared[EvidenceKind.PRODUCT] == ("Heron 4.2",)
    assert set(shared[EvidenceKind.QUANTITY]) == {"36B", "512K", "71%"}
    assert full.why(HERON_ID, HERON_ZH_ID) == by_id[HERON_ZH_ID].evidence
    assert full.why(HERON_ZH_ID, HERON_ID)[0].shared == ("Heron-4.2",)
    assert full.why(HERON_ID, FUND_ID) == ()


def test_an_item_of_which_nothing_is_known_has_no_tellings(full):
    assert not full.tellings("0000000000.00000000")
    assert not full.tellings("")
    assert not full.tellings(FERRY_ID)
    assert full.why("0000000000.00000000", HERON_ID) == ()
    assert full.translation_of("0000000000.00000000") is None


def test_what_the_user_says_is_not_the_same_story_is_gone_at_once(full):
    full.reject(HERON_ZH_ID, HERON_ID)
    assert list(map(ids, full.tellings(HERON_ID).elsewhere)) == [[KILN_ID]]
    others = [one for own in full.tellings(HERON_ZH_ID).elsewhere for one in ids(own)]
    assert HERON_ID not in others
    full.take_back_rejection(HERON_ID, HERON_ZH_ID)
    assert len(full.tellings(HERON_ID).elsewhere) == 2


def test_what_was_rejected_is_still_told_apart_from_the_rest(full):
    full.reject(HERON_ID, HERON_ZH_ID)
    assert ids(full.tellings(HERON_ID).rejected) == [HERON_ZH_ID]
    assert full.tellings(HERON_ZH_ID).rejected[0].evidence
    full.reject(HERON_ZH_ID, AGAIN_ID)
    full.reject(HERON_ZH_ID, KILN_ID)
    assert not full.tellings(HERON_ZH_ID)


def test_a_rejection_outlives_the_cache(full):
    full.reject(HERON_ID, HERON_ZH_ID)
    fill(full, FIRST, CHINESE)
    assert list(map(ids, full.tellings(HERON_ID).elsewhere)) == [[KILN_ID]]


def test_catching_up_has_one_row_for_each_story(full):
    rows = caught_up(full, SINCE)
    assert {frozenset(t.item_id for t in row.tellings) for row in rows} == {
        frozenset([HERON_ID, AGAIN_ID, HERON_ZH_ID, KILN_ID]),
        frozenset([FUND_ID, FUND_ZH_ID]),
        frozenset([FERRY_ID]),
    }
    assert [row.families for row in rows] == [3, 2, 1]


def test_catching_up_leaves_out_what_was_read_and_what_is_old(full):
    rows = caught_up(full, datetime.date(2026, 8, 2), leave_out={KILN_ID})
    shown = {t.item_id: row for row in rows for t in row.tellings}
    assert shown.keys() == {AGAIN_ID, FERRY_ID, FUND_ZH_ID, HERON_ZH_ID}
    assert shown[AGAIN_ID].first == SINCE
    assert caught_up(full, datetime.date(2027, 1, 1)) == []


def test_the_best_telling_is_in_the_language_of_the_reader(full):
    best = {
        language: caught_up(full, SINCE, language=language)[1].best for language in ("zh", "en")
    }
    assert (best["zh"].item_id, best["en"].item_id) == (FUND_ZH_ID, FUND_ID)


def test_a_roundup_gives_no_title(stories):
    links = tuple(f"https://a.example/{n}" for n in range(5))
    roundup = (
        "All about everything",
        f"{HERON[1]} And so on, and so forth, at length.",
        (*HERON[2], *links),
    )
    fill(stories, plain(), told("kiln", "2026-08-01", roundup), SECOND)
    rows = [row for row in caught_up(stories, SINCE) if len(row.tellings) == 2]
    assert [row.best.item_id for row in rows] == [AGAIN_ID]
    assert rows[0].tellings[1].is_roundup


def test_talk_of_two_digests_about_one_page_is_one_row(stories):
    thread = ("https://www.reddit.com/r/herons/comments/1abcde/heron/",)
    talk = ("Many talk of Heron", "They like the new bird, and say so at length.", thread)
    again = ("Users on the bird", "The thread is long.", thread)
    other = ("Another bird", "It is small.", (*thread, "https://bird.example/small"))
    days = [told("kiln", "2026-08-01", talk), told("lantern", "2026-08-02", again)]
    fill(stories, plain(), *days, told("灯笼", "2026-08-03", other))
    rows = caught_up(stories, SINCE)
    assert sorted(len(row.tellings) for row in rows) == [1, 2]
    stories.reject(days[0].items[0].id, days[1].items[0].id)
    assert len(caught_up(stories, SINCE)) == 3


def test_a_read_telling_with_the_same_link_leaves_nothing_new(full):
    everything = [HERON_ID, AGAIN_ID, KILN_ID, FUND_ID, FERRY_ID]
    assert full.seen(everything, {HERON_ID}) == {AGAIN_ID, KILN_ID}
    assert full.seen(everything, set()) == frozenset()
    assert full.seen([], {HERON_ID}) == frozenset()


def test_a_number_that_was_not_read_is_new(full):
    assert full.seen([HERON_ID], {KILN_ID, AGAIN_ID}) == frozenset()


def test_what_words_alone_join_is_new(full):
    assert full.seen([FUND_ZH_ID, HERON_ZH_ID], {FUND_ID, HERON_ID}) == frozenset()


def test_a_rejected_telling_does_not_make_an_item_old(full):
    full.reject(HERON_ID, KILN_ID)
    assert full.seen([KILN_ID], {HERON_ID}) == frozenset()
    assert full.seen([KILN_ID], {HERON_ID, AGAIN_ID}) == {KILN_ID}


def test_two_publications_are_compared(full):
    found = full.compare("lantern", "灯笼", SINCE)
    assert (found.first_day, found.last_day) == (datetime.date(2026, 8, 2),) * 2
    found = full.compare("lantern", "kiln", SINCE)
    assert found.both == ()


def test_the_one_who_told_first_is_known(stories):
    fill(stories, plain(), FIRST, SECOND, CHINESE, KILN)
    fill(stories, told("kiln", "2026-08-01", FERRY), told("lantern", "2026-08-05", HERON_PRICE))
    found = stories.compare("lantern", "kiln", SINCE)
    days = {shared.one.item_id: shared.days for shared in found.both}
    assert days == {HERON_ID: 2, FERRY_ID: -1}
    assert [one.item_id for one in found.not_in_other] == [FUND_ID]
    assert found.not_in_one == ()
    other_way = stories.compare("kiln", "lantern", SINCE)
    assert sorted(shared.days for shared in other_way.both) == [-2, 1]


def test_a_publication_without_issues_cannot_be_compared(full):
    found = full.compare("lantern", "nobody", SINCE)
    assert (found.both, found.first_day) == ((), None)
