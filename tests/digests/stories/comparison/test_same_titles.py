"""Titles that are nearly the same join items, however little else these say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digests.stories.comparison.features import features_of
from digests.stories.comparison.frequencies import Frequencies
from digests.stories.comparison.likeness import DAYS_BY_TEXT, Likeness, likeness
from digests.stories.comparison.weighting import weighted
from digests.stories.values import Tier
from tests.factories import item
from tests.told_stories import fill, told

if TYPE_CHECKING:
    from digests import Stories

FREQUENCIES = Frequencies(0, 0, lambda _: {})

NETS = "Lighthouse keepers teach a small robot to fold nets"
NETS_ZH = "守塔人教小机器人折叠渔网"
BAKERY = (
    "Marlow opened a bakery near the old canal. It sells bread with seeds, and the queue on Sunday "
    "went around the whole block."
)
MIRROR = (
    "The Quayside engineers repaired an observatory. Its mirror had been scratched by gravel in "
    "the storm of the previous autumn."
)


def compare(
    title: str, other_title: str, text: str = BAKERY, other_text: str = MIRROR, *, days: int = 0
) -> Likeness | None:
    told = (title, text), (other_title, other_text)
    one, other = (weighted(features_of(item(*each)), FREQUENCIES) for each in told)
    return likeness(one, other, (), days, FREQUENCIES)


def is_copy(found: Likeness | None) -> bool:
    assert found is None or found.tier is Tier.STRONG or not found.is_copy
    return found is not None and found.is_copy


@pytest.mark.parametrize(
    "other",
    [NETS, f"{NETS}!", f"“{NETS}”", NETS.replace("small", "little"), f"The {NETS.lower()}"],
)
def test_nearly_the_same_title_joins_items_whose_texts_have_nothing_in_common(other: str) -> None:
    assert is_copy(compare(NETS, other))


@pytest.mark.parametrize("title", [NETS, NETS_ZH])
def test_the_same_title_joins_items_that_say_next_to_nothing(title: str) -> None:
    assert is_copy(compare(title, title, "Try it.", "Out today."))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("with Heron 4.2", "with Heron 4.3"),
        ("with Heron 4.2", ""),
        ("for $5M", "for $7M"),
        ("50% faster", "80% faster"),
        ("50% faster", "faster"),
    ],
)
def test_another_product_or_quantity_makes_another_title(one: str, other: str) -> None:
    assert not is_copy(compare(f"{NETS} {one}", f"{NETS} {other}"))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Google teaches", "Apple teaches"), ("Tessel delays", "Tessel releases")],
)
def test_another_company_or_event_makes_another_title(one: str, other: str) -> None:
    rest = "the robot that folds nets for keepers of lighthouses"
    assert is_copy(compare(f"{one} {rest}", f"{one} {rest}"))
    assert not is_copy(compare(f"{one} {rest}", f"{other} {rest}"))


@pytest.mark.parametrize("title", ["Other news", "In short", "Weekly summary", "Top stories"])
def test_short_titles_are_the_same_by_chance(title: str) -> None:
    assert compare(title, title) is None


FERRY_ZH = (
    "港口的渡轮因大雾停航三天，渔民们在码头修补渔网，市政府发放了补贴，附近的面包店送来了热汤。"
)
PANELS_ZH = "一家公司展示了可以折叠的太阳能板，重量不到两公斤，能为一户人家供电一周，工厂明年投产。"


@pytest.mark.parametrize(
    "title", ["今日要闻", "行业动态", "本周看点", "产品发布", "Product launches", "Funding news"]
)
def test_a_heading_that_comes_back_every_day_joins_nothing(title: str) -> None:
    texts = (FERRY_ZH, PANELS_ZH) if title[0] >= "\u4e00" else (BAKERY, MIRROR)
    found = compare(title, title, *texts)
    assert found is None or (found.tier is Tier.MAYBE and not found.is_copy)


def test_a_title_comes_back_after_some_days_with_other_news() -> None:
    assert is_copy(compare(NETS, NETS, days=DAYS_BY_TEXT))
    assert compare(NETS, NETS, days=DAYS_BY_TEXT + 1) is None


def test_items_with_the_same_title_are_found_in_the_tables(stories: Stories) -> None:
    one = told("lantern", "2026-08-01", (NETS, "Try it.", ()), ("Other news", BAKERY, ()))
    other = told("kiln", "2026-08-02", ("Other news", MIRROR, ()), (NETS, "Out today.", ()))
    fill(stories, one, other)
    nets, news = one.items
    ((found,),) = stories.tellings(nets.id).elsewhere
    assert found.telling.item_id == other.items[1].id
    assert not stories.tellings(news.id)
