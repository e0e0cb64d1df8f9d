"""Which titles the linter names, and which it leaves alone."""

from __future__ import annotations

import datetime

import pytest

from digests import Issue, Item, Link, Paragraph, Publication, Run, lint_issue

TODAY = datetime.date(2026, 11, 20)


def story(title, text="", url="https://example.com/1", section=("Models",), line=1):
    """A story; with `text`, its title is derived from it."""
    links = (Link(url),) if url else ()
    body = (Paragraph((Run(text),)),) if text else ()
    return Item(
        f"{title}{line}", title, section, body, links, title_is_derived=bool(text), text=text,
        line=line,
    )  # fmt: skip


def reasons(*items):
    issue = Issue("0", Publication("p"), "Letter", TODAY, children=items)
    return [(finding.line, finding.reason) for finding in lint_issue(issue, TODAY)]


@pytest.mark.parametrize(
    "title",
    [
        "https://example.com/1",
        "12",
        "#3",
        "🎉",
        "…",
        "2026-11-20",
        "Nov 20, 2026",
        "11月20日（金）",
    ],
)
def test_a_title_without_words_is_named(title):
    reason = f"the title “{title}” is only an address, a number, a sign or a date"
    assert reasons(story(title, line=4)) == [(4, reason)]


@pytest.mark.parametrize(
    "title",
    [
        "Mark",
        "Jan",
        "octopus",
        "Marp",
        "v4",
        "GPT-5.6",
        "日月",
        "2026 年的模型",
        "May 4 be with you",
    ],
)
def test_a_word_that_looks_like_a_date_is_a_title(title):
    assert reasons(story(title)) == []


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Heron counts, by", "Heron counts, by Maple"),
        ("Heron counts in", "Heron counts in the Lantern"),
        ("Heron counts |", "Heron counts | Lantern"),
        ("Heron counts,", "Heron counts,"),
        ("苍鹭数数：", "苍鹭数数：来自枫叶"),
    ],
)
def test_a_title_that_was_cut_in_the_air_is_named(title, text):
    assert reasons(story(title, text)) == [(1, f"the title “{title}” ends in the air")]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("What to look out for", ""),
        ("Mend `let (a, b) = c,`", ""),
        ("How to sign in", "How to sign in"),
        ("Heron counts:", "Heron counts:\none, two"),
    ],
)
def test_an_author_may_end_a_title_so(title, text):
    assert reasons(story(title, text)) == []


@pytest.mark.parametrize("title", ["Heron counts**: it does", "**Heron counts", "苍鹭****：数数"])
def test_stars_that_are_no_bold_words_are_named(title):
    assert reasons(story(title)) == [(1, f"literal asterisks in the title “{title}”")]


@pytest.mark.parametrize(
    "title", ["What the f***", "rewrite_***", "2**8 is enough", "f(**options)"]
)
def test_stars_of_another_kind_are_left_alone(title):
    assert reasons(story(title)) == []


def test_one_title_of_two_stories_is_named_at_the_second():
    first = story("Heron counts to ten", line=3)
    assert reasons(first, story("Heron counts to ten", line=9, section=("Tools",))) == [
        (9, "“Heron counts to ten” is the title of 2 stories, first in line 3")
    ]


def test_one_story_twice_in_a_section_occurs_more_than_once():
    stories = (story("Heron counts to ten", line=line) for line in (3, 9))
    assert reasons(*stories) == [(9, "“Heron counts to ten” occurs more than once")]


@pytest.mark.parametrize("title", ["Other", "其他", "Top posts"])
def test_a_title_that_recurs_under_many_headings_is_left_alone(title):
    sections = (("Models",), ("Tools",))
    assert reasons(*(story(title, section=section) for section in sections)) == []


def test_a_sentence_that_stands_for_nothing_may_recur():
    text = "No calls for testing were issued."
    assert reasons(*(story(text, text, "", line=line) for line in (3, 9))) == []
