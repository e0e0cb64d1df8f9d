"""What a timeline is likely to be asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests import Subjects
from tests.factories import issue, item
from tui.text.stories.timeline import main_subject, query_term, selected_term

SUBJECTS = Subjects(models=("gpt-5",), companies=("hugging-face", "ai"))


@pytest.mark.parametrize(
    ("title", "term"),
    [
        ("Why GPT 5 is late", "GPT 5"),
        ("A space at Hugging Face", "Hugging Face"),
        ("said about rain", ""),
        ("Quillon learns to ask", "Quillon"),
        ("Heron 4.2 keeps a log", "Heron 4.2"),
        ("云岫推出“松果”智能体", "松果"),
        ("腾讯发布新模型", ""),
    ],
)
def test_the_main_subject_is_spelled_as_in_the_title(title, term):
    story = item(title)
    assert main_subject(issue(story, subjects=SUBJECTS), story) == term


@pytest.mark.parametrize(
    ("query", "term"),
    [
        ("tarn video", "tarn video"),
        ("tarn lang:en -rumour last:7d", "tarn"),
        ('"context window" in:"Lantern Daily"', "context window"),
        ("(开源 OR open-source) is:unread", "开源 open-source"),
        ("lang:zh", ""),
    ],
)
def test_a_query_is_asked_for_without_its_fields(query, term):
    assert query_term(query) == term


def test_a_long_selection_is_no_name():
    assert selected_term("Kimi\nK2 ") == "Kimi K2"
    assert selected_term("word " * 20) == ""
    assert selected_term(None) == ""


@given(st.text(max_size=80))
def test_no_text_is_too_odd(text):
    story = item(text)
    subject = main_subject(issue(story, subjects=Subjects(models=(text,))), story)
    assert subject in text or subject.casefold() in text.casefold()
    query_term(text)
