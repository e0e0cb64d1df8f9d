"""A copy of a telling tells the story too: of an item that links to the same page."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from digests.stories.values import EvidenceKind
from tests.told_stories import HERON, HERON_ZH, caught_up, fill, told

if TYPE_CHECKING:
    from digests import Issue, Stories

NETS = "港口的渔民用它修补渔网，并把结果贴在灯塔的墙上，游客每天排队观看。"
COPY = ("渔民用它修补渔网，游客排队观看", NETS, HERON_ZH[2])
FIRST = told("lantern", "2026-08-01", HERON)
CHINESE = told("灯笼", "2026-08-02", (HERON_ZH[0], f"{NETS}{HERON_ZH[1]}", HERON_ZH[2]))
SINCE = datetime.date(2026, 8, 1)


def id_of(issue: Issue) -> str:
    return issue.items[0].id


def elsewhere(stories: Stories, item_id: str) -> set[str]:
    found = stories.tellings(item_id).elsewhere
    return {one.telling.item_id for group in found for one in group}


def copied(day: int) -> Issue:
    return told("kiln", f"2026-08-{day:02}", COPY)


@pytest.mark.parametrize("day", [1, 3, 5])
def test_a_copy_of_a_sure_telling_is_a_telling_too(stories: Stories, day: int) -> None:
    fill(stories, FIRST, CHINESE, copied(day))
    assert elsewhere(stories, id_of(FIRST)) == {id_of(CHINESE), id_of(copied(day))}
    assert stories.why(id_of(FIRST), id_of(copied(day))) == ()


def test_a_copy_is_shown_with_what_its_telling_shares(stories: Stories) -> None:
    fill(stories, FIRST, CHINESE, copied(3))
    by_id = {one[0].telling.item_id: one[0] for one in stories.tellings(id_of(FIRST)).elsewhere}
    kinds = [[e.kind for e in by_id[id_of(one)].evidence] for one in (CHINESE, copied(3))]
    assert kinds[0] == kinds[1]
    assert EvidenceKind.LINK not in kinds[0]


def test_after_four_days_a_copy_tells_another_story(stories: Stories) -> None:
    fill(stories, FIRST, CHINESE, copied(6))
    assert elsewhere(stories, id_of(CHINESE)) == {id_of(FIRST), id_of(copied(6))}
    assert elsewhere(stories, id_of(FIRST)) == {id_of(CHINESE)}


def test_a_rejected_copy_is_shown_as_rejected(stories: Stories) -> None:
    fill(stories, FIRST, CHINESE, copied(3))
    stories.reject(id_of(FIRST), id_of(copied(3)))
    assert elsewhere(stories, id_of(FIRST)) == {id_of(CHINESE)}
    (rejected,) = stories.tellings(id_of(FIRST)).rejected
    assert rejected.telling.item_id == id_of(copied(3))


@pytest.mark.parametrize("is_first", [True, False])
def test_what_the_user_rejected_leads_to_no_copies(stories: Stories, *, is_first: bool) -> None:
    fill(stories, FIRST, CHINESE, copied(3))
    stories.reject(id_of(FIRST) if is_first else id_of(copied(3)), id_of(CHINESE))
    assert id_of(copied(3)) not in elsewhere(stories, id_of(FIRST))


def test_a_copy_of_what_may_be_the_story_is_no_telling(stories: Stories) -> None:
    fill(stories, FIRST, CHINESE, copied(3))
    with stories.tables.change() as connection:
        connection.execute("UPDATE edge SET is_strong = 0 WHERE NOT is_link")
    assert elsewhere(stories, id_of(FIRST)) == set()


def test_catching_up_puts_what_is_like_a_copy_of_the_first_telling_into_its_row(
    stories: Stories,
) -> None:
    early = told("kiln", "2026-08-01", COPY)
    later = told("lantern", "2026-08-03", HERON)
    fill(stories, early, CHINESE, later)
    (row,) = caught_up(stories, SINCE)
    assert {one.item_id for one in row.tellings} == set(map(id_of, (early, CHINESE, later)))
