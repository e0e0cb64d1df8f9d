"""While catching up, in three digests that tell the same stories."""

from __future__ import annotations

from tests.tui.command_example import example
from tests.tui.telling_user import ENGLISH, catch_up, head


def rows(reader):
    return [row.strip(" ▌") for row in reader.rows("#stories")]


@example("catch-up.unfold", settings=ENGLISH, library="one_subject")
async def the_other_stories_of_a_row_are_shown_beneath_it(reader):
    await catch_up(reader)
    assert not any("pricing" in row for row in rows(reader))
    await reader.press("l")
    await reader.until(lambda: "Heron 4.2 pricing angers bakers" in rows(reader)[2])


@example("catch-up.fold", settings=ENGLISH, library="one_subject")
async def a_row_is_folded_again_from_beneath(reader):
    await catch_up(reader)
    await reader.press("l", "j", "h")
    await reader.until(lambda: not any("pricing" in row for row in rows(reader)))
    assert reader.rows("#stories")[0].startswith("▌o + Tessel")


@example("catch-up.look-further", settings=ENGLISH, library="three_digests")
async def the_days_begin_earlier(reader):
    await catch_up(reader)
    await reader.press("<", ">")
    await reader.until(lambda: "since Jul 27" in head(reader))
    await reader.press(">")
    await reader.until(lambda: "since Jul 25" in head(reader))


@example("catch-up.look-less-far", settings=ENGLISH, library="three_digests")
async def the_days_begin_later(reader):
    await catch_up(reader)
    assert "7 items, 4 stories" in head(reader)
    await reader.press("<", "<")
    await reader.until(lambda: "since Aug 2" in head(reader))
    assert "5 items, 3 stories" in head(reader)


@example("catch-up.more-time", settings=ENGLISH, library="three_digests")
async def with_five_minutes_it_is_said_what_fits(reader):
    await catch_up(reader)
    await reader.press("+")
    await reader.until(lambda: "the first 4 take 1 min" in head(reader))


@example("catch-up.less-time", settings=ENGLISH, library="three_digests")
async def less_than_five_minutes_is_no_limit(reader):
    await catch_up(reader)
    await reader.press("+", "-")
    await reader.until(lambda: "the first" not in head(reader))


@example("catch-up.read-rest", settings=ENGLISH, library="three_digests")
async def all_is_marked_as_read_in_one_step(reader):
    await catch_up(reader)
    await reader.press("R")
    await reader.until(lambda: any("7 items marked read" in words for words in reader.notices))
    await reader.until(lambda: not any("o " in row[:3] for row in reader.rows("#stories")))
    await reader.press("ctrl+z")
    await reader.until(lambda: reader.rows("#stories")[0].startswith("▌o "))


@example("catch-up.close", settings=ENGLISH, library="three_digests")
async def escape_goes_back_to_where_it_began(reader):
    await catch_up(reader)
    await reader.press("escape")
    await reader.until(lambda: not reader.app.screen.query("#stories"))
