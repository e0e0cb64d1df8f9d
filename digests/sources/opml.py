"""OPML, the list of feeds that feed readers exchange (http://opml.org/spec2.opml), and sources.

A list is untrusted: document types and entities are rejected, and only web addresses are accepted,
because the lists of some readers contain commands to run.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from digests.html.web_address import web_address
from digests.safe_text import safe_line
from digests.sources.addresses import host_of
from digests.sources.errors import OutlineError, without_logins
from digests.sources.source import Source, SourceKind, name_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


MAX_BYTES = 10_000_000
_MOST_FEEDS = 10_000


@dataclass(frozen=True, slots=True)
class OutlinedFeed:
    """A feed in a list."""

    address: str
    """http or https."""

    title: str = ""
    home: str = ""


class _DoctypeError(Exception):
    """The list has a document type."""


def read_outline(path: Path) -> tuple[OutlinedFeed, ...]:
    """Return the feeds in an OPML file, however deep they are nested, each once.

    Raises OutlineError.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise OutlineError(
            str(path), f"cannot be read: {(error.strerror or '').lower()}"
        ) from error
    if len(content) > MAX_BYTES:
        raise OutlineError(str(path), f"is larger than {MAX_BYTES // 1_000_000} MB; not read")
    reader = _OutlineReader()
    try:
        reader.read(content)
    except expat.ExpatError as error:
        raise OutlineError(str(path), f"is no OPML, line {error.lineno}") from error
    except (_DoctypeError, ValueError):
        raise OutlineError(str(path), "declares a document type, which OPML has not") from None
    if not reader.is_outline:
        raise OutlineError(str(path), "is no OPML: a file with <opml> is wanted here")
    return tuple(reader.feeds.values())[:_MOST_FEEDS]


def outline_text(feeds: Iterable[OutlinedFeed]) -> str:
    """Return an OPML file that lists `feeds`."""
    lines = [f"    <outline{_attributes(feed)}/>" for feed in feeds]
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<opml version="2.0">',
            "  <head><title>ainews</title></head>",
            "  <body>",
            *lines,
            "  </body>",
            "</opml>",
            "",
        )
    )


def _attributes(feed: OutlinedFeed) -> str:
    values = {
        "type": "rss",
        "text": feed.title or feed.address,
        "title": feed.title,
        "xmlUrl": feed.address,
        "htmlUrl": feed.home,
    }
    return "".join(f" {name}={quoteattr(value)}" for name, value in values.items() if value)


class _OutlineReader:
    """Collects feeds while expat parses. No tree is built, so depth and size cost nothing."""

    def __init__(self) -> None:
        self.feeds: dict[str, OutlinedFeed] = {}
        self.is_outline = False

    def read(self, content: bytes) -> None:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start_element
        parser.StartDoctypeDeclHandler = self._reject_doctype
        parser.Parse(content, True)

    def _start_element(self, name: str, attributes: dict[str, str]) -> None:
        self.is_outline = self.is_outline or name.lower() == "opml"
        values = {key.lower(): value for key, value in attributes.items()}
        link = values.get("xmlurl", "")
        address = web_address(link, "") if link else ""
        if self.is_outline and name.lower() == "outline" and address:
            title = safe_line(values.get("title") or values.get("text", ""))
            home = values.get("htmlurl", "")
            feed = OutlinedFeed(address, title, web_address(home, address) if home else "")
            self.feeds.setdefault(address, feed)

    def _reject_doctype(self, *_declaration: object) -> None:
        raise _DoctypeError


def new_sources(feeds: Sequence[OutlinedFeed], known: Sequence[Source]) -> tuple[Source, ...]:
    """Return a source with a unique name for each feed whose address is new."""
    addresses = {source.address for source in known}
    names = {source.name for source in known}
    new = []
    for feed in feeds:
        if feed.address not in addresses:
            name = _free_name(name_from(feed.title) or name_from(host_of(feed.address)), names)
            names.add(name)
            new.append(Source(name, SourceKind.FEED, feed.address, feed.title, feed.home))
    return tuple(new)


def outline_of(sources: Sequence[Source]) -> str:
    """Return the feeds among `sources` as OPML, without logins."""
    return outline_text(
        OutlinedFeed(without_logins(source.address), source.title or source.name, source.home)
        for source in sources
        if source.kind is SourceKind.FEED
    )


def _free_name(name: str, taken: set[str]) -> str:
    if name not in taken:
        return name
    number = next(n for n in range(2, len(taken) + 3) if f"{name}-{n}" not in taken)
    return f"{name}-{number}"
