from __future__ import annotations

from digests import Library
from tests.factories import digest, write
from tests.tui.running_reader import running
from tui.jobs.messages import GoToItem
from tui.settings import Settings

MANUAL = Settings(mark_read="manual")


async def search(reader, words, hits=1):
    await reader.press("/")
    await reader.until(lambda: reader.app.screen.query("#search-line"))
    await reader.write(words)
    await reader.until(lambda: len(reader.app.screen.query_one("#hits").hits) == hits)
    await reader.press("enter")
    await reader.until(lambda: reader.app.screen.query("#tree"))


async def test_n_goes_from_hit_to_hit_of_the_search_that_led_here(two_days):
    async with running(two_days, settings=MANUAL) as reader:
        await search(reader, "Heron OR Tarn", hits=2)
        first = reader.place
        await reader.press("n")
        await reader.until(lambda: reader.place not in ("", first))
        second = reader.place
        await reader.press("n")
        await reader.until(lambda: "no more hits below" in reader.notices)
        assert reader.place == second
        await reader.press("N")
        await reader.until(lambda: reader.place == first)


async def test_history_goes_back_from_a_hit_to_where_the_search_began(two_days):
    async with running(two_days, settings=MANUAL) as reader:
        await reader.press("J", "J")
        await reader.until_place("Heron")
        await search(reader, "Tarn")
        await reader.until_place("Tarn")
        await reader.press("alt+left")
        await reader.until_place("Heron")
        await reader.press("alt+right")
        await reader.until_place("Tarn")


async def test_a_text_is_scrolled_as_it_was_when_one_comes_back(folder, cache):
    long = "\n\n".join(f"Paragraph {number} of the story." for number in range(80))
    write(folder / "2026-08-02.md", f"# Lantern Daily\n\n## Models\n\n### Heron\n\n{long}\n")
    write(folder / "2026-08-01.md", digest("Quillon"))
    with Library.open([folder], cache) as library:
        library.refresh()
        async with running(library, size=(120, 24), settings=MANUAL) as reader:
            await reader.press("J", "g", "3", "space")
            text = reader.app.screen.query_one("#item")
            scrolled = text.scroll_offset.y
            assert scrolled
            await reader.press("]")
            await reader.until_text("Quillon")
            await reader.press("ctrl+o")
            await reader.until_text("Paragraph 40")
            assert text.scroll_offset.y == scrolled


async def test_going_back_is_offered_only_when_there_was_something(two_days):
    async with running(two_days, settings=MANUAL) as reader:
        await reader.press("ctrl+o", "alt+right")
        await reader.until_text("灯笼日报")
        available_ids = {available.command.id for available in reader.app.keys.available_commands()}
        assert not available_ids & {"going.back", "going.forward"}
        await reader.press("J", "]")
        await reader.until_text("Lantern Daily 2026-08-02")
        assert "going.back" in {
            available.command.id for available in reader.app.keys.available_commands()
        }


async def test_nothing_unread_is_said(two_days):
    async with running(two_days, settings=MANUAL) as reader:
        await reader.press("N")
        await reader.until(lambda: "nothing unread above" in reader.notices)


async def test_a_number_goes_across_the_end_of_an_issue(two_days):
    async with running(two_days, settings=MANUAL) as reader:
        await reader.press("5", "J")
        await reader.until_place("Tarn")
        await reader.press("4", "K")
        await reader.until_place("青鸟-3")


async def test_an_item_that_is_not_in_the_list_brings_all_issues_back(two_days):
    async with running(two_days, settings=MANUAL) as reader:
        oldest = two_days.issue(two_days.issues()[-1].id)
        await reader.press("J", "s")
        await reader.until(lambda: "*" in reader.place)
        await reader.press("*")
        await reader.until(lambda: len(reader.rows("#issues")) == 2)
        reader.app.post_message(GoToItem(oldest.id, oldest.items[1].id))
        await reader.until_place("Tarn")
        assert len(reader.rows("#issues")) == 4


async def test_at_the_end_of_a_text_space_stays(two_days):
    async with running(two_days, settings=MANUAL) as reader:
        await reader.press("J", "g", "3", "space", "space", "space")
        assert "澄江实验室" in reader.text
        assert reader.notices == []


async def test_space_goes_on_when_the_user_wants_that_and_says_so_before(two_days):
    settings = Settings(mark_read="manual", space_advances=True)
    async with running(two_days, settings=settings) as reader:
        await reader.press("J", "g", "3", "space")
        assert "澄江实验室" in reader.text
        assert any("next item" in notice for notice in reader.notices)
        await reader.press("space")
        await reader.until_text("It writes down")
