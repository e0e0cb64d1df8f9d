from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from digests.stories.comparison.concepts import concepts, is_concept
from digests.stories.comparison.features import features_of, folded, terms
from digests.stories.comparison.frequencies import Frequencies
from digests.stories.comparison.likeness import Likeness, likeness
from digests.stories.comparison.weighting import weighted
from digests.stories.values import Tier
from tests.factories import item
from tests.told_stories import caught_up, fill, told

if TYPE_CHECKING:
    from digests import Stories

FREQUENCIES = Frequencies(0, 0, lambda _: {})

RULING = (
    "Court says that training on novels is fair use",
    (
        "A federal judge ruled for the laboratory: authors cannot stop it from training on "
        "copyrighted books."
    ),
)
RULING_ZH = (
    "法院裁定：用小说训练属于合理使用",
    "联邦法官作出有利于实验室的判决，作家不能禁止它用受版权保护的图书训练。",
)
BATTERIES = (
    "Wireless earbuds of a phone maker burn",
    "The batteries have a flaw, and the factory stands still until the autumn.",
)
BATTERIES_ZH = (
    "手机厂商的无线耳机起火",
    "电池有漏洞，工厂停工到秋天。",
)


def compare(one: tuple[str, str], other: tuple[str, str]) -> Likeness | None:
    here, there = (weighted(features_of(item(*told)), FREQUENCIES) for told in (one, other))
    return likeness(here, there, (), 1, FREQUENCIES)


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("The judge of the court", "法院的法官"),
        ("Two robots and a humanoid", "两个机器人"),
        ("A lawsuit about copyright", "版权诉讼"),
        ("The delay", "推迟"),
        ("Batteries", "电池"),
        ("Tencent", "腾讯"),
    ],
)
def test_a_concept_is_the_same_in_both_languages(english: str, chinese: str) -> None:
    one, other = (set(filter(is_concept, terms(folded(text)))) for text in (english, chinese))
    assert one == other != set()


def test_a_word_that_is_no_concept_has_none() -> None:
    assert concepts(["heron4.2", "tessel", "渡船", "=5e+08"]) == set()


@pytest.mark.parametrize(("one", "other"), [(RULING, RULING_ZH), (BATTERIES, BATTERIES_ZH)])
def test_concepts_join_news_without_a_name_in_two_languages(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    found = compare(one, other)
    assert found is not None
    assert found.tier is Tier.STRONG
    assert not found.is_copy


@pytest.mark.parametrize(("one", "other"), [(RULING, BATTERIES_ZH), (BATTERIES, RULING_ZH)])
def test_other_concepts_join_nothing(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert compare(one, other) is None


def test_such_news_is_one_row_of_catching_up(stories: Stories) -> None:
    english = told("lantern", "2026-08-01", (*RULING, ()), (*BATTERIES, ()))
    chinese = told("灯笼", "2026-08-02", (*BATTERIES_ZH, ()), (*RULING_ZH, ()))
    fill(stories, english, chinese)
    rows = caught_up(stories, datetime.date(2026, 8, 1))
    assert sorted(len(row.tellings) for row in rows) == [2, 2]
