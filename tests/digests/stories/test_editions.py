from __future__ import annotations

import pytest

from digests.stories.editions import same_item
from tests.told_stories import caught_up, fill, plain, told

DAYS = [f"2026-08-0{day}" for day in range(1, 7)]
BEGINNINGS = ("Mar", "Tes", "Qua", "Vel", "Ost", "Kil", "Lan", "Gan")
ENDINGS = ("low", "sel", "den", "tar", "try", "mund")


def edition(publication: str, day: str, titles: str):
    """An issue of eight items, each with a name and a link of its own, in one of two languages."""
    names = (f"{begin}{ENDINGS[DAYS.index(day)]}" for begin in BEGINNINGS)
    return told(
        publication,
        day,
        *((titles.format(name), "", (f"https://news.example/{name}",)) for name in names),
    )


@pytest.fixture
def editions(stories):
    english = [edition("morning", day, "The story of {}") for day in DAYS]
    chinese = [edition("早晨", day, "{} 的故事") for day in DAYS]
    others = [
        told("kiln", day, ("The kiln is open", "", ("https://kiln.example/1",))) for day in DAYS
    ]
    fill(stories, plain(), *english, *chinese, *others)
    return stories, english, chinese


def test_publications_that_share_their_links_are_one_family(editions):
    stories, _, _ = editions
    family = stories.families()
    assert family["morning"] == family["早晨"] != family["kiln"]


def test_an_edition_is_no_independent_telling(editions):
    stories, english, chinese = editions
    found = stories.tellings(english[0].items[0].id)
    assert [one.telling.item_id for one in found.editions] == [chinese[0].items[0].id]
    assert found.elsewhere == ()
    assert {row.families for row in caught_up(stories, english[0].date)} == {1}


def test_the_same_item_is_found_in_the_other_language_and_back(editions):
    stories, english, chinese = editions
    for one, other in zip(english[2].items, chinese[2].items, strict=True):
        assert stories.translation_of(one.id).item_id == other.id
        assert stories.translation_of(other.id).item_id == one.id


def test_a_publication_of_its_own_has_no_translation(editions):
    stories, _, _ = editions
    kiln = told("kiln", DAYS[0], ("The kiln is open", "", ("https://kiln.example/1",)))
    assert stories.translation_of(kiln.items[0].id) is None


def sets(*links: str) -> dict[int, frozenset[int]]:
    return {n: frozenset(map(int, found)) for n, found in enumerate(links, 1)}


def test_only_links_tell_which_item_is_the_same():
    assert same_item(1, sets("12", "3"), sets("3", "12")) == 2
    assert same_item(1, sets("", "3"), sets("", "3")) is None
    assert same_item(1, sets("9"), sets("1", "2")) is None


def test_items_with_the_same_links_are_told_by_their_order():
    assert same_item(2, sets("1", "1"), sets("2", "1", "1")) == 3
    assert same_item(2, sets("1", "1"), sets("1", "1", "1")) is None


def test_most_links_in_common_is_enough_when_no_other_item_has_as_many():
    assert same_item(1, sets("123"), sets("12", "3")) == 1
    assert same_item(1, sets("1234"), sets("12", "34")) is None
    assert same_item(1, sets("123456"), sets("12")) is None
