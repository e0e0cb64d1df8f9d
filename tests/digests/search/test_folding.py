from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.search.analysis import fold, folded_text, terms
from digests.search.analysis.simplified import PAIRS
from tests.digests.search.plain_terms import tokens

DROPPED = (
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2066"
    "\ufe0e\ufe0f\ufeff"
)
TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            "gptGPT-56. 大模型開源後か\u3099カｶﾞＧｰ한각\u1100\u1161\u11a8ㄱㅏ½ﬁ①…"
            "e\u0301\u0308İßéǅłйи\u0306ςΆ'&,_\n，。"
        ),
        st.sampled_from(DROPPED),
        st.characters(),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Tülu", "tulu"),
        ("François Chollet", "francois chollet"),
        ("Schrödinger", "schrodinger"),
        ("Poke\u0301mon", "pokemon"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("Ørsted", "orsted"),
        ("Đặng", "dang"),
        ("Œuvre", "oeuvre"),
        ("İstanbul ılık", "istanbul ilik"),
        ("Ἀθῆναι λόγος", "αθηναι λογοσ"),
    ],
)
def test_latin_and_greek_letters_lose_their_accents(text: str, plain: str) -> None:
    assert fold(text).text == plain


@pytest.mark.parametrize("text", ["が", "パ", "й", "ї", "각"])
def test_marks_that_make_another_letter_stay(text: str) -> None:
    assert fold(text).text == text
    assert fold(unicodedata.normalize("NFD", text)).text == text


def test_the_russian_yo_is_written_with_dots_or_without() -> None:
    assert fold("Ёлка").text == fold("елка").text


def test_half_width_kana_are_kana() -> None:
    assert fold("ｶﾞｲﾄﾞ ﾃﾞｰﾀ").text == "ガイド データ"


def test_what_a_reader_does_not_see_is_dropped() -> None:
    assert fold("\ufeffhe\u00adr\u200bon\u202c ❤\ufe0f 葛\U000e0100 👍🏽").text == "heron ❤ 葛 👍"


def test_chinese_is_one_in_both_scripts() -> None:
    assert (
        fold("開源大語言模型發佈後，臺灣團隊們說").text
        == fold("开源大语言模型发布后，台湾团队们说").text
    )
    assert fold("東京大学の機械学習").text == fold("东京大学の机械学习").text


def test_a_simplified_form_is_no_traditional_character() -> None:
    assert not set(PAIRS[::2]) & set(PAIRS[1::2])
    assert len(set(PAIRS[::2])) == len(PAIRS[::2])


def test_offsets_count_characters_of_the_original() -> None:
    text = "㎏ and ﬁve e\u0301tu\u00addes… 後\u200b來"
    places = {token.term: text[token.start : token.end] for token in tokens(text)}
    assert places["kg"] == "㎏"
    assert places["five"] == "ﬁve"
    assert places["etudes"] == "e\u0301tu\u00addes"
    assert places["后来"] == "後\u200b來"


@pytest.mark.parametrize("text", ["大模型，GPT", "Tülu 後來"])
def test_text_that_keeps_its_length_has_no_table_of_places(text: str) -> None:
    assert fold(text).pieces is None


@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once
    assert folded_text(text) == once


@given(TEXTS)
def test_places_go_up_and_stay_inside_the_text(text: str) -> None:
    folded = fold(text)
    spans = [folded.span(place, place + 1) for place in range(len(folded.text))]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)


@given(TEXTS)
def test_a_span_folds_to_what_it_stands_for(text: str) -> None:
    folded = fold(text)
    for place, letter in enumerate(folded.text):
        start, end = folded.span(place, place + 1)
        assert letter in fold(text[start:end]).text


@given(st.text(alphabet="heron 5.6大模型後é，🚀カ", max_size=20), st.data())
def test_what_is_dropped_changes_no_term(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text)))
    inserted = text[:place] + data.draw(st.sampled_from(DROPPED)) + text[place:]
    assert terms(inserted) == terms(text)


@given(st.lists(st.sampled_from([PAIRS[at : at + 2] for at in range(0, len(PAIRS), 2)])))
def test_a_text_has_the_same_terms_in_both_scripts(pairs: list[str]) -> None:
    traditional, simplified = ("，a".join(pair[of] for pair in pairs) for of in (0, 1))
    assert terms(traditional) == terms(simplified)


def test_a_character_folds_alike_alone_and_among_others() -> None:
    letters = [chr(code) for code in range(0xFFFF) if not 0xD800 <= code < 0xE000]
    unlike = [
        letter
        for letter in letters
        if fold(f"字{letter}字…").text != f"字{fold(letter).text}字..."
        and unicodedata.combining(letter) == 0
    ]
    assert unlike == []
