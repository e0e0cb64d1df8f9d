"""What a row of catching up says, in both languages and in any width."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from digests import Headline, ItemMarks, Reason, ReasonKind, Story
from digests.stories.comparison.events import events
from tests.tui.text.stories.test_words import telling
from tui.text.stories.facts import why_here
from tui.text.stories.headlines import headline_lines
from tui.text.stories.rows import StoryLook
from tui.text.stories.words import CHINESE, ENGLISH

TODAY = datetime.date(2026, 4, 26)
VOICES = Reason(ReasonKind.VOICES, count=5, of=7)
LEAD = Reason(ReasonKind.LEAD, ("lantern",))
NEW_NAME = Reason(ReasonKind.NEW_NAME, ("Heron 4.2",))
SOURCE = Reason(ReasonKind.SOURCE)


def story(*names, title="Tessel releases Heron 4.2", characters=1_380, day=25):
    tellings = tuple(telling(name, day, title=title, characters=characters) for name in names)
    return Story(tellings, len(names), TODAY)


HERON = Headline(
    story("lantern", "tide"),
    (story("kiln", day=26), story("reed")),
    "Heron 4.2",
    ("release", "price", "evaluation", "incident"),
    (VOICES, NEW_NAME, LEAD, SOURCE),
)
ALONE = Headline(story("lantern"))


def below(headline, words, width=100):
    return headline_lines(headline, StoryLook(words, TODAY), width, is_folded=True)[1].plain.strip()


@pytest.mark.parametrize(
    ("reason", "english", "chinese"),
    [
        (VOICES, "5 of 7 digests", "7 家中 5 家"),
        (LEAD, "lead of lantern", "lantern 头条"),
        (
            Reason(ReasonKind.LEAD, ("tide", "reed", "kiln", "oak")),
            "lead of tide, reed, kiln, …",
            "tide、reed、kiln、… 头条",
        ),
        (NEW_NAME, "new name: Heron 4.2", "新名字：Heron 4.2"),
        (
            Reason(ReasonKind.BURST, ("Heron",), count=1_200),
            "much in the news: Heron, 1,200 items",
            "近期热议：Heron，1,200 条",
        ),
        (SOURCE, "primary source", "一手来源"),
        (Reason(ReasonKind.WATCHED), "watched", "已关注"),
    ],
)
def test_a_reason_is_told_in_words(reason, english, chinese):
    row = Headline(story("lantern"), reasons=(reason,))
    assert (why_here(row, ENGLISH), why_here(row, CHINESE)) == (english, chinese)


def test_every_reason_has_words():
    assert set(ReasonKind) == ENGLISH.reasons.keys() == CHINESE.reasons.keys()
    assert ENGLISH.reasons_for_subject.keys() == CHINESE.reasons_for_subject.keys()


def test_what_happened_has_words_in_both_languages():
    happened = (
        "released benchmark pricing funding lawsuit banned sunset delayed leaked hires building "
        "backlash outage"
    )
    assert events(happened.split()) == ENGLISH.events.keys()
    assert ENGLISH.events.keys() == CHINESE.events.keys()


def test_a_row_says_what_folds_under_it_then_why_it_is_there_then_who_told_it_when():
    assert below(HERON, ENGLISH, 200) == (
        "Heron 4.2 · 4 items: release, prices, benchmarks, incidents · 5 of 7 digests · new name"
        " · lead of lantern · primary source · tide, kiln, reed · Apr 25–26 · 1 min"
    )
    assert below(HERON, CHINESE, 200) == (
        "Heron 4.2 · 4 条：发布、价格、评测、故障 · 7 家中 5 家 · 新名字 · lantern 头条"
        " · 一手来源 · tide、kiln、reed · 4/25–4/26 · 1 分钟"
    )


def test_a_story_alone_says_who_told_it_when_and_how_long_it_takes():
    assert below(ALONE, ENGLISH) == "lantern · Apr 25 · 1 min"
    assert below(ALONE, CHINESE) == "lantern · 4/25 · 1 分钟"
    assert why_here(ALONE, ENGLISH) == ""


@pytest.mark.parametrize(
    ("width", "text"),
    [
        (80, "Heron 4.2 · 4 items: release, prices, benchmarks · 5 of 7 digests · new name"),
        (76, "Heron 4.2 · 4 items: release, prices · 5 of 7 digests · new name · 1 min"),
        (60, "Heron 4.2 · 4 items: release · 5 of 7 digests · new name"),
        (50, "Heron 4.2 · 4 items: release · 5 of 7 digests"),
        (34, "Heron 4.2 · 4 items: release"),
        (25, "Heron 4.2 · 4 items"),
        (16, "Heron 4.2"),
        (11, "Heron …"),
        (8, "Her…"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_left_out_from_the_least_important_on(width, text):
    assert below(HERON, ENGLISH, width) == text


def test_of_several_names_one_is_told_where_no_more_have_room():
    row = Headline(story("oak"), reasons=(Reason(ReasonKind.LEAD, ("lantern", "tide", "kiln")),))
    assert below(row, ENGLISH, 40).startswith("lead of lantern, tide, kiln · oak")
    assert below(row, ENGLISH, 28).startswith("lead of lantern, … · oak")


@pytest.mark.parametrize(
    ("is_folded", "start", "marked"),
    [(True, "o + Tessel", ()), (False, "o - Tessel", ()), (True, "= + Tessel", ("kiln",)),
     (False, "o - Tessel", ("kiln",)), (False, "  - Tessel", ("lantern", "tide"))],
)  # fmt: skip
def test_the_marks_are_those_of_what_the_row_stands_for(is_folded, start, marked):
    marks = {
        one.item_id: ItemMarks(is_read=True)
        for story in HERON.stories
        for one in story.tellings
        if one.publication in marked
    }
    look = StoryLook(ENGLISH, TODAY, marks=marks)
    assert headline_lines(HERON, look, 60, is_folded=is_folded)[0].plain.startswith(start)


@given(
    st.text(max_size=60),
    st.lists(st.text(min_size=1, max_size=9), max_size=4),
    st.integers(0, 120),
    st.sampled_from([ENGLISH, CHINESE]),
)
def test_no_row_is_wider_than_the_pane_or_has_what_a_digest_could_break_it_with(
    title, names, width, words
):
    reasons = (Reason(ReasonKind.LEAD, tuple(names)), VOICES)
    row = Headline(story(title, title=title), (story(*names or "a"),), title, ("release",), reasons)
    lines = headline_lines(row, StoryLook(words, TODAY, marks={}), width, is_folded=True)
    assert all(cell_len(line.plain) <= width for line in lines)
    assert not any("\n" in line.plain or "\x1b" in line.plain for line in lines)
