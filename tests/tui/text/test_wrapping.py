from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.text.wrapping import cut, display_text, fit, wrap

NO_START = "，。、；：？！”’）》」』】…—·"
NO_END = "（《「『【“‘"

chinese = st.text("模型开源芯片，。、；：？！”）》（《“ aGPT-5.6", max_size=80)
any_text = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("模型，。（“” \n[]()1\u200d\ufe0f\U0001f468\U0001f3fd"),
    ),
    max_size=60,
)


def broken(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width)]


def test_chinese_breaks_between_any_two_characters():
    assert broken("澄江实验室公布权重", 8) == ["澄江实验", "室公布权", "重"]


def test_no_line_starts_with_a_closing_mark():
    assert broken("澄江实验，室公布", 8) == ["澄江实", "验，室公", "布"]


def test_no_line_ends_with_an_opening_mark():
    assert broken("澄江实（验室）公", 8) == ["澄江实", "（验室）", "公"]


def test_words_stay_whole():
    assert broken("a small model learns", 8) == ["a small", "model", "learns"]


def test_a_latin_word_in_chinese_fills_the_line_before_it():
    assert broken("与Scale AI达成协议", 8) == ["与Scale", "AI达成协", "议"]


def test_only_a_word_wider_than_the_line_is_cut():
    assert broken("see https://example.org/a ok", 10) == ["see", "https://ex", "ample.org/", "a ok"]


def test_an_apostrophe_is_part_of_its_word():
    assert broken("they don’t know", 10) == ["they don’t", "know"]


def test_the_number_of_a_link_stays_with_the_link():
    assert broken("查看详情[3]", 10) == ["查看详", "情[3]"]


def test_a_straight_quote_between_characters_stays_with_both():
    assert broken('面临"压力”大', 6) == ["面", '临"压', "力”大"]


def test_an_empty_text_has_one_empty_line():
    assert wrap("", 10) == [(0, 0)]


def test_every_newline_begins_a_line():
    assert broken("a\n\nb\n", 10) == ["a", "", "b", ""]


@given(any_text, st.integers(2, 30))
def test_nothing_but_white_space_is_lost(text, width):
    lines = wrap(text, width)
    reached = 0
    for start, end in lines:
        assert reached <= start <= end
        assert not text[reached:start].strip()
        reached = end
    assert not text[reached:].strip()


@given(any_text, st.integers(2, 30))
def test_no_line_is_wider_than_asked(text, width):
    shown = display_text(text)
    assert max(cell_len(line) for line in broken(shown, width)) <= width


@given(chinese, st.integers(12, 40))
def test_marks_stay_with_their_words_where_that_is_possible(text, width):
    lines = [line for line in broken(text, width) if line]
    for before, after in pairwise(lines):
        glued = before[-1] in NO_END or after[0] in NO_START
        assert not glued or _is_one_unit(before + after, width)


def _is_one_unit(text: str, width: int) -> bool:
    """Whether so many marks follow each other that they fill more than a line."""
    marks = sum(cell_len(mark) for mark in text if mark in NO_START + NO_END)
    return marks + 4 > width // 2


@pytest.mark.parametrize("part", ["a", "，", "（", "(", "a’", "[1]", " —", "好(", '"'])
def test_hostile_text_costs_no_more_than_its_length(part):
    def seconds(times: int) -> float:
        start = time.process_time()
        wrap(part * times, 80)
        return time.process_time() - start

    assert seconds(40_000) < 20 * seconds(10_000) + 0.2


@given(any_text, st.integers(0, 30))
def test_a_cut_text_fits_and_says_that_it_was_cut(text, width):
    shown = cut(text, width)
    assert cell_len(shown) <= width
    assert shown == text or not width or shown.endswith("…")


def test_a_cut_never_halves_a_wide_character():
    assert cut("澄江实验室", 6) == "澄江…"


@given(any_text.filter(str.isprintable), st.integers(0, 30))
def test_a_fitted_text_has_exactly_the_width(text, width):
    assert cell_len(fit(text, width)) == width


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("1\ufe0f\u20e3 first", "1 first"),
        ("\u2764\ufe0f", "\u2764"),
        ("\U0001f44d\U0001f3fd", "\U0001f44d"),
        ("\U0001f469\U0001f3fd\u200d\U0001f4bb!", "\U0001f469!"),
        ("a\tb", "a b"),
        ("Zürich 澄江", "Zürich 澄江"),
    ],
)
def test_what_terminals_dispute_is_not_shown(written, shown):
    assert display_text(written) == shown
