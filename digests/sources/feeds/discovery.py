"""Finding the feeds of a web page: those that it names, and where they usually are.

A page names feeds by `<link rel="alternate" type="application/rss+xml">`.

Tags are parsed one by one, because a hostile page can keep a parser of whole pages busy for
minutes.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

from digests.html.web_address import web_address
from digests.safe_text import safe_line

_TYPES = {"application/rss+xml", "application/atom+xml", "application/feed+json"}
_TAG = re.compile(r"<(?:link|base)\b[^<>]{0,2000}>", re.IGNORECASE)
_MOST_CHARACTERS = 2_000_000
_MOST_FEEDS = 20
_OF_COMMENTS = re.compile(r"/comments/", re.IGNORECASE)


def feeds_of_page(content: bytes, address: str) -> tuple[tuple[str, str], ...]:
    """Return (address, title) of each feed that the page names, in the page's order.

    Feeds of comments are left out unless there is no other.
    """
    base = address
    feeds: dict[str, str] = {}
    for tag in _TAG.finditer(content.decode(errors="replace")[:_MOST_CHARACTERS]):
        name, values = _attributes(tag[0])
        if name == "base" and values.get("href"):
            base = web_address(values["href"], address) or address
        elif _names_feed(values) and (feed := web_address(values["href"], base)):
            feeds.setdefault(feed, safe_line(values.get("title", ""))[:200])
    posts = {feed: title for feed, title in feeds.items() if not _OF_COMMENTS.search(feed)}
    return tuple((posts or feeds).items())[:_MOST_FEEDS]


_USUAL = ("feed", "rss.xml", "atom.xml", "index.xml", "rss/", "feed.xml")


def usual_feeds(page: str) -> tuple[str, ...]:
    """Return where the feed of a page may be that names none: beside it, then at the root.

    The last part of an address is a file when it has a point, and a folder otherwise.
    """
    address = page.partition("?")[0].partition("#")[0]
    last = urlsplit(address).path.rpartition("/")[2]
    folder = address if not last or "." in last else f"{address}/"
    found = [web_address(name, folder) for name in _USUAL]
    found += [web_address(f"/{name}", folder) for name in _USUAL]
    return tuple(dict.fromkeys(filter(None, found)))


_FEED_MARKS = (b"<rss", b"<feed", b"<rdf:rdf", b"jsonfeed.org/version")
_HEAD = 4096


def may_be_feed(content: bytes) -> bool:
    """Return whether an answer begins as a feed does; many servers answer anything with a page."""
    return any(mark in content[:_HEAD].lower() for mark in _FEED_MARKS)


def _names_feed(values: dict[str, str]) -> bool:
    is_alternate = "alternate" in values.get("rel", "").lower().split()
    return is_alternate and values.get("type", "").lower() in _TYPES and bool(values.get("href"))


def _attributes(tag: str) -> tuple[str, dict[str, str]]:
    reader = _TagReader()
    reader.feed(tag)
    return reader.name, reader.values


class _TagReader(HTMLParser):
    """Reads one tag."""

    def __init__(self) -> None:
        super().__init__()
        self.name = ""
        self.values: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.name = tag
        self.values = {key: value or "" for key, value in attrs}
