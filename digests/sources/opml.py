"""OPML, the list of feeds that feed readers exchange (http://opml.org/spec2.opml).

A list is untrusted: document types and entities are rejected, and only web addresses are accepted,
because the lists of some readers contain commands to run.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from digests.safe_text import safe_line
from digests.sources.errors import OutlineError, without_logins
from digests.sources.outline import Outline, OutlinedFeed, OutlineEntries, outline_content
from digests.sources.source import SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from digests.sources.source import Source


class _DoctypeError(Exception):
    """The list has a document type."""


def read_outline(path: Path) -> Outline:
    """Return the feeds in an OPML file, however deep they are nested, each once.

    What other readers overlook is repaired: a stray `&`, entities of HTML, a blank before the
    beginning. Raises OutlineError.
    """
    content = outline_content(path)
    try:
        reader = _read(content)
    except expat.ExpatError as error:
        raise OutlineError(str(path), f"is no OPML, line {error.lineno}") from error
    except _DoctypeError:
        raise OutlineError(str(path), "declares a document type, which OPML has not") from None
    if not reader.is_outline:
        raise OutlineError(str(path), "is no OPML: a file with <opml> is wanted here")
    return reader.entries.outline()


def _read(content: bytes) -> _OutlineReader:
    try:
        return _OutlineReader().read(content)
    except (expat.ExpatError, ValueError):  # the latter for encodings of Chinese
        return _OutlineReader().read(_repaired(content).encode("utf-8", "replace"))


_DECLARATION = re.compile(r"<\?xml[^>]{0,200}\?>")
_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding=["']([\w.:-]{1,40})["']""")
_NO_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)")
_ENTITY = re.compile(r"&[A-Za-z][A-Za-z0-9]{1,30};")
_XML_ENTITIES = {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"}
_VALUE = re.compile(r'="([^"]*)"')
_CONTROLS = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _repaired(content: bytes) -> str:
    """Return what a list that is not well-formed most likely means, with the same lines."""
    text = _DECLARATION.sub("", _decoded(content), count=1)
    before, begun, rest = text.partition("<")
    text = _CONTROLS.sub("", "\n" * before.count("\n") + begun + rest)
    text = _ENTITY.sub(lambda entity: _plain(entity[0]), text)
    text = _NO_REFERENCE.sub("&amp;", text)
    return _VALUE.sub(lambda value: value[0].replace("<", "&lt;"), text)


def _plain(entity: str) -> str:
    """Return the character that an entity of HTML stands for."""
    return entity if entity in _XML_ENTITIES else escape(unescape(entity))


def _decoded(content: bytes) -> str:
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    declared = _ENCODING.search(content[:1000])
    for encoding in ("utf-8", declared[1].decode() if declared else "gb18030"):
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode(errors="replace")


_DEEPEST = 8
"""Folders around a feed that become its tags."""


class _OutlineReader:
    """Collects feeds while expat parses. No tree is built, so depth and size cost nothing."""

    def __init__(self) -> None:
        self.entries = OutlineEntries()
        self.is_outline = False
        self._folders: list[str] = []
        self._holds = False
        """Whether the outline that ends next is a feed, or a folder that holds an outline."""

    def read(self, content: bytes) -> _OutlineReader:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start_element
        parser.EndElementHandler = self._end_element
        parser.StartDoctypeDeclHandler = self._reject_doctype
        self._parser = parser
        parser.Parse(content, True)
        return self

    def _start_element(self, name: str, attributes: dict[str, str]) -> None:
        self.is_outline = self.is_outline or name.lower() == "opml"
        if not self.is_outline or name.lower() != "outline":
            return
        values = {key.lower(): value for key, value in attributes.items()}
        title = values.get("title") or values.get("text", "")
        link = values.get("xmlurl", "").strip()
        if link:
            categories = values.get("category", "").split(",")
            tags = (*self._folders[-_DEEPEST:], *(tag.strip("/ ") for tag in categories))
            line = self._parser.CurrentLineNumber
            self.entries.add(line, link, title, values.get("htmlurl", ""), tags)
        self._folders.append(title)
        self._holds = bool(link)

    def _end_element(self, name: str) -> None:
        if not self.is_outline or name.lower() != "outline":
            return
        title = self._folders.pop()
        if not self._holds:
            shown = f": {safe_line(title)[:80]}" if title.strip() else ""
            line = self._parser.CurrentLineNumber
            self.entries.leave_out(line, f"an outline without a feed{shown}")
        self._holds = True

    def _reject_doctype(self, *_declaration: object) -> None:
        raise _DoctypeError


def outline_text(feeds: Iterable[OutlinedFeed]) -> str:
    """Return an OPML file that lists `feeds`.

    The first tag of a feed is its folder, the others are its `category`, so that it stands once.
    """
    lines: list[str] = []
    folders: dict[str, list[OutlinedFeed]] = {}
    for feed in feeds:
        folders.setdefault(feed.tags[0] if feed.tags else "", []).append(feed)
    for folder, inside in folders.items():
        if folder:
            lines.append(f"    <outline text={quoteattr(folder)}>")
        lines += [f"{'  ' if folder else ''}    <outline{_attributes(feed)}/>" for feed in inside]
        if folder:
            lines.append("    </outline>")
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
        "category": ",".join(feed.tags[1:]),
    }
    return "".join(f" {name}={quoteattr(value)}" for name, value in values.items() if value)


def outline_of(sources: Sequence[Source]) -> str:
    """Return the feeds among `sources` as OPML, without logins."""
    return outline_text(
        OutlinedFeed(
            without_logins(source.address), source.title or source.name, source.home, source.tags
        )
        for source in sources
        if source.kind is SourceKind.FEED
    )
