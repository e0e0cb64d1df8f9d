"""Links to headings and to other digests of the library are followed in the reader."""

from __future__ import annotations

import pytest

from digests import Library
from tests.factories import write
from tests.tui.running_reader import running
from tui.system.browser import Opening

NEW = """# Letter 2026-08-03

[Models](#models) · [目录](#近况)

## Models

- [Heron](https://heron.example.com/1) learns to count, as told [before](2026-08-02.md#models).

### The story so far

It began [two letters ago](2026-08-01), and [[Oak|a note]] says more, or [not](gone.md).

### Only [[Nobody]] knows

Not even [Heron](#models).

## 近况

- [Elm](https://elm.example.com/1) waits.
"""
OLD = """# Letter 2026-08-02

## Weather

- [Rain](https://rain.example.com/1) fell.

## Models

- [Ash](https://ash.example.com/1) was first.
"""
OLDEST = "# Letter 2026-08-01\n\n## Beginnings\n\n- [Yew](https://yew.example.com/1) was there.\n"
NOTE = "# Oak\n\nIt has leaves.\n\n## Leaves\n\n- [Leaf](https://oak.example.com/1) is green.\n"


@pytest.fixture
def letters(tmp_path):
    folder = tmp_path / "letter"
    write(folder / "publication.toml", 'name = "Letter"\nhome = "https://letter.example/"\n')
    for name, text in {"2026-08-03": NEW, "2026-08-02": OLD, "2026-08-01": OLDEST}.items():
        write(folder / f"{name}.md", text)
    write(folder / "notes" / "Oak.md", NOTE)
    with Library.open([folder], tmp_path / "cache") as library:
        library.refresh()
        yield library


@pytest.fixture
def opened_links(monkeypatch):
    opened = []

    def note(url, *_, **__):
        opened.append(url)
        return Opening("a browser", "a host")

    monkeypatch.setattr("tui.system.browser.open_link", note)
    return opened


async def until_issue(reader, date):
    """Wait until the reader is in the letter of a day."""
    await reader.until(lambda: date in reader.app.title)


async def at_the_story(reader):
    await reader.press("J", "J")
    await reader.until_text("It began")


async def test_an_anchor_leads_to_its_section(letters, opened_links):
    async with running(letters) as reader:
        await reader.until_text("目录")
        await reader.press("2", "enter")
        await reader.until_text("近况")
        await reader.until_place("近况")
        assert reader.focused == "item"
        await reader.press("J")
        await reader.until_text("waits.")
        assert opened_links == []


async def test_a_link_to_another_digest_opens_it_at_the_heading_and_back_returns(
    letters, opened_links
):
    async with running(letters) as reader:
        await reader.press("J")
        await reader.until_text("learns to count")
        await reader.press("2", "enter")
        await until_issue(reader, "2026-08-02")
        await reader.until_place("Models")
        await reader.until_text("Ash")
        await reader.press("ctrl+o")
        await reader.until_text("learns to count")
        assert opened_links == []


@pytest.mark.parametrize("keys", ["o", "1 enter", "f a"])
async def test_every_key_for_links_follows_them(letters, opened_links, keys):
    async with running(letters) as reader:
        await at_the_story(reader)
        await reader.press(*keys.split())
        if keys == "o":  # the page of the web that is not in the library
            await reader.until(lambda: opened_links == ["https://letter.example/gone.md"])
        else:
            await until_issue(reader, "2026-08-01")
            assert opened_links == []


async def test_a_wiki_link_opens_the_note_and_an_unknown_one_is_text(letters, opened_links):
    async with running(letters) as reader:
        await at_the_story(reader)
        await reader.press("3", "enter")
        await reader.until_text("It has leaves")
        await reader.press("ctrl+o")
        await reader.until_text("It began")
        await reader.press("J")
        await reader.until_text("Not even Heron[1]")
        await reader.press("o")
        await reader.until_place("Models")
        assert opened_links == []


async def test_the_list_of_links_says_which_lead_inside(letters, opened_links):
    async with running(letters) as reader:
        await at_the_story(reader)
        await reader.press("u")
        rows = reader.rows("LinkList")
        assert [row.split()[:2] for row in rows if "library" in row] == [
            ["1", "here"],
            ["3", "here"],
        ]
        await reader.press("j", "enter")
        await until_issue(reader, "2026-08-01")
        assert opened_links == []


async def test_all_links_are_those_to_pages_of_the_web(letters, opened_links):
    async with running(letters) as reader:
        await at_the_story(reader)
        await reader.press("O")
        await reader.until(lambda: opened_links)
        assert opened_links == ["https://letter.example/gone.md"]


async def test_a_link_in_a_preview_leaves_the_search(letters, opened_links):
    async with running(letters) as reader:
        await reader.press("slash")
        await reader.write("began")
        await reader.until_text("It began")
        await reader.press("enter", "1", "enter")
        await until_issue(reader, "2026-08-01")
        assert opened_links == []
