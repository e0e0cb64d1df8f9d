from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.search.analysis import words
from digests.search.evaluation.variants import Variant, VariantReason, variants
from digests.search.index.index import SearchIndex
from tests.factories import issue, item

if TYPE_CHECKING:
    from collections.abc import Callable

    Ask = Callable[..., dict[VariantReason, list[Variant]]]

TITLES = [
    *["Heron Labs releases a model"] * 24,
    "Models that herons use, released",
    "A release of heron-chain by Maple",
    "The chain of a heron",
    "herom is what one paper calls it",
    "gpt-5 for Maple",
    "fine-tuned and finetuned",
    "open weights, maplewood",
    *["枫叶大模型开源"] * 5,
    "枫叶大模形",
    "开源的大鱼",
]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Ask for the variants of a word, by reason, in an index of two segments."""
    index = SearchIndex.create(tmp_path_factory.mktemp("index") / "index")
    for at, titles in enumerate((TITLES[:27], TITLES[27:])):
        items = (
            item(title, text="", links=[f"https://a.org/{n}"]) for n, title in enumerate(titles)
        )
        index.change([issue(*items, issue_id=str(at) * 10)])

    def variants_of(word: str, *, goes_on: bool = False) -> dict[VariantReason, list[Variant]]:
        found: dict[VariantReason, list[Variant]] = {}
        with index.snapshot() as snapshot:
            for variant in variants(snapshot, word, goes_on=goes_on):
                found.setdefault(variant.reason, []).append(variant)
        return found

    return variants_of


def terms(found: list[Variant]) -> list[tuple[str, ...]]:
    return [variant.terms for variant in found]


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("models", [("model",)]),
        ("model", [("models",)]),
        ("releasing", [("releases",), ("release",), ("released",)]),
        ("fine-tuning", [("finetuned",)]),
        ("heron", [("herons",)]),
    ],
)
def test_other_forms_of_a_word_stand_for_it_the_most_frequent_first(
    ask: Ask, word: str, forms: list[tuple[str, ...]]
) -> None:
    assert terms(ask(word)[VariantReason.FORM]) == forms


@pytest.mark.parametrize("word", ["gpt-5", "gpt5", "of", "the", "开源", "xylophone"])
def test_names_short_words_and_chinese_have_no_forms(ask: Ask, word: str) -> None:
    assert VariantReason.FORM not in ask(word)


def test_a_word_is_split_where_both_halves_are_words_that_go_together(ask: Ask) -> None:
    assert terms(ask("heronchain")[VariantReason.SPLIT]) == [("heron", "chain")]
    assert VariantReason.SPLIT not in ask("maplewood")
    assert VariantReason.SPLIT not in ask("modelchain")


def test_a_name_is_joined_and_taken_apart(ask: Ask) -> None:
    found = ask("heron-chain")
    assert terms(found[VariantReason.JOINED]) == [("heronchain",)]
    assert terms(found[VariantReason.SPLIT]) == [("heron", "chain")]


def test_the_last_word_may_be_the_beginning_of_others(ask: Ask) -> None:
    (longer,) = ask("map", goes_on=True)[VariantReason.LONGER]
    assert longer.terms == ("map",)
    assert longer.is_prefix
    assert VariantReason.LONGER not in ask("map")
    assert VariantReason.LONGER not in ask("maplewood", goes_on=True)


@pytest.mark.parametrize("slip", ["hreon", "herom", "heeron", "hern"])
def test_a_rare_word_may_be_a_slip_of_a_frequent_one(ask: Ask, slip: str) -> None:
    assert terms(ask(slip)[VariantReason.SLIP])[0] == ("heron",)


@pytest.mark.parametrize("word", ["heron", "gpt5", "gpt-6", "her", "herons", "paper"])
def test_frequent_words_numbers_and_other_forms_are_no_slips(ask: Ask, word: str) -> None:
    assert VariantReason.SLIP not in ask(word)


def test_a_part_of_a_name_may_be_a_slip(ask: Ask) -> None:
    assert terms(ask("gtp-5")[VariantReason.SLIP]) == [("gpt5",)]


def test_the_pieces_of_a_chinese_run_are_together_worth_the_run(ask: Ask) -> None:
    pieces = ask("开源大模型")[VariantReason.PIECE]
    assert set(terms(pieces)) == {("开源",), ("大模",), ("模型",)}
    assert {piece.closeness for piece in pieces} == {1 / 4}
    assert VariantReason.PIECE not in ask("模型")


def test_a_wrong_character_is_replaced_by_what_the_library_writes_there(ask: Ask) -> None:
    assert terms(ask("大模形")[VariantReason.SLIP]) == [("大模", "模型")]
    assert VariantReason.SLIP not in ask("大模型")


@given(text=st.text(alphabet="aer-5.'é大模形ーのщ한 ", max_size=12), goes_on=st.booleans())
def test_any_word_has_a_few_dozen_variants_at_most(ask: Ask, text: str, goes_on: bool) -> None:
    for word in words(text):
        assert sum(map(len, ask(word, goes_on=goes_on).values())) <= 48


@pytest.mark.parametrize("word", ["models", "heron-chain", "hreon", "gtp-5", "开源大模形", "map"])
def test_no_variant_is_worth_more_than_the_word(ask: Ask, word: str) -> None:
    found = [variant for own in ask(word, goes_on=True).values() for variant in own]
    assert found
    assert all(0 < variant.closeness <= 1 for variant in found)
