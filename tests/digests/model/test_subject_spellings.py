"""Front matter spells one company in many ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests import Publication, parse_issue, subject_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("huggingface", "hugging-face"),
        ("gpt-4-turbo", "gpt4-turbo"),
        ("fine-tuning", "finetuning"),
        ("GPT 4 Turbo", "gpt_4_turbo"),
        ("ｏｐｅｎａｉ", "OpenAI"),
        ("x.ai", "xai"),
    ],
)
def test_spellings_of_one_subject_have_one_key(one, other):
    assert subject_key(one) == subject_key(other)


@pytest.mark.parametrize(("one", "other"), [("gpt-4.5", "gpt-45"), ("o1", "o3"), ("模型", "模")])
def test_different_subjects_have_different_keys(one, other):
    assert subject_key(one) != subject_key(other)


@given(st.text())
def test_a_key_is_its_own_key(name):
    assert subject_key(subject_key(name)) == subject_key(name)


def test_an_issue_names_each_subject_once():
    text = "---\ntitle: A\ncompanies: [hugging-face, HuggingFace, openai]\ntags: [OpenAI]\n---\n"
    issue = parse_issue(text, source="a.md", publication=Publication("p"), issue_id="0")
    assert issue.subjects.companies == ("hugging-face", "openai")
    assert issue.subjects.all() == ("hugging-face", "openai")
