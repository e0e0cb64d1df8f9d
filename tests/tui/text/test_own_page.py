"""The issue's own page: offered by the reader, and in no text."""

from __future__ import annotations

from dataclasses import replace

from digests import source_address
from tests.factories import issue, item
from tui.text.item import BEGINNING_NOTE, issue_content, item_content

PAGE = "https://kiln.example/letters/1"
BARE = item("Heron waits", "It waits.", links=())
LINKED = item("Quillon asks", "It asks.", links=("https://x.com/quillon/1",))
LETTER = replace(issue(BARE, LINKED), link=PAGE)


def opened(text):
    """The address that `o` opens."""
    return text.links[text.primary - 1].url if text.primary else ""


def test_the_source_of_an_issue_is_its_own_page():
    assert opened(issue_content(LETTER, 60)) == PAGE
    assert "1 kiln.example/letters/1" in issue_content(LETTER, 60).content.plain
    assert opened(issue_content(replace(LETTER, link=""), 60)) == ""


def test_only_a_story_without_links_leads_to_the_page_of_its_issue():
    assert opened(item_content(LETTER, BARE, 60)) == PAGE
    assert source_address(LETTER, BARE) == PAGE
    assert [link.url for link in item_content(LETTER, LINKED, 60).links] == [LINKED.links[0].url]
    assert source_address(LETTER, LINKED) == LINKED.links[0].url


def test_a_text_of_which_only_the_beginning_is_here_says_so_with_the_address():
    stub = replace(LETTER, is_stub=True)
    for text in (issue_content(stub, 60), item_content(stub, LINKED, 60)):
        assert BEGINNING_NOTE in text.content.plain
        assert PAGE in [link.url for link in text.links]
    assert opened(item_content(stub, LINKED, 60)) == LINKED.links[0].url
    assert BEGINNING_NOTE not in item_content(LETTER, LINKED, 60).content.plain
