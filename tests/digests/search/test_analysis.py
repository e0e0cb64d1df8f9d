from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.search.analysis import fold, terms, words
from tests.digests.search.plain_terms import placed_terms, tokens

TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            "gptGPT-56. 大模型的開源後c++#ｶﾞＧｰ한국½ﬁ①e\u0301İßéłй🚀🇨\u00ad\u200d\ufe0f'&,_\n，。"
        ),
        st.characters(),
    ),
    max_size=60,
)


def terms_of(text: str) -> set[str]:
    return set(terms(text))


def test_a_chinese_run_gives_its_pairs_and_its_last_character() -> None:
    assert list(terms("大模型")) == ["大模", "模型", "型"]


def test_kana_and_hangul_are_cut_like_chinese() -> None:
    assert list(terms("かな")) == ["かな", "な"]
    assert list(terms("한국어")) == ["한국", "국어", "어"]


@pytest.mark.parametrize("spelling", ["GPT-5.6", "gpt5.6", "gpt 5.6", "ＧＰＴ－５．６", "GPT_5.6"])
def test_every_spelling_of_a_name_gives_the_same_squashed_term(spelling: str) -> None:
    assert {"gpt", "5.6", "gpt56"} <= terms_of(spelling)


def test_neighbouring_parts_and_whole_names_are_terms_too() -> None:
    assert terms_of("state-of-the-art") == {
        *("state", "of", "the", "art", "stateof", "ofthe", "theart", "stateoftheart")
    }
    assert {"gemini25", "25pro", "gemini25pro"} <= terms_of("gemini-2.5-pro")


def test_neighbouring_parts_of_a_long_name_are_found_together() -> None:
    assert {"claude", "opus45", "claudeopus45"} <= terms_of("claude-opus-4.5")


@pytest.mark.parametrize("text", ["Llama 3.1 8B", "Llama-3.1-8B", "llama3.1-8b", "LLaMA 3.1-8B"])
def test_a_size_after_a_number_belongs_to_the_name(text: str) -> None:
    assert {"llama31", "llama318b", "8b"} <= terms_of(text)


@pytest.mark.parametrize("text", ["Heron3 235B", "Heron 3 235B", "Heron-3-235B", "heron3-235b"])
def test_a_size_after_a_name_that_ends_in_a_number_belongs_to_it(text: str) -> None:
    assert {"heron3", "heron3235b"} <= terms_of(text)


@pytest.mark.parametrize("text", ["8 2026", "3, 8B", "3\n8B", "3  8B"])
def test_other_numbers_side_by_side_are_no_name(text: str) -> None:
    first, second = terms(text)
    assert {first, second} <= {"8", "2026", "3", "8b"}


def test_marks_that_belong_to_a_name_stay() -> None:
    assert {"c++", "c#"} <= terms_of("C++ and C#.")


def test_a_number_after_a_sentence_is_no_part_of_the_word_before() -> None:
    assert "out5" not in terms_of("It is out. 5 stars.")


@pytest.mark.parametrize("text", ["データ", "人々", "コヽロ", "ｻｰﾊﾞｰ", "あゝ", "時々刻々"])
def test_iteration_marks_and_long_vowels_are_letters_of_their_run(text: str) -> None:
    run = fold(text).text
    assert terms(text) == [*map(str.__add__, run, run[1:]), run[-1]]


def test_decomposed_hangul_is_cut_like_composed() -> None:
    assert terms(unicodedata.normalize("NFD", "한국어")) == ["한국", "국어", "어"]


@pytest.mark.parametrize("text", ["🚀", "go🚀", "发布🚀模型", "🚀🚀", "🚀!", "🚀\ufe0f"])
def test_an_emoji_is_a_word(text: str) -> None:
    assert "🚀" in terms_of(text)
    assert [run for run in words(text) if "🚀" in run] == ["🚀"] * text.count("🚀")


def test_joined_emoji_are_neighbours_and_a_flag_is_one_term() -> None:
    assert terms("👩\u200d💻") == ["👩", "💻"]
    assert "🇨🇳" in terms_of("🇺🇸🇨🇳")


def test_latin_words_inside_chinese_are_words_of_their_own() -> None:
    assert {"发布", "gpt", "模型"} <= terms_of("发布GPT模型")


def test_thousands_separators_do_not_matter() -> None:
    assert "1000" in terms_of("1,000 tokens")
    assert "1234567" in terms_of("1,234,567")


@pytest.mark.parametrize(
    "text", ["3，000", "3、000", "3､000", "3﹐000", "3，\ufe00000", "３，０００"]
)
def test_a_chinese_comma_separates_no_thousands(text: str) -> None:
    assert terms(text) == ["3", "000"]


@given(TEXTS)
def test_a_token_lies_inside_the_text_and_spells_its_term(text: str) -> None:
    for term, start, end in tokens(text):
        assert 0 <= start < end <= len(text)
        remaining = iter(fold(text[start:end]).text)
        assert all(letter in remaining for letter in term if letter.isalnum())


@given(TEXTS)
def test_terms_and_tokens_agree(text: str) -> None:
    assert list(terms(text)) == [token.term for token in tokens(text)]


def positions_of(text: str) -> dict[str, int]:
    placed = placed_terms(text)
    return dict(zip(placed.terms, placed.positions, strict=True))


def test_each_chinese_character_takes_one_position() -> None:
    assert positions_of("大模型") == {"大模": 0, "模型": 1, "型": 2}
    assert placed_terms("大模型").length == 3


def test_each_part_of_a_name_takes_one_position() -> None:
    assert positions_of("GPT-5.6 Heron") == {
        "gpt": 0,
        "gpt56": 0,
        "5.6": 1,
        "heron": 2,
    }


@pytest.mark.parametrize("text", ["AI手机", "AI 手机", "AI“手机", "AI - 手机", "AI'手机"])
def test_words_with_a_small_gap_are_neighbours(text: str) -> None:
    assert positions_of(text)["手机"] == positions_of(text)["ai"] + 1


@pytest.mark.parametrize("text", ["AI\n手机", "AI —— 手机", "AI. \n手机", "AI\n\n\n\n\n- 手机"])
def test_a_wide_gap_or_the_end_of_a_line_leaves_one_position_free(text: str) -> None:
    assert positions_of(text)["手机"] == positions_of(text)["ai"] + 2
    assert placed_terms(text).length == 4


@given(TEXTS)
def test_placing_terms_changes_none_of_them(text: str) -> None:
    placed = placed_terms(text)
    assert placed.terms == terms(text)
    assert len(placed.positions) == len(placed.terms)
    assert all(0 <= position < placed.length for position in placed.positions)
