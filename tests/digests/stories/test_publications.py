"""What two publications both had, where no story joins their items but links do."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from digests.stories.graph import item_number
from tests.told_stories import HERON, fill, plain, told

if TYPE_CHECKING:
    from digests import Comparison, Issue, Stories

SINCE = datetime.date(2026, 8, 1)


def roundup(title: str, *pages: str) -> tuple[str, str, tuple[str, ...]]:
    """Many links: an item that seeds no story."""
    own = tuple(f"https://{title.split(maxsplit=1)[0].lower()}.example/{n}" for n in range(5))
    return (
        title,
        f"{title} has it all, from valley kilns to harbour ferries: {', '.join(pages)}.",
        (*(f"https://pages.example/{p}" for p in pages), *own),
    )


LANTERN = told("lantern", "2026-08-01", roundup("Harbour notes of the week", "kiln", "ferry"))
KILN = told("kiln", "2026-08-02", roundup("Valley letters and more", "kiln"))
KILN_LATER = told("kiln", "2026-08-05", roundup("Orchard gossip once again", "ferry"), HERON)
LANTERN_LATER = told("lantern", "2026-08-05", HERON)


@pytest.fixture
def full(stories: Stories) -> Stories:
    kiln_first = told("kiln", "2026-08-01", ("Bread rises", "It does.", ()))
    fill(stories, plain(), kiln_first, LANTERN, KILN, KILN_LATER, LANTERN_LATER)
    return stories


def maybe_same(stories: Stories, one: Issue, other: Issue) -> None:
    """Have it that the first items of two issues may tell one story."""
    numbers = sorted(item_number(stories.tables, issue.items[0].id) or 0 for issue in (one, other))
    with stories.tables.change() as connection:
        connection.execute("REPLACE INTO edge VALUES (?, ?, 0, 0, 0, '[]')", numbers)


def shared(found: Comparison) -> list[tuple[str, str, int]]:
    return [(both.one.title, both.other.title, both.days) for both in found.both]


def test_roundups_with_the_same_link_are_joined_by_the_nearest_day(full: Stories) -> None:
    found = full.compare("lantern", "kiln", SINCE)
    assert shared(found) == [
        (HERON[0], HERON[0], 0),
        ("Harbour notes of the week", "Valley letters and more", 1),
    ]


def test_what_any_link_leads_to_was_not_had_alone(full: Stories) -> None:
    found = full.compare("lantern", "kiln", SINCE)
    assert found.not_in_other == ()
    assert [one.title for one in found.not_in_one] == ["Bread rises"]


def test_it_is_the_same_from_the_other_side(full: Stories) -> None:
    found = full.compare("kiln", "lantern", SINCE)
    assert [days for _, _, days in shared(found)] == [0, -1]
    assert [one.title for one in found.not_in_other] == ["Bread rises"]


def test_what_the_user_said_are_two_stories_stays_apart(full: Stories) -> None:
    full.reject(LANTERN.items[0].id, KILN.items[0].id)
    found = full.compare("lantern", "kiln", SINCE)
    assert [other for _, other, _ in shared(found)] == [HERON[0], "Orchard gossip once again"]
    assert {one.title for one in found.not_in_one} == {"Bread rises", "Valley letters and more"}


BREAD = told("lantern", "2026-08-02", ("Bread rises in the cold", "It takes a night.", ()))
LOAF = told("kiln", "2026-08-03", ("A loaf for the harbour", "It is heavy.", ()))
OAT = told("kiln", "2026-08-04", ("Oats are cheaper", "They are.", ()))


@pytest.fixture
def bakers(stories: Stories) -> Stories:
    fill(stories, plain(), told("kiln", "2026-08-02", ("Mills are slow", "So.", ())), BREAD)
    fill(stories, LOAF, OAT, told("lantern", "2026-08-04", ("Rain on the hill", "It rains.", ())))
    return stories


def test_what_may_be_the_same_is_neither_shared_nor_missing(bakers: Stories) -> None:
    maybe_same(bakers, BREAD, LOAF)
    found = bakers.compare("lantern", "kiln", SINCE)
    (maybe,) = found.maybe
    assert (maybe.one.title, maybe.other.title) == (BREAD.items[0].title, LOAF.items[0].title)
    assert found.both == ()
    assert [one.title for one in found.not_in_other] == ["Rain on the hill"]
    assert [one.title for one in found.not_in_one] == ["Oats are cheaper", "Mills are slow"]
    assert (found.one_stories, found.other_stories) == (2, 3)


def test_every_story_that_is_unsure_is_told_once(bakers: Stories) -> None:
    maybe_same(bakers, BREAD, OAT)
    maybe_same(bakers, BREAD, LOAF)
    found = bakers.compare("lantern", "kiln", SINCE)
    assert [both.other.title for both in found.maybe] == ["Oats are cheaper", LOAF.items[0].title]
    assert [one.title for one in found.not_in_one] == ["Mills are slow"]
    other_way = bakers.compare("kiln", "lantern", SINCE)
    assert len(other_way.maybe) == 2


def test_what_the_user_rejected_is_not_even_unsure(bakers: Stories) -> None:
    maybe_same(bakers, BREAD, LOAF)
    bakers.reject(BREAD.items[0].id, LOAF.items[0].id)
    found = bakers.compare("lantern", "kiln", SINCE)
    assert found.maybe == ()
    assert LOAF.items[0].title in {one.title for one in found.not_in_one}
