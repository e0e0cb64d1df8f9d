"""The terms of many texts at once are those of one text after another."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digests.search.index.placing import placed_texts
from tests.digests.search.plain_terms import placed_terms

TEXTS = st.one_of(
    st.text(max_size=40),
    st.text("ab5.6-, \n,#Éﬁ大模型，かがㄅ🍁🇨🇳", max_size=40),
    st.sampled_from(["", "—", "GPT-5.6 Heron", "枫叶大模型 Maple 3.1 8B", "a\n\n\nb"]),
)


@given(st.lists(TEXTS, min_size=1, max_size=8))
@example([""])
@example(["—", ""])
@example(["枫叶", "", "枫叶 Oak-枫叶", "枫叶"])
def test_texts_are_placed_one_after_another_with_a_position_left_out(texts: list[str]) -> None:
    occurrences, counts, ends, start = [], [], [], 0
    for text in texts:
        placed = placed_terms(text)
        occurrences += [
            (term, start + position)
            for term, position in zip(placed.terms, placed.positions, strict=True)
        ]
        start += placed.length + bool(text)
        counts.append(len(placed.terms))
        ends.append(start)
    together = placed_texts(texts)
    terms = [together.terms[number] for number in together.term]
    assert list(zip(terms, together.position.tolist(), strict=True)) == occurrences
    assert together.counts.tolist() == counts
    assert together.ends.tolist() == ends


@pytest.mark.parametrize("texts", [["Oak, oak"], ["枫叶枫叶", "叶枫叶"], ["GPT-5", "gpt5", "5"]])
def test_each_term_has_one_number(texts: list[str]) -> None:
    terms = placed_texts(texts).terms
    assert len(terms) == len(set(terms))
