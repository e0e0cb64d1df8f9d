"""Rows of catching up under which other stories of a subject fold."""

from __future__ import annotations

from tests.tui.running_reader import running
from tests.tui.telling_user import CHINESE, ENGLISH, catch_up, find_item, head, mark_read
from tui.stories.catch_up import CatchUpScreen

HERON = "Tessel releases Heron 4.2 with open weights"
PRICE = "Heron 4.2 pricing angers bakers and choirs"
RANKS = "Heron 4.2 tops leaderboard: riddles, birdsong"
BELOW = (PRICE, RANKS)


def titles(reader):
    return [row.strip(" ▌") for row in reader.rows("#stories")[::2]]


def unread(reader):
    """Whether each row of Heron is unread."""
    return [title.startswith("o") for title in titles(reader) if "Heron" in title]


async def test_stories_of_one_subject_are_one_row_that_says_so(one_subject):
    async with running(one_subject, (99, 30), settings=ENGLISH) as reader:
        await catch_up(reader)
        assert head(reader).startswith("9 items, 6 stories in 4 rows · ~1 min · ")
        first, why, *_ = reader.rows("#stories")
        assert first == f"▌o + {HERON}"
        assert why.startswith("▌    Heron 4.2 · 6 items: ")
        assert all(word in why for word in ("release", "prices", "benchmarks", "3 of 3 digests"))


async def test_the_same_row_in_chinese(one_subject):
    async with running(one_subject, (99, 30), settings=CHINESE) as reader:
        await catch_up(reader)
        assert head(reader).startswith("9 条，合并为 6 件事，共 4 行 · 约 1 分钟 · ")
        why = reader.rows("#stories")[1].replace("-", " ")
        assert why.startswith("▌    Heron 4.2 · 6 条：")
        assert all(word in why for word in ("发布", "价格", "评测", "3 家中 3 家"))


async def test_a_story_beneath_a_row_is_read_from_there_and_led_back_to(one_subject):
    async with running(one_subject, settings=ENGLISH) as reader:
        await catch_up(reader)
        await reader.press("l", "j")
        row = next(row for row in reader.rows("#stories") if row.startswith("▌"))
        title = row.strip("▌ o")
        assert title in BELOW
        await reader.press("enter")
        await reader.until_place(title[:20])
        await reader.press("ctrl+o")
        await reader.until(lambda: isinstance(reader.app.screen, CatchUpScreen))
        await reader.until(lambda: row in reader.rows("#stories"))
        assert titles(reader)[0] == f"o - {HERON}"


async def test_the_left_and_right_keys_fold_and_unfold_too(one_subject):
    async with running(one_subject, settings=ENGLISH) as reader:
        await catch_up(reader)
        before = reader.rows("#stories")
        await reader.press("right")
        await reader.until(lambda: titles(reader)[0].startswith("o - "))
        assert {title.removeprefix("o ").strip() for title in titles(reader)[1:3]} == set(BELOW)
        await reader.press("j", "j", "left")
        await reader.until(lambda: reader.rows("#stories") == before)


async def test_marking_a_folded_row_marks_all_its_stories_and_is_undone_at_once(one_subject):
    async with running(one_subject, settings=ENGLISH) as reader:
        await catch_up(reader)
        await reader.press("m")
        await reader.until(lambda: any("6 items marked read" in note for note in reader.notices))
        await reader.press("l")
        await reader.until(lambda: unread(reader) == [False] * 3)
        await reader.press("ctrl+z")
        await reader.until(lambda: unread(reader) == [True] * 3)


async def test_marking_an_unfolded_row_marks_its_own_story_only(one_subject):
    async with running(one_subject, settings=ENGLISH) as reader:
        await catch_up(reader)
        await reader.press("l", "m")
        await reader.until(lambda: unread(reader) == [False, True, True])
        await reader.press("j", "m")
        await reader.until(lambda: unread(reader) == [False, False, True])


async def test_a_row_of_which_something_was_read_looks_partly_read(one_subject):
    async with running(one_subject, settings=ENGLISH) as reader:
        await catch_up(reader)
        await reader.press("l", "j", "m", "h")
        await reader.until(lambda: reader.rows("#stories")[0] == f"▌= + {HERON}")


async def test_a_row_of_which_something_was_read_before_looks_partly_read(one_subject):
    mark_read(one_subject, "Heron 4.2 is here")
    async with running(one_subject, settings=ENGLISH) as reader:
        await reader.press("C")
        await reader.until(lambda: reader.app.screen.query("#stories") and head(reader))
        await reader.until(lambda: any("= + Heron 4.2" in row for row in reader.rows("#stories")))


async def test_a_star_is_given_to_the_story_under_the_cursor(one_subject):
    async with running(one_subject, settings=ENGLISH) as reader:
        await catch_up(reader)
        await reader.press("l", "j", "s")
        await reader.until(lambda: one_subject.search("is:starred").total == 1)
        (starred,) = one_subject.marks.marked("starred")
        assert starred in {find_item(one_subject, title).id for title in BELOW}
        await reader.press("h")
        await reader.until(lambda: reader.rows("#stories")[0].startswith("▌o*+"))
