from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.stories.comparison.features import features_of, folded, quantities, spelled, terms
from digests.stories.comparison.shared_terms import joined_pairs
from digests.stories.prepared import packed_features, unpacked_features
from tests.factories import item


@pytest.mark.parametrize(
    ("texts", "quantity", "shown"),
    [
        (("$500M", "500 million", "5 亿美元", "5亿", "500mn", "0.5bn"), "=5e+08", "500M"),
        (("2.7亿参数", "270M", "270 m parameters"), "=2.7e+08", "270M"),
        (("512K", "51.2 万", "512,000 k".replace(",000", "")), "=5.12e+05", "512K"),
        (("80%", "80 %", "下调80％", "80 percent"), "=80%", "80%"),
        (("8x faster", "8倍"), "=8x", "8x"),
        (("$1.5T", "1.5 万亿元", "15000 亿"), "=1.5e+12", "1.5T"),
    ],
)
def test_a_number_with_its_unit_is_one_in_every_language(texts, quantity, shown):
    assert {frozenset(quantities(folded(text))) for text in texts} == {frozenset([quantity])}
    assert spelled(quantity) == shown


@pytest.mark.parametrize("text", ["b200", "4kids", "v2.5m", "version 3", "in 2026", "1st"])
def test_other_numbers_are_no_quantities(text):
    assert quantities(text) == set()


@pytest.mark.parametrize(
    ("spellings", "product"),
    [
        (
            ("Heron-4.2", "heron 4.2", "HERON4.2", "Heron‑4.2", "heron_v4.2", "heron v4.2"),
            "heron4.2",
        ),
        (("o3", "O3"), "o3"),
        (("Gemma 3n", "gemma3n", "gemma-3n"), "gemma3n"),
        (("Kite-Dev-72B", "kite dev 72b"), "dev72b"),
    ],
)
def test_a_product_is_one_however_it_is_joined_to_its_number(spellings, product):
    assert all(product in terms(folded(spelling)) for spelling in spellings)


@pytest.mark.parametrize(
    "text", ["july 4", "top 10", "score: 664", "in 2026", "May 2025", "hours 3"]
)
def test_not_every_word_before_a_number_is_a_product(text):
    assert not any(term[0].isalpha() and term[-1].isdigit() for term in terms(folded(text)))


def test_words_beside_a_product_say_no_more_than_it_does():
    features = features_of(item("Nano Banana 2 Lite is out", "Quayside tested it."))
    assert {"nano", "banana", "lite"} <= features.beside_products
    assert "quayside" not in features.beside_products


@pytest.mark.parametrize(
    "text",
    ["Nano Banana draws", "“Nano Banana”", "谷歌的Nano Banana很快", "Nano-Banana", "NANO BANANA"],
)
def test_a_name_of_two_words_is_a_term(text):
    assert "nano_banana" in features_of(item(text, "")).title
    assert "nano_banana" in features_of(item("A fruit", text)).terms


@pytest.mark.parametrize("text", ["nano banana", "Nano banana", "Nano. Banana", "Nano2 Banana"])
def test_words_that_are_not_both_written_large_are_no_name(text):
    assert "nano_banana" not in features_of(item(text, text)).terms


def test_both_titles_of_a_bilingual_item_count():
    features = features_of(item("Ferry painted", "", alternative_title="渡船粉刷一新"))
    assert {"ferry", "渡船"} <= features.title
    assert not features.is_english


def test_an_item_is_in_english_even_if_it_quotes_a_chinese_name():
    assert features_of(item("The maker of 青鸟", "It is a bird.")).is_english


TEXT = st.text("abcXYZ 0123.%-开源大模型亿，\u200b", max_size=60)


@given(st.lists(st.tuples(TEXT, TEXT)))
def test_features_are_kept_as_they_were(texts):
    features = [features_of(item(title, text)) for title, text in texts]
    assert unpacked_features(packed_features(features)) in (features, [])
    if any(one.terms for one in features) or len(features) > 1:
        assert unpacked_features(packed_features(features)) == features


def test_neighbouring_pairs_of_characters_are_one_run():
    assert joined_pairs(["月之", "之暗", "暗面", "开源"]) == ["月之暗面", "开源"]
    assert joined_pairs(["月之", "之暗", "之光"]) == ["月之", "之暗", "之光"]
    assert joined_pairs(["上下", "下上"]) == ["上下上"]
    assert joined_pairs(["天天"]) == ["天天"]


@given(st.lists(st.text("月之暗面开源", min_size=2, max_size=2), unique=True))
def test_no_pair_is_lost_or_doubled_in_runs(pairs):
    runs = joined_pairs(pairs)
    assert sorted(run[at : at + 2] for run in runs for at in range(len(run) - 1)) == sorted(pairs)
