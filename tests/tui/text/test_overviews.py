from __future__ import annotations

from dataclasses import replace

from digests import (
    Look,
    Paragraph,
    Problem,
    Run,
    Section,
    Subjects,
)
from tests.factories import issue, item
from tui.text.item import (
    EMPTY_NOTE,
    STUB_NOTE,
    issue_content,
    section_content,
)

ISSUE = issue(title="灯笼日报", publication="灯笼", date="2026-08-03")
STORY = "https://example.org/story"


def paragraph(text: str, look: Look = Look.PLAIN, url: str = "") -> Paragraph:
    return Paragraph((Run(text, look, url),))


def test_a_section_lists_its_items_between_intro_and_outro():
    section = Section(
        "模型",
        ("新闻", "模型"),
        children=(item("青鸟-3"), item("Heron")),
        intro=(paragraph("before", url="https://example.org/intro"),),
        outro=(paragraph("after"),),
    )
    text = section_content(ISSUE, section, 60)
    assert [line.plain for line in text.lines if line.plain][:7] == [
        "新闻",
        "模型",
        "灯笼 · 2026-08-03 · 2 items",
        "before[1]",
        "• 青鸟-3",
        "• Heron",
        "after",
    ]
    assert [found.url for found in text.links] == ["https://example.org/intro"]


def test_an_issue_shows_what_belongs_to_no_item():
    whole = replace(
        issue(item("A story"), summary="In short.", subjects=Subjects(models=("Heron", "Tarn"))),
        lead=(paragraph("Good morning."),),
        footer=(paragraph("Goodbye."),),
        problems=(Problem("a.md", "a stray quotation mark", 3),),
        is_stub=True,
    )
    plain = issue_content(whole, 60).content.plain
    for words in (
        STUB_NOTE,
        "In short.",
        "Good morning.",
        "• A story",
        "Goodbye.",
        "Models: Heron, Tarn",
        "a.md:3: a stray quotation mark",
    ):
        assert words in plain
        plain = plain.partition(words)[2]  # one after the other


def test_the_summary_of_the_text_goes_before_that_of_the_header():
    whole = replace(
        issue(summary="Weights."),
        summary_heading="In short",
        summary_blocks=(paragraph("Weights", url="https://example.org/w"),),
    )
    text = issue_content(whole, 60)
    lines = [line.plain for line in text.lines]
    assert lines[0] == "Lantern Daily"
    assert lines[2:6] == ["", "In short", "", "Weights[1]"]
    assert "Weights." not in lines
    assert [found.url for found in text.links] == ["https://example.org/w"]


def test_an_issue_without_any_text_says_so():
    assert EMPTY_NOTE in issue_content(issue(), 60).content.plain
    assert EMPTY_NOTE not in issue_content(issue(item()), 60).content.plain


def test_titles_in_an_overview_are_not_cut():
    words = "a title that goes on for longer than one line of the pane"
    lines = [line.plain for line in issue_content(issue(item(words)), 30).lines]
    listed = lines[lines.index("• a title that goes on for") :]
    assert listed == ["• a title that goes on for", "  longer than one line of the", "  pane"]
