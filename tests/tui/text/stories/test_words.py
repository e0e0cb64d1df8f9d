"""What is said of stories, in both languages."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.geometry import Size

from digests import Evidence, EvidenceKind, Peak, Retelling, Story, Telling, Tellings, Timeline
from tests.factories import issue, item
from tui.stories.telling_list import row_lines, telling_rows
from tui.text.item import item_content
from tui.text.stories.lines import story_lines, with_story_lines
from tui.text.stories.rows import StoryLook
from tui.text.stories.rows import story_lines as row_of
from tui.text.stories.templates import reason
from tui.text.stories.timeline import timeline_text
from tui.text.stories.words import CHINESE, ENGLISH

TODAY = datetime.date(2026, 4, 26)
LINK = Evidence(EvidenceKind.LINK, ("https://tessel.example/heron",))
NAMES = Evidence(EvidenceKind.NAMES, ("Anthropic",))
MONEY = Evidence(EvidenceKind.QUANTITY, ("$40B",))
RELEASE = Evidence(EvidenceKind.EVENT, ("release",))


def telling(publication="tide", day=25, month=4, title="Heron", characters=1200, year=2026):
    return Telling(
        f"{publication}{year}{month}{day}.1",
        f"{publication}{year}{month}{day}",
        publication,
        datetime.date(year, month, day),
        title,
        "en",
        characters,
        0,
        is_roundup=False,
        is_primary=False,
    )


def by_link(publication="tide", day=25, **other):
    return Retelling(telling(publication, day, **other), (LINK, NAMES))


def by_words(publication="tide", day=25, **other):
    return Retelling(telling(publication, day, **other), (NAMES, MONEY))


def lines(tellings, words):
    return [line.replace("\xa0", " ") for line in story_lines(tellings, TODAY, words)]


@pytest.mark.parametrize(
    ("tellings", "english", "chinese"),
    [
        (
            Tellings(repeats=(by_link(day=24), by_link(day=25))),
            "ran here on Apr 24, 25",
            "本刊 4/24、4/25 已登",
        ),
        (
            Tellings(repeats=(by_link(day=28),)),
            "ran here again on Apr 28",
            "本刊 4/28 又登",
        ),
        (
            Tellings(repeats=(by_link(day=26),)),
            "ran here the same day in another issue",
            "本刊同日另一期已登",
        ),
        (
            Tellings(repeats=(by_words(day=24),)),
            "probably ran here on Apr 24 ($40B, Anthropic)",
            "本刊 4/24 ($40B, Anthropic) 可能已登",
        ),
        (
            Tellings(elsewhere=((by_link("tide"),), (by_link("heron", 26),))),
            "also in 2 digests: tide Apr 25 · heron Apr 26   same link",
            "也见于 2 份：tide 4/25 · heron 4/26   同一链接",
        ),
        (
            Tellings(elsewhere=((by_words(),),)),
            "probably also in 1 digest: tide Apr 25 ($40B, Anthropic)",
            "可能也见于 1 份：tide 4/25 ($40B, Anthropic)",
        ),
        (Tellings(maybe=(by_words(), by_words("x"))), "2 maybe related", "可能相关 2 条"),
        (Tellings(editions=(by_link("tide-zh"),)), "in other editions: tide-zh Apr 25",
         "其他版本：tide-zh 4/25"),
    ],
)  # fmt: skip
def test_a_line_says_no_more_than_is_known(tellings, english, chinese):
    assert lines(tellings, ENGLISH) == [english]
    assert lines(tellings, CHINESE) == [chinese]


def test_one_telling_with_the_link_makes_its_digest_sure():
    family = (by_words("tide", 24), by_link("tide", 25))
    assert lines(Tellings(elsewhere=(family,)), ENGLISH) == [
        "also in 1 digest: tide Apr 25   same link"
    ]


def test_what_is_sure_comes_before_what_is_probable():
    found = Tellings(elsewhere=((by_words("tide"),), (by_link("heron"),)))
    assert [line.split()[0] for line in lines(found, ENGLISH)] == ["also", "probably"]


def test_a_long_list_of_digests_is_cut_and_its_number_told():
    found = Tellings(elsewhere=tuple((by_link(name),) for name in "abcdef"))
    assert lines(found, ENGLISH)[0].startswith("also in 6 digests: a Apr 25 · ")
    assert " · … " in lines(found, ENGLISH)[0]


def test_nothing_known_is_nothing_said():
    assert story_lines(Tellings(), TODAY, ENGLISH, "= lists them") == ()


def test_the_year_is_told_where_it_is_another():
    days = (datetime.date(2025, 12, 31), datetime.date(2026, 1, 2))
    assert ENGLISH.days(days, TODAY) == "Dec 31, 2025, Jan 2"
    assert CHINESE.days(days, TODAY) == "2025/12/31、1/2"
    assert ENGLISH.span(*days, TODAY) == "Dec 31, 2025–Jan 2"
    assert ENGLISH.span(days[1], datetime.date(2026, 1, 4), TODAY) == "Jan 2–4"
    assert CHINESE.span(days[1], datetime.date(2026, 1, 4), TODAY) == "1/2–1/4"


def test_the_reason_names_the_page_and_what_is_shared():
    evidence = (LINK, MONEY, RELEASE)
    assert (
        reason(evidence, ENGLISH)
        == "same link: https://tessel.example/heron · shares: $40B, release"
    )
    assert (
        reason(evidence, CHINESE) == "同一链接：https://tessel.example/heron · 共同点：$40B, 发布"
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (ENGLISH, ("37 items, 24 stories", "14 min", "3 known", "1 story", "in 3 digests")),
        (CHINESE, ("37 条，合并为 24 件事", "14 分钟", "已知 3 条", "1 件事", "3 家")),
    ],
)
def test_counts(words, expected):
    many, one = words.tally(items=37, stories=24), words.tally(items=1, stories=1)
    told = (many, words.minutes(14), words.known(3), one)
    assert (*told[:3], told[3].split("为 ")[-1].split(", ")[-1], words.digest_count(3)) == expected
    assert words.digest_count(1) == ""


def test_many_minutes_are_hours():
    assert (ENGLISH.minutes(0), ENGLISH.minutes(149), ENGLISH.minutes(1_800)) == (
        "1 min",
        "149 min",
        "30 hours",
    )
    assert CHINESE.minutes(1_800) == "30 小时"


@pytest.mark.parametrize(
    ("characters", "language", "english", "chinese"),
    [
        (0, "en", "", ""),
        (1, "en", "10 s", "10 秒"),
        (460, "en", "20 s", "20 秒"),
        (1_100, "en", "50 s", "50 秒"),
        (1_300, "en", "1 min", "1 分钟"),
        (4_140, "en", "3 min", "3 分钟"),
        (100, "zh", "20 s", "20 秒"),
        (1_200, "zh", "3 min", "3 分钟"),
        (300_000, "en", "4 hours", "4 小时"),
    ],
)
def test_what_is_read_in_less_than_a_minute_is_told_in_seconds(
    characters, language, english, chinese
):
    assert ENGLISH.reading_time(characters, language) == english
    assert CHINESE.reading_time(characters, language) == chinese


def _named(row):
    return row.retelling.telling.publication if row.retelling else row.heading


def test_the_list_has_the_surest_groups_first_and_what_was_rejected_last():
    found = Tellings(
        repeats=(by_link(),),
        elsewhere=((by_words("heron"),), (by_link("tarn"),)),
        maybe=(by_words("reed"),),
        rejected=(by_link("sedge"),),
    )
    rows = telling_rows(found, ENGLISH)
    assert [_named(row) for row in rows] == [
        "In the same digest",
        "tide",
        "In other digests, with the same link",
        "tarn",
        "Probably in other digests, too",
        "heron",
        "Maybe related",
        "reed",
        "Not the same story, you said",
        "sedge",
    ]
    assert [row.is_rejected for row in rows][-1]


@given(st.text(max_size=60), st.integers(8, 120), st.sampled_from([ENGLISH, CHINESE]))
def test_no_row_is_wider_than_the_pane(title, width, words):
    story = Story((telling(title=title), telling(title, 24)), 2, TODAY)
    look = StoryLook(words, TODAY, marks={}, is_dated=bool(len(title) % 2))
    rows = [*row_of(story, look, width)]
    for row in telling_rows(Tellings(repeats=(by_link(title=title),)), words):
        rows += row_lines(row, words, width)
    assert all(cell_len(row.plain) <= width for row in rows)
    assert not any("\n" in row.plain for row in rows)


@pytest.mark.parametrize(
    ("width", "place"),
    [
        (80, "in 4 digests · alder, birch, cedar, … · Apr 25"),
        (40, "in 4 digests · alder, birch, … · Apr 25"),
        (32, "in 4 digests · alder, … · Apr 25"),
        (20, "in 4 digests · alde…"),
    ],
)
def test_names_make_room_for_the_date(width, place):
    names = ("alder", "birch", "cedar", "dill")
    story = Story(tuple(telling(name, characters=0) for name in names), 4, TODAY)
    _, below = row_of(story, StoryLook(ENGLISH, TODAY), width + 2)
    assert below.plain.strip() == place


def test_the_lines_stand_behind_the_end_of_the_text():
    story = item()
    text = item_content(issue(story), story, 40)
    longer = with_story_lines(text, ("ran here on Apr 24",), 40)
    assert longer.lines[: len(text.lines)] == text.lines
    assert longer.lines[-1].plain == "ran here on Apr 24"
    assert longer.links == text.links
    assert with_story_lines(text, (), 40) is text


def timeline(*days):
    stories = tuple(Story((telling(day=day, month=4),), 1, TODAY) for day in days)
    mondays = ((datetime.date(2026, 4, 20), len(days)),)
    return Timeline("heron", mondays if days else (), stories)


def test_a_timeline_says_when_it_began_and_what_was_looked_at():
    text = timeline_text(timeline(20, 22), ENGLISH, Size(80, 40)).plain
    assert text.startswith("first on Apr 20, 2026 in tide · 2 mentions in 1 week\n████\n")
    assert "2026-04-20" in text
    assert "the titles and the first 400 characters" in text
    chinese = timeline_text(timeline(20, 22), CHINESE, Size(80, 40)).plain
    assert chinese.startswith("最早见于 2026/4/20 tide · 1 周里提到 2 次")


def test_a_timeline_says_how_much_was_not_looked_at_yet():
    for days in ((), (20, 22)):
        text = timeline_text(timeline(*days), ENGLISH, Size(80, 40), waiting=680).plain
        assert text.endswith("of items. 680 issues still to be compared")


@pytest.mark.parametrize(
    ("height", "weeks"), [(40, ["Apr 20", "Apr 13", "Apr 6"]), (24, ["Apr 20", "Apr 6"])]
)
def test_above_a_timeline_stand_its_highest_peaks_as_many_as_there_is_room_for(height, weeks):
    stories = (Story((telling("a\nreed", day=20, month=4),), 1, TODAY),)
    mondays = (datetime.date(2026, 4, day) for day in (20, 13, 6))
    peaks = tuple(Peak(monday, 9 if monday.day != 13 else 4, stories) for monday in mondays)
    text = timeline_text(replace(timeline(20), peaks=peaks), ENGLISH, Size(38, height)).plain
    lines = [line for line in text.splitlines() if line.startswith("week of")]
    assert [line.split(",")[0].removeprefix("week of ") for line in lines] == weeks
    title = stories[0].best.title.replace("\n", " ")
    assert lines[0].startswith("week of Apr 20, 2026: 9 mentions · ")
    assert all(cell_len(line) <= 38 for line in lines)
    assert title[:2] in lines[0]


def test_a_term_that_nothing_mentions_is_told_so():
    assert timeline_text(timeline(), ENGLISH, Size(80, 40)).plain == (
        "Nothing mentions heron. A shorter name finds more.\n"
        "Looked at: the titles and the first 400 characters of items."
    )
