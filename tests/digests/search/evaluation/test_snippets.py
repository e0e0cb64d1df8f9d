from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests import HighlightedText
from digests.search.evaluation.snippets import (
    SNIPPET_LENGTH,
    WINDOW,
    highlight,
    highlight_query,
    snippet,
)
from digests.search.query.model import positive_words
from digests.search.query.parser import parse_query
from digests.search.query.spellings import highlight_patterns

FILLER = "几位志愿者整理了旧地图的扫描件并按年代编号。"
PROSE = "A volunteer scanned old maps and numbered them by year. "


def marked(text: HighlightedText) -> list[str]:
    return [part for part, is_marked in text.parts() if is_marked]


def snippet_of(query: str, text: str) -> HighlightedText:
    return snippet(highlight_patterns(tuple(positive_words(parse_query(query).part))), text)


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("gpt5.6", "GPT-5.6, gpt 5.6 and gpt5.6", ["GPT-5.6", "gpt 5.6", "gpt5.6"]),
        ("gpt", "GPT-5.6, chatgpt and GPT", ["GPT", "GPT"]),
        ("gpt*", "GPT-5.6, gpts", ["GPT", "gpt"]),
        ("模型", "大模型与小模型", ["模型", "模型"]),
        ("大模 模型", "大模型", ["大模型"]),
        ("open-source", "Open source, open-source, opensource, open", None),
        ('"open source"', "Open source, open: the source", ["Open source"]),
        ("a -b", "a b", ["a"]),
        ("5", "GPT-5 is not 5.6 but 5", ["5", "5"]),
        ("5.6", "GPT-5.6", ["5.6"]),
        ("c++", "C++, not C", ["C++"]),
        ("kg", "weighed in ㎏", ["㎏"]),
        ("1000", "1,000 tokens", ["1,000"]),
        ("title:heron", "a heron", ["heron"]),
        ("last:7d", "nothing to mark", []),
    ],
)
def test_the_words_of_a_query_are_marked(query: str, text: str, expected: list[str] | None) -> None:
    if expected is None:
        expected = ["Open source", "open-source", "opensource"]
    assert marked(highlight_query(query, text)) == expected


def test_a_short_text_is_its_own_snippet() -> None:
    assert snippet_of("heron", "A heron learns.") == HighlightedText("A heron learns.", ((2, 7),))


def test_a_snippet_begins_with_the_sentence_around_the_match() -> None:
    found = snippet_of("青鸟", FILLER * 10 + "青鸟学会了查字典。" + FILLER * 10)
    assert found.text.startswith("… 青鸟学会了查字典。")
    assert found.text.endswith(" …")


def test_a_snippet_in_english_does_not_cut_words() -> None:
    found = snippet_of("heron", PROSE * 10 + "Then a heron came by. " + PROSE * 10)
    body = found.text.removeprefix("… ").removesuffix(" …")
    assert body.startswith("Then a heron came by.")
    assert body in PROSE * 10 + "Then a heron came by. " + PROSE * 10
    assert body[-1] == "." or f"{body.rsplit(' ', 1)[-1]} " in PROSE


def test_a_snippet_shows_where_most_words_are_together() -> None:
    text = f"heron {PROSE * 6} heron and crane {PROSE * 6} crane"
    assert marked(snippet_of("heron crane", text)) == ["heron", "crane"]


def test_without_a_match_a_snippet_is_the_beginning() -> None:
    found = snippet_of("heron", PROSE * 10)
    assert found.text.startswith("A volunteer scanned")
    assert found.spans == ()


def test_a_snippet_is_one_line() -> None:
    assert snippet_of("heron", "one\ntwo heron\nthree").text == "one two heron three"


def test_a_sentence_without_marks_of_its_own_is_cut_near_the_match() -> None:
    found = snippet_of("龙", "字" * 500 + "龙" + "字" * 500)
    assert marked(found) == ["龙"]
    assert len(found.text) <= SNIPPET_LENGTH + 4


@pytest.mark.parametrize("place", [0, 1_990, 2_000, 2_010, 5_000, 15_990])
def test_a_match_far_down_in_a_long_text_is_shown(place: int) -> None:
    text = PROSE * 500
    found = snippet_of("gpt-5.6", f"{text[:place]} GPT-5.6 {text[place:]}")
    assert marked(found) == ["GPT-5.6"]


def test_what_stands_behind_the_searched_part_is_not_looked_for() -> None:
    found = snippet_of("heron", PROSE * 500 + "a heron")
    assert found.spans == ()
    assert found.text.startswith(PROSE.strip())


@pytest.mark.parametrize("far", [0, 1, 2, 3])
def test_a_number_is_not_found_in_a_longer_one_between_two_windows(far: int) -> None:
    text = "字" * (WINDOW - far) + "1,000,000" + "字" * WINDOW
    assert snippet_of("000", text).spans == ()
    assert marked(snippet_of("1000000", text)) == ["1,000,000"]


@pytest.mark.parametrize("cluster", ["e\u0301", "👩\u200d🚀", "👍\U0001f3fd", "☀\ufe0f"])
def test_a_snippet_cuts_no_character_from_its_marks(cluster: str) -> None:
    for shift in range(len(cluster)):
        found = snippet_of("枫叶", "字" * (200 + shift) + cluster * 60 + "枫叶" + cluster * 200)
        body = found.text.removeprefix("… ").removesuffix(" …").strip("字")
        before, after = body.split("枫叶")
        assert before == cluster * (len(before) // len(cluster))
        assert after == cluster * (len(after) // len(cluster))


@given(
    st.text(alphabet=st.sampled_from("大模型gpt 5.6。，.\n㎏éa"), max_size=400),
    st.sampled_from(["模型", "gpt5.6", "a", '"gpt 5"', "模型 OR kg", "g*"]),
)
def test_a_snippet_is_short_and_its_marks_are_what_was_asked(text: str, query: str) -> None:
    found = snippet_of(query, text)
    assert len(found.text) <= SNIPPET_LENGTH + 4
    whole = marked(highlight_query(query, text))
    assert bool(whole) == bool(found.spans)
    assert "\n" not in found.text


@given(st.text(max_size=80), st.text(max_size=6))
def test_the_parts_of_a_highlighted_text_make_the_text(text: str, word: str) -> None:
    patterns = highlight_patterns(
        tuple(positive_words(parse_query(f'"{word.replace(chr(34), "")}a"').part))
    )
    parts = list(highlight(patterns, text).parts())
    assert "".join(part for part, _ in parts) == text
    assert all(part for part, _ in parts)


@pytest.mark.parametrize(
    "spans", [((0, 0),), ((2, 1),), ((0, 9),), ((0, 2), (1, 3)), ((0, 1), (1, 2))]
)
def test_spans_that_do_not_fit_are_refused(spans: tuple[tuple[int, int], ...]) -> None:
    with pytest.raises(ValueError, match="out of order or outside"):
        HighlightedText("abc", spans)
