"""Links of the text that is read, by key, from every pane."""

from __future__ import annotations

import pytest
from textual.widgets._toast import Toast

from digests import Library
from tests.factories import write
from tests.tui.running_reader import running
from tui.system.browser import Opening

LETTER = """# Letter 2026-08-03

Good morning, without any link.

## News

### Ways to the site

Read [here](/posts/7), or [there](https://example.org/there).
"""


@pytest.fixture
def opened_links(monkeypatch):
    """What the browser was asked to open, in order."""
    opened = []

    def note(url, *_, **__):
        opened.append(url)
        return Opening("a browser", "a host")

    monkeypatch.setattr("tui.system.browser.open_link", note)
    return opened


@pytest.fixture
def letter(tmp_path):
    """Opens the letter; with a home page its relative link leads somewhere."""

    def open_library(home=""):
        folder = tmp_path / "letter"
        write(folder / "2026-08-03.md", LETTER)
        if home:
            write(folder / "publication.toml", f'name = "Letter"\nhome = "{home}"\n')
        library = Library.open([folder], tmp_path / "cache")
        library.refresh()
        return library

    return open_library


def notices(reader):
    return [notice.message for notice in reader.app._notifications]


@pytest.mark.parametrize("keys", ["o", "1 enter", "f a", "u enter", "O"])
async def test_where_a_link_leads_is_seen_before_any_browser_is_started(
    two_days, monkeypatch, keys
):
    seen = []

    async with running(two_days) as reader:

        def note(url, *_, **__):
            toasts = reader.app.screen.query(Toast)
            seen.append([str(toast.render()) for toast in toasts if toast.region])
            return Opening("a browser", url)

        monkeypatch.setattr("tui.system.browser.open_link", note)
        await reader.press("J", *keys.split())
        await reader.until(lambda: seen)
        assert seen == [["example.org · opening"]]


async def test_a_relative_link_opens_on_the_site_of_the_publication(letter, opened_links):
    with letter("https://letter.example/") as library:
        async with running(library) as reader:
            await reader.press("J", "1", "enter", "2", "enter")
            await reader.until(lambda: len(opened_links) == 2)
            assert opened_links == ["https://letter.example/posts/7", "https://example.org/there"]


async def test_a_relative_link_to_nowhere_is_refused_with_a_sentence(letter):
    with letter() as library:
        async with running(library) as reader:
            await reader.press("J", "1", "enter")
            await reader.until(lambda: notices(reader))
            assert "the digest does not say to which site" in notices(reader)[0]


async def test_a_number_that_no_link_has_is_answered_with_how_many_there_are(letter, opened_links):
    with letter() as library:
        async with running(library) as reader:
            await reader.press("J", "7", "enter")
            assert notices(reader) == ["there is no link 7 here, only 2 links"]
            assert opened_links == []


async def test_without_links_none_is_offered(letter, opened_links):
    with letter() as library:
        async with running(library) as reader:
            await reader.until_text("Good morning")
            assert "open link" not in reader.status
            await reader.press("o", "1", "enter", "y")
            assert (notices(reader), opened_links) == ([], [])
            await reader.press("J")
            assert "open link" in reader.status


async def test_reading_on_shows_the_text_that_was_hidden(two_days, opened_links):
    async with running(two_days, size=(80, 24)) as reader:
        assert reader.shown_panes == ["issues", "tree"]
        await reader.press("J", "1", "enter")
        assert reader.shown_panes == ["tree", "item"]
        await reader.until(lambda: opened_links)
        assert opened_links == ["https://example.org/qingniao"]
