"""What cannot be read costs itself, and entries are told apart however poor their ids are."""

from __future__ import annotations

import datetime
import json

import pytest

from digests.sources.feeds.reading import read_feed, read_feed_in_child
from digests.sources.feeds.sync import write_issues

FEED = "https://kiln.example/feed"
TODAY = datetime.date(2026, 8, 20)


def json_feed(*items):
    values = {"version": "https://jsonfeed.org/version/1.1", "title": "Kiln", "items": items}
    return read_feed_in_child(json.dumps(values).encode(), "application/feed+json", FEED)


def rss_feed(*items):
    inside = "".join(f"<item>{item}</item>" for item in items)
    text = f'<rss version="2.0"><channel><title>Kiln</title>{inside}</channel></rss>'
    return read_feed(text.encode(), "", FEED)


def write(folder, feed):
    return write_issues(feed.entries, folder, feed_address=FEED, today=TODAY)


def files(folder):
    return {path.name for path in folder.iterdir()}


def test_entries_and_values_that_cannot_be_read_are_named_and_the_others_arrive():
    feed = json_feed(
        {"id": "1", "title": "Heron", "date_published": "0000-00-00T00:00:00Z"},
        7,
        {"id": "2", "title": ["Maple"], "content_text": "\ud800 words", "url": "\ud800"},
        {"id": "3", "title": "Oak", "content_text": "x" * 1_000_000},
        {"id": "4", "title": "Quillon"},
    )
    assert [entry.title for entry in feed.entries] == ["Heron", "", "Quillon"]
    assert feed.notes() == (
        (
            "2 entries could not be read: number 2 (it is no object);"
            " number 4 (it has a line of more than 900,000 characters)"
        ),
        "2 values could not be read: the date 0000-00-00T00:00:00Z of Heron; the title of entry 3",
    )


def test_numbers_without_end_cost_nothing(folder):
    text = '{"version": "https://jsonfeed.org/version/1", "items": [{"id": %s, "title": "a"}]}'
    feed = read_feed((text % ("9" * 5000)).encode(), "", FEED)
    assert write(folder, feed).new == 1


def test_what_the_parser_refuses_costs_one_entry(monkeypatch):
    import feedparser

    parse = feedparser.parse

    def refuses(stream, **options):
        if b"Heron" in stream.getvalue():
            raise ValueError
        return parse(stream, **options)

    monkeypatch.setattr(feedparser, "parse", refuses)
    feed = rss_feed("<title>Oak</title>", "<title>Heron</title>", "<title>Maple</title>")
    assert [entry.title for entry in feed.entries] == ["Oak", "Maple"]
    assert len(feed.unreadable_entries) == 1


def story(title, link="", guid="", text="words"):
    parts = {"title": title, "link": link, "guid": guid, "description": text}
    return "".join(f"<{name}>{value}</{name}>" for name, value in parts.items() if value)


ONE, TWO = "https://kiln.example/1", "https://kiln.example/2"


@pytest.mark.parametrize(
    "stories",
    [
        (story("Oak", ONE, "same"), story("Maple", TWO, "same")),
        (story("Oak", ONE), story("Maple", ONE)),
        (story("Oak", ONE), story("Oak", TWO)),
        (story("Oak", text="one"), story("Oak", text="two")),
        (story("Oak"), story("Maple")),
    ],
)
def test_different_entries_are_different_files_in_any_order_and_number(folder, stories):
    assert write(folder, rss_feed(*stories)).new == 2
    before = files(folder)
    for again in (stories, stories[::-1], stories[:1], stories[1:]):
        counts = write(folder, rss_feed(*again))
        assert (counts.new, counts.changed) == (0, 0)
    assert files(folder) == before


def test_an_id_that_is_given_again_overwrites_nothing(folder):
    write(folder, rss_feed(story("Oak", ONE, "same")))
    before = files(folder)
    assert write(folder, rss_feed(story("Maple", TWO, "same"))).new == 1
    assert write(folder, rss_feed(story("Maple", TWO, "same"), story("Oak", ONE, "same"))).new == 0
    assert before < files(folder)


def test_an_entry_that_moved_or_was_renamed_stays_one_file(folder):
    write(folder, rss_feed(story("Oak", ONE, "1")))
    assert write(folder, rss_feed(story("Oak", TWO, "1"))).changed == 1
    assert write(folder, rss_feed(story("Oak trees", TWO, "1"))).changed == 1
    assert len(files(folder)) == 1


def test_the_content_goes_before_the_description_however_long_that_is():
    (entry,) = rss_feed(
        "<title>a</title><description>long words</description>"
        '<x:encoded xmlns:x="http://purl.org/rss/1.0/modules/content/">all</x:encoded>'
    ).entries
    assert entry.markdown == "all"


@pytest.mark.parametrize(
    ("address", "kind", "line"),
    [
        ("https://kiln.example/a.mp3", "audio/mpeg", "[Audio: a.mp3](https://kiln.example/a.mp3)"),
        ("https://kiln.example/v", "video/mp4", "[Video: v](https://kiln.example/v)"),
        ("https://kiln.example/p.pdf", "", "[File: p.pdf](https://kiln.example/p.pdf)"),
        ("https://kiln.example/i.png", "", "![](https://kiln.example/i.png)"),
        ("file:///etc/passwd", "audio/mpeg", ""),
    ],
)
def test_an_enclosure_is_a_link_of_its_kind_and_never_the_page(address, kind, line):
    (entry,) = rss_feed(f'<title>a</title><enclosure url="{address}" type="{kind}"/>').entries
    assert (entry.markdown, entry.link) == (line, "")


@pytest.mark.parametrize(("guid", "link"), [("abc", ""), (ONE, ONE)])
def test_an_id_is_the_page_only_if_it_is_its_whole_address(guid, link):
    (entry,) = rss_feed(f"<title>a</title><guid>{guid}</guid>").entries
    assert entry.link == link
