"""Mending XML that is not well-formed, so that a strict parser takes all of it.

Mended are words around the document, characters and references that XML does not have, a stray `&`
or `<`, attributes without quotes, prefixes that are not declared, elements that are never closed,
and HTML that is not escaped. Inside of CDATA nothing is changed.
"""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5
from itertools import islice
from xml.parsers import expat

from digests.safe_text import safe_text

_ROOT = re.compile(r"<(?:rss|feed|rdf:RDF|channel|[\w.-]+:feed|RDF)\b", re.IGNORECASE)
_PAGE = re.compile(r"<html\b|<!doctype\s+html", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^\[>]*(?:\[(.*?)\]\s*)?>", re.IGNORECASE | re.DOTALL)
_ENTITY = re.compile(r"<!ENTITY\s+([\w.-]+)\s+(?:\"([^\"&%<]*)\"|'([^'&%<]*)')\s*>")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LAST_END = re.compile(r"</(?:rss|feed|rdf:RDF)\s*>", re.IGNORECASE)


def well_formed(text: str) -> str:
    """Return a feed as XML without declaration and document type; what is well-formed stays."""
    start = _root(text)
    types = "".join(_DOCTYPE.findall(text[:start]))
    entities = {name: one or other for name, one, other in _ENTITY.findall(types)}
    text = _NO_XML.sub(lambda match: safe_text(match[0]), text[start:])
    if ends := list(_LAST_END.finditer(text)):
        text = text[: ends[-1].end()]
    return text if _is_well_formed(text) else _Mender(text, entities).mended()


def _root(text: str) -> int:
    """Return where the feed's first element begins; 0 if there is none, or a page around it."""
    for match in islice(_ROOT.finditer(text), 20):
        head = text[: match.start()]
        if head.rfind("<!--") <= head.rfind("-->"):
            return 0 if _PAGE.search(_COMMENT.sub("", head)) else match.start()
    return 0


def _is_well_formed(text: str) -> bool:
    parser = expat.ParserCreate(namespace_separator=" ")
    try:
        parser.Parse(text.encode(), True)
    except (expat.ExpatError, UnicodeEncodeError):
        return False
    return True


_NAME = re.compile(r"[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?")
_ATTRIBUTE = re.compile(r"([A-Za-z_][\w.:-]*)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'<>]+))?")
_SIGN = re.compile("[<>]|=\\s{0,20}[\"']")
_REFERENCE = re.compile(r"&(?:(#\d{1,9}|#[xX][\da-fA-F]{1,8}|[A-Za-z][\w.]{0,40});)?")
_TEXTS = frozenset(
    "title description content:encoded summary subtitle tagline info itunes:summary"
    " itunes:subtitle media:description media:title fullitem dc:description".split()
)
"""Elements that have text, which may be HTML that is not escaped."""

_VOID = frozenset("br hr img wbr input area col embed source track".split())
_ENTRIES = ("item", "entry")
_PARTS = re.compile(
    r"</?(?:item|entry|channel|link|guid|id|pubDate|published|updated|author|category|title"
    r"|description|summary|content:encoded|dc:\w+|comments|enclosure)\b"
)
_PREFIX = re.compile(r"<\/?([A-Za-z_][\w.-]*):[A-Za-z_]|\s([A-Za-z_][\w.-]*):[\w-]+\s*=")
_NAMESPACES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "media": "http://search.yahoo.com/mrss/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "atom": "http://www.w3.org/2005/Atom",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xhtml": "http://www.w3.org/1999/xhtml",
}


class _Mender:
    """Copies a text piece by piece, with what is wrong mended."""

    def __init__(self, text: str, entities: dict[str, str]) -> None:
        self._text = text
        self._entities = entities
        self._place = 0
        self._open: list[str] = []
        self._pieces: list[str] = []

    def mended(self) -> str:
        while (start := self._text.find("<", self._place)) >= 0:
            self._take_text(start)
            self._take_markup(start)
        self._take_text(len(self._text))
        self._close(0)
        return "".join(self._pieces)

    def _take_text(self, end: int) -> None:
        if self._open:  # words outside of the root are none of the feed's
            self._pieces.append(self._escaped(self._text[self._place : end]))
        self._place = end

    def _take_markup(self, start: int) -> None:
        for opening, closing in (("<![CDATA[", "]]>"), ("<!--", "-->"), ("<?", "?>"), ("<!", ">")):
            if self._text.startswith(opening, start):
                self._take_section(opening, closing)
                return
        is_end = self._text.startswith("</", start)
        name = _NAME.match(self._text, start + 1 + is_end)
        if name is None:
            self._pieces.append("&lt;")
            self._place = start + 1
            return
        end = _end_of_tag(self._text, name.end())
        inside = self._text[name.end() : end]
        self._place = end + self._text.startswith(">", end)
        if is_end:
            self._end(name[0])
        else:
            self._begin(name[0], inside)

    def _take_section(self, opening: str, closing: str) -> None:
        start = self._place + len(opening)
        end = self._text.find(closing, start)
        inside = self._text[start:] if end < 0 else self._text[start:end]
        if opening == "<![CDATA[" and self._open:
            self._pieces.append(f"{opening}{inside}{closing}")
        self._place = start + len(inside) + (len(closing) if end >= 0 else 0)

    def _begin(self, name: str, inside: str) -> None:
        if name in _ENTRIES and name in self._open:
            self._close(self._open.index(name))
        is_empty = inside.rstrip().endswith("/") or name in _VOID
        attributes = self._attributes(inside)
        if not self._open:
            attributes += _declarations(self._text)
        self._pieces.append(f"<{name}{attributes}{'/' if is_empty else ''}>")
        if is_empty:
            return
        self._open.append(name)
        if name in _TEXTS and "xhtml" not in inside:
            self._take_raw(name)

    def _take_raw(self, name: str) -> None:
        """Take everything up to the end of an element as its text."""
        end = self._text.find(f"</{name}", self._place)
        entry = min(
            (at for at in (self._text.find(f"<{one}", self._place) for one in _ENTRIES) if at >= 0),
            default=len(self._text),
        )
        section = self._text.startswith("<![CDATA[", self._place)
        if end < 0 or (end > entry and not section):
            part = _PARTS.search(self._text, self._place)
            end = part.start() if part else len(self._text)
        while (start := self._text.find("<![CDATA[", self._place, end)) >= 0:
            self._take_raw_text(start)
            self._take_section("<![CDATA[", "]]>")
            end = max(end, self._place)
        self._take_raw_text(end)
        if not self._text.startswith(f"</{name}", end):
            self._close(len(self._open) - 1)

    def _take_raw_text(self, end: int) -> None:
        text = self._escaped(self._text[self._place : end])
        self._pieces.append(text.replace("<", "&lt;"))
        self._place = end

    def _end(self, name: str) -> None:
        if name in self._open:
            self._close(len(self._open) - 1 - self._open[::-1].index(name))

    def _close(self, depth: int) -> None:
        while len(self._open) > depth:
            self._pieces.append(f"</{self._open.pop()}>")

    def _attributes(self, inside: str) -> str:
        values: dict[str, str] = {}
        for name, value in _ATTRIBUTE.findall(inside):
            values.setdefault(name, value[1:-1] if value[:1] in {'"', "'"} else value.rstrip("/"))
        return "".join(f' {name}="{self._quoted(value)}"' for name, value in values.items())

    def _quoted(self, value: str) -> str:
        return self._escaped(value).replace("<", "&lt;").replace('"', "&quot;")

    def _escaped(self, text: str) -> str:
        return _REFERENCE.sub(self._reference, text).replace("]]>", "]]&gt;")

    def _reference(self, match: re.Match[str]) -> str:
        name = match[1]
        if not name:
            return "&amp;"
        if name in {"amp", "lt", "gt", "quot", "apos"}:
            return match[0]
        if name.startswith("#"):
            return _plain(_NO_XML.sub("\ufffd", unescape(match[0])))
        known = self._entities.get(name) or html5.get(f"{name};")
        return _plain(known) if known else f"&amp;{name};"


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _end_of_tag(text: str, place: int) -> int:
    """Return where the `>` of a tag is, or the next `<` if it has none."""
    while match := _SIGN.search(text, place):
        if match[0] in "<>":
            return match.start()
        end = text.find(match[0][-1], match.end())
        place = end + 1 if end >= 0 else match.end()
    return len(text)


def _declarations(text: str) -> str:
    declared = set(re.findall(r"\sxmlns:([\w.-]+)\s*=", text))
    used = {one or other for one, other in _PREFIX.findall(text)} - declared - {"xml", "xmlns"}
    return "".join(
        f' xmlns:{prefix}="{_NAMESPACES.get(prefix, f"urn:{prefix}")}"' for prefix in sorted(used)
    )
