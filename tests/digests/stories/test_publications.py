"""What two publications both had, where no story joins their items but links do."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from tests.told_stories import HERON, fill, plain, told

if TYPE_CHECKING:
    from digests import Comparison, Stories

SINCE = datetime.date(2026, 8, 1)


def roundup(title: str, *pages: str) -> tuple[str, str, tuple[str, ...]]:
    """Many links: an item that seeds no story."""
    own = tuple(f"https://{title.split(maxsplit=1)[0].lower()}.example/{n}" for n in range(5))
    return title, f"{title} has it all.", (*(f"https://pages.example/{p}" for p in pages), *own)


LANTERN = told("lantern", "2026-08-01", roundup("Harbour notes of the week", "kiln", "ferry"))
KILN = told("kiln", "2026-08-02", roundup("Valley letters and more", "kiln"))
KILN_LATER = told("kiln", "2026-08-05", roundup("Orchard gossip once again", "ferry"), HERON)
LANTERN_LATER = told("lantern", "2026-08-05", HERON)


@pytest.fixture
def full(stories: Stories) -> Stories:
    kiln_first = told("kiln", "2026-08-01", ("Bread rises", "It does.", ()))
    fill(stories, plain(), kiln_first, LANTERN, KILN, KILN_LATER, LANTERN_LATER)
    return stories


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
    assert found.only_one == ()
    assert [one.title for one in found.only_other] == ["Bread rises"]


def test_it_is_the_same_from_the_other_side(full: Stories) -> None:
    found = full.compare("kiln", "lantern", SINCE)
    assert [days for _, _, days in shared(found)] == [0, -1]
    assert [one.title for one in found.only_one] == ["Bread rises"]


def test_what_the_user_said_are_two_stories_stays_apart(full: Stories) -> None:
    full.reject(LANTERN.items[0].id, KILN.items[0].id)
    found = full.compare("lantern", "kiln", SINCE)
    assert [other for _, other, _ in shared(found)] == [HERON[0], "Orchard gossip once again"]
    assert {one.title for one in found.only_other} == {"Bread rises", "Valley letters and more"}
