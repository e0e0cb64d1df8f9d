"""The language of a text is told by its scripts."""

from __future__ import annotations

import pytest

from digests import Publication, parse_issue
from digests.model.text import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("OpenAI 发布 GPT-5.6，推理成本下降一半", "zh"),
        ("The weights of the model are open, and it runs on a laptop", "en"),
        ("新しいモデルが公開されました", "ja"),
        ("Le modèle est ouvert et il tourne sur un ordinateur portable", "other"),
        ("Новая модель вышла", "other"),
        ("", "other"),
        ("42", "other"),
        ("GPT-5.6 Sol Ultra 亮相", "zh"),
    ],
)
def test_scripts_tell_the_language(text, language):
    assert language_of(text) == language


def test_each_item_of_a_bilingual_issue_has_its_own_language():
    text = (
        "# Letter 2026-11-20\n\n## A\n\n"
        "- [The weights of the model are open](https://example.com/1)\n"
        "- [推理成本下降了一半](https://example.com/2)\n"
    )
    issue = parse_issue(text, source="a.md", publication=Publication("p"), issue_id="0")
    assert [item.language for item in issue.items] == ["en", "zh"]
