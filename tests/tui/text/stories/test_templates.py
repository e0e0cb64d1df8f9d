"""The templates of both languages, and how they are filled."""

from __future__ import annotations

from dataclasses import fields
from string import Formatter

import pytest

from tui.text.stories.templates import StoryWords, Template
from tui.text.stories.words import CHINESE, ENGLISH, words_for

NAMES = [field.name for field in fields(StoryWords)]


def filled(words, name):
    value = getattr(words, name)
    text = value.text if isinstance(value, Template) else ""
    return sorted(field for _, field, _, _ in Formatter().parse(text) if field is not None)


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_fill_a_template_with_the_same_fields(name):
    assert type(getattr(ENGLISH, name)) is type(getattr(CHINESE, name))
    assert filled(ENGLISH, name) == filled(CHINESE, name)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("events", "omits_month")])
def test_both_languages_have_every_text(name):
    assert getattr(ENGLISH, name)
    assert getattr(CHINESE, name)


def test_both_languages_name_the_same_groups_and_all_months():
    assert ENGLISH.headings.keys() == CHINESE.headings.keys()
    assert len(ENGLISH.months) == len(CHINESE.months) == 12


def test_every_other_language_is_english():
    assert words_for("zh") is CHINESE
    assert words_for("en") is words_for("fr") is ENGLISH


@pytest.mark.parametrize(
    ("items", "stories", "text"),
    [(1, 1, "1 item, 1 story"), (2_500, 0, "2,500 items, 0 stories")],
)
def test_a_number_may_be_written_with_what_it_counts(items, stories, text):
    assert ENGLISH.tally(items=items, stories=stories) == text


def test_braces_of_a_digest_fill_nothing():
    assert ENGLISH.shares("{0} {weeks:item}") == "shares: {0} {weeks:item}"
    assert ENGLISH.never_mentioned("{") == "Nothing mentions {. A shorter name finds more."
