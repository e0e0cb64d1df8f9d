from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from digests.stories.comparison.twins import Circulation, family_names
from tests.told_stories import caught_up, fill, told

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digests import Issue, Stories

DAYS = [f"2026-08-0{day}" for day in range(1, 7)]

BEGINNINGS = ("Mar", "Tes", "Qua", "Vel", "Ost", "Kil", "Lan", "Gan", "Bir", "Hol")
MIDDLES = ("low", "sel", "den", "tar")
ENDINGS = ("by", "ton", "wick", "mere", "ford", "dale")
NAMES = {
    day: [f"{begin}{middle}{end}" for begin in BEGINNINGS for middle in MIDDLES]
    for day, end in zip(DAYS, ENDINGS, strict=True)
}
"""Forty names for each day, which no other day has."""


def digest(
    publication: str,
    names: Sequence[int],
    *,
    title: str = "",
    site: str = "https://news.example",
    days: Iterable[str] = DAYS,
) -> list[Issue]:
    """An issue a day with an item for each of some names of the day, given by their places."""
    title = title or "The company {} was founded in secret"
    return [
        told(
            publication,
            day,
            *((title.format(NAMES[day][n]), "", (f"{site}/{NAMES[day][n]}",)) for n in names),
        )
        for day in days
    ]


def both(one: Issue, other: Issue) -> Issue:
    """An issue of the items of two."""
    items = [
        (item.title, item.text, tuple(link.url for link in item.links))
        for issue in (one, other)
        for item in issue.items
    ]
    return told(one.publication.name, str(one.date), *items)


def are_one(stories: Stories, *digests: list[Issue]) -> bool:
    fill(stories, *(issue for digest in digests for issue in digest))
    family = stories.families()
    return len({family[digest[0].publication.name] for digest in digests}) == 1


def test_two_digests_of_the_same_feeds_are_one_family_by_their_links(stories: Stories) -> None:
    morning = digest("morning", range(20))
    evening = digest("evening", range(12, 32), title="What became of {} since then, it tells")
    assert are_one(stories, morning, evening)


def test_two_digests_of_the_same_feeds_are_one_family_by_their_titles(stories: Stories) -> None:
    morning = digest("morning", range(20))
    evening = digest("evening", range(12, 32), site="https://other.example")
    assert are_one(stories, morning, evening)


def test_short_titles_are_equal_by_chance(stories: Stories) -> None:
    one = [told("morning", day, *((f"News {n}", "", ()) for n in range(20))) for day in DAYS]
    other = [told("evening", day, *((f"News {n}", "", ()) for n in range(20))) for day in DAYS]
    assert not are_one(stories, one, other)


def test_a_small_digest_that_picks_from_a_large_one_is_a_voice_of_its_own(
    stories: Stories,
) -> None:
    large = digest("large", range(40))
    picks = digest("small", range(2), title="A letter about {} by its editor")
    thoughts = digest(
        "small", range(4, 8), title="On the weather in {}", site="https://own.example"
    )
    assert not are_one(stories, large, [both(*two) for two in zip(picks, thoughts, strict=True)])


def test_a_translation_is_of_the_family(stories: Stories) -> None:
    english = digest("morning", range(6))
    chinese = digest("早晨", range(6), title="{} 公司在秘密中成立")
    assert are_one(stories, english, chinese)
    rows = caught_up(stories, datetime.date(2026, 8, 1))
    assert {row.families for row in rows} == {1}


def test_a_few_days_make_no_family(stories: Stories) -> None:
    morning = digest("morning", range(8), days=DAYS[:3])
    evening = digest("evening", range(8), days=DAYS[:3])
    assert not are_one(stories, morning, evening)


def circulation(*days: int, items: int = 10) -> Circulation:
    return Circulation(days, [items] * len(days))


TEN = range(10, 20)
CIRCULATIONS = {
    "a": circulation(*TEN),
    "b": circulation(*TEN),
    "c": circulation(*TEN),
    "late": circulation(*TEN, *range(100, 200)),
    "large": circulation(*TEN, items=100),
}


def test_nearly_all_of_the_smaller_one_is_enough_or_much_of_both() -> None:
    def is_family(one: str, other: str, issues: int, items: int) -> bool:
        family = family_names(CIRCULATIONS, [(one, other, issues, items)])
        return family[one] == family[other]

    assert is_family("a", "b", 10, 40)
    assert not is_family("a", "b", 10, 15)
    assert is_family("a", "large", 10, 90)
    assert not is_family("a", "large", 10, 40)
    assert not is_family("a", "b", 2, 40)
    assert not is_family("a", "b", 10, 4)


def test_only_the_days_of_both_count() -> None:
    assert family_names(CIRCULATIONS, [("a", "late", 10, 80)])["late"] == "a"


def test_a_pair_may_come_in_both_orders() -> None:
    both = [("b", "a", 5, 25), ("a", "b", 5, 25)]
    assert family_names(CIRCULATIONS, both)["b"] == "a"


def test_a_family_of_a_family_is_the_family() -> None:
    pairs = [("a", "b", 10, 80), ("b", "c", 10, 80)]
    assert {family_names(CIRCULATIONS, pairs)[name] for name in "abc"} == {"a"}
