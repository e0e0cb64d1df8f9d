"""Opening and copying links by their commands."""

from __future__ import annotations

from dataclasses import replace

from digests import Image
from tests.factories import issue, item
from tests.tui.text_screen import showing
from tui.jobs.messages import CopyText

POST, PAPER = "https://x.com/lantern/status/1", "https://arxiv.org/abs/2608.00001"
TWO = item(links=(POST, PAPER))


async def pressed(*keys, story=TWO, **place):
    """What was opened, copied and said after these keys."""
    async with showing(story, **place) as (app, _, pilot):
        await pilot.press(*keys)
        await pilot.pause()
        return app.opened, app.copied, app.notices


async def test_the_source_is_opened_and_copied_without_a_number():
    assert await pressed("o") == ([PAPER], [], [])
    assert await pressed("enter") == ([PAPER], [], [])
    assert await pressed("y") == ([], [CopyText(PAPER, "address")], [])


async def test_a_number_names_the_link():
    assert await pressed("1", "o") == ([POST], [], [])
    assert await pressed("1", "y") == ([], [CopyText(POST, "address")], [])
    assert await pressed("1", "enter") == ([POST], [], [])
    assert await pressed("9", "o") == ([], [], ["there is no link 9 here, only 2 links"])


async def test_all_links_but_images_are_opened():
    story = replace(TWO, images=(Image("https://example.org/a.png"),))
    assert await pressed("O", story=story) == ([POST, PAPER], [], [])


async def test_many_links_are_opened_only_when_the_user_says_so_again():
    story = item(links=[f"https://example.org/{n}" for n in range(6)])
    assert (await pressed("O", story=story))[0] == []
    assert (await pressed("O", "n", story=story))[0] == []
    assert (await pressed("O", "escape", story=story))[0] == []
    assert len((await pressed("O", "y", story=story))[0]) == 6
    assert len((await pressed("O", "enter", story=story))[0]) == 6


async def test_selected_items_give_their_sources():
    other = item("Heron", links=("https://github.com/lantern/heron", POST))
    selected = (TWO, other, item("No link", links=()))
    place = {"around": issue(*selected), "selected": selected}
    sources = [PAPER, "https://github.com/lantern/heron"]
    assert await pressed("O", **place) == (sources, [], [])
    assert await pressed("y", **place) == ([], [CopyText("\n".join(sources), "2 addresses")], [])


async def test_one_selected_item_counts_although_another_is_shown():
    other = item("Heron", links=("https://github.com/lantern/heron",))
    place = {"around": issue(TWO, other), "selected": (other,)}
    assert (await pressed("O", **place))[0] == ["https://github.com/lantern/heron"]
    assert (await pressed("1", "y", **place))[1] == [CopyText(POST, "address")]


async def test_without_links_nothing_is_offered():
    story = item(links=())
    assert await pressed("o", "O", "y", "u", "f", "i", "enter", story=story) == ([], [], [])
