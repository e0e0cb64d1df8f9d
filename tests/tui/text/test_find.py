"""Finding words in lines that the width of the pane has broken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.doubling import MOST, growth
from tui.text.find import FoldedLines, Found
from tui.text.wrapping import wrap

LINES = ("青鸟－３ 发布 ＧＰＴ-5 is", "▎ out now", "", "ab", "cd")


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("青鸟-3", [((0, 0, 4),)]),
        ("gpt", [((0, 8, 11),)]),
        ("IS", [((0, 14, 16),)]),
        ("is  out", [((0, 14, 16), (1, 2, 5))]),
        ("abcd", [((3, 0, 2), (4, 0, 2))]),
        ("now ab", [((1, 6, 9), (3, 0, 2))]),
        ("a.", []),
        ("", []),
        ("  ", []),
    ],
)
def test_words_are_found_in_any_case_and_width_and_across_breaks(words, places):
    assert list(FoldedLines(LINES).find(words)) == places


def test_finding_begins_where_the_reader_is_and_goes_round():
    lines = FoldedLines(["x", "o", "x", "o", "x"])
    found = lines.find_from("x", line=1)
    assert (found.line, found.counter) == (2, "2/3")
    assert [found.stepped(by).line for by in (1, 2, -2)] == [4, 0, 4]
    assert lines.find_from("x", line=5).line == 0


def test_nothing_found_says_so_and_stays():
    found = FoldedLines(["a"]).find_from("x", line=0)
    assert (found.counter, found.stepped(1).line, found.on_line(0)) == ("not found", 0, [])


def test_a_place_on_two_lines_is_marked_on_both():
    found = Found("ab", matches=(((0, 1, 2), (1, 0, 1)), ((1, 3, 5),)), current=1)
    assert found.on_line(0) == [(1, 2, False)]
    assert found.on_line(1) == [(0, 1, False), (3, 5, True)]


texts = st.text("ab 模型，Ａ", min_size=1, max_size=40)


@given(texts, st.integers(2, 10), st.data())
def test_any_words_of_a_text_are_found_however_it_is_broken(text, width, data):
    start = data.draw(st.integers(0, len(text) - 1))
    words = text[start : start + data.draw(st.integers(1, 12))]
    lines = [text[a:b] for a, b in wrap(text, width)]
    assert not words.strip() or FoldedLines(lines).find(words)


@pytest.mark.parametrize(
    "piece", ["a", "a b ", "1", " ", "模", "…", "\u0301", "a-", "a\n ▎ ", "\n"]
)
@pytest.mark.parametrize("words", ["a", "a b", "aaaa aaaa", "1 1", "模", "…", "-"])
def test_twice_the_text_takes_twice_the_time(piece, words):
    def find(text):
        FoldedLines(text.split("\n")).find(words)

    lines = "\n".join(piece * (80 // len(piece)) for _ in range(100))
    assert growth(find, lines, f"{lines}\n{lines}") <= MOST
