"""What Tab does in the query line, and what is offered there."""

from __future__ import annotations

from rich.cells import cell_len

from digests import Candidate
from tests.tui.running_reader import running
from tests.tui.searching_user import candidates, query, remark, search, titles
from tui.search.query_line import candidate_line


async def test_candidates_are_shown_while_a_value_is_written(two_days):
    async with running(two_days) as reader:
        await reader.press("/")
        await reader.write("site:example")
        await reader.until(lambda: "example.org 6" in candidates(reader))
        assert "example.net 1" in candidates(reader)


async def test_tab_pressed_before_the_candidates_are_known_waits_for_them(two_days):
    async with running(two_days) as reader:
        await reader.press("/")
        await reader.write("lang:z")
        await reader.pilot.press("tab")
        await reader.until(lambda: query(reader) == "lang:zh")


async def test_writing_on_takes_the_candidates_away(two_days):
    async with running(two_days) as reader:
        await reader.press("/")
        await reader.write("lang:")
        await reader.until(lambda: candidates(reader))
        await reader.write("zh 青鸟")
        await reader.until(lambda: not candidates(reader) and remark(reader) == "1 hit")


async def test_tab_takes_what_may_have_been_meant(two_days):
    async with running(two_days) as reader:
        await reader.press("/")
        await reader.write("quillonn")
        await reader.until(lambda: "did you mean" in remark(reader))
        await reader.press("tab")
        assert query(reader) == "quillon"
        await reader.until(lambda: titles(reader))


async def test_tab_goes_to_the_hits_when_there_is_nothing_to_complete(two_days):
    async with running(two_days) as reader:
        await search(reader, "tarn")
        await reader.press("tab")
        await reader.until(lambda: reader.focused == "hits")
        assert query(reader) == "tarn"


async def test_the_word_that_finds_nothing_is_named(two_days):
    async with running(two_days) as reader:
        await reader.press("/")
        await reader.write("石桥 zzyzx")
        await reader.until(lambda: remark(reader).endswith("with most; nothing has: zzyzx"))


async def test_before_anything_is_asked_an_example_can_be_taken(two_days):
    async with running(two_days) as reader:
        await reader.press("/", "down", "enter")
        assert query(reader) == "company:openai -rumor has:link"


def test_the_chosen_candidate_is_always_seen():
    many = [Candidate(f"value-{n}", n, "") for n in range(20)]
    for chosen in range(20):
        line = candidate_line(many, chosen, 40).plain
        assert f"value-{chosen} " in f"{line} "
        assert cell_len(line) <= 40


def test_hostile_candidates_are_text():
    line = candidate_line([Candidate("[red]\x1b[2J", 3, "")], None, 40)
    assert line.plain == "[red]^[[2J 3"
