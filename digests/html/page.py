"""A whole web page: what its head says of it, and its content as Markdown."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from digests.html.markdown import markdown_from_document
from digests.html.tree import parse_tree
from digests.html.web_address import web_address
from digests.safe_text import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser

_LONGEST = 300
"""Characters of a title or name."""

_DATES = (
    "article:published_time", "og:published_time", "datepublished", "date", "dc.date",
    "dc.date.issued", "dcterms.date", "pubdate", "publishdate", "parsely-pub-date", "sailthru.date",
)  # fmt: skip
_TITLES = ("og:title", "twitter:title", "dc.title")
_NAMES = ("og:site_name", "application-name")
_MOST_JSON = 200_000
"""Characters of a description in JSON-LD."""

_DEEPEST_JSON = 5


@dataclass(frozen=True, slots=True)
class Page:
    """A web page or the body of a mail. Every text is safe, and one line but for `markdown`."""

    title: str
    """As in the tab of a browser, or as the page is shared; may be empty."""

    date: str
    """When it was published, as written; empty if the page does not say."""

    publication: str
    """The name of the site; may be empty."""

    address: str
    """Of the page itself, absolute; may be empty."""

    markdown: str


def read_page(html: str, address: str = "") -> Page:
    """Read a page; relative links are resolved against `address`, or the page's own."""
    document = parse_tree(html)
    said = _said(document)
    described = list(_described(document))
    own = _own_address(document, address) or web_address(said.get("og:url", ""), address)
    return Page(
        title=_line(_first(said, _TITLES) or _title(document)),
        date=_line(_first(said, _DATES) or _published(described) or _time(document)),
        publication=_line(_first(said, _NAMES)),
        address=own,
        markdown=markdown_from_document(document, address or own),
    )


def _line(text: str) -> str:
    return safe_line(re.sub(r"\s+", " ", text).strip())[:_LONGEST]


def _said(document: LexborHTMLParser) -> dict[str, str]:
    """Return what the meta elements say, by their names in small letters; the first counts."""
    said: dict[str, str] = {}
    for meta in document.css("meta"):
        attributes = meta.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        content = (attributes.get("content") or "").strip()
        if name and content:
            said.setdefault(name.strip().lower(), content)
    return said


def _first(said: dict[str, str], names: tuple[str, ...]) -> str:
    return next((said[name] for name in names if name in said), "")


def _title(document: LexborHTMLParser) -> str:
    title = document.css_first("title")
    return (title.text() or "") if title else ""


def _own_address(document: LexborHTMLParser, address: str) -> str:
    link = document.css_first("link[rel=canonical][href]")
    return web_address(link.attributes.get("href") or "", address) if link else ""


def _described(document: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    """Yield the objects of the page's JSON-LD (https://www.w3.org/TR/json-ld11/)."""
    for script in document.css('script[type="application/ld+json"]'):
        text = script.text() or ""
        try:
            values = json.loads(text) if len(text) <= _MOST_JSON else None
        except (ValueError, RecursionError):
            continue
        yield from _objects(values, _DEEPEST_JSON)


def _objects(values: object, depth: int) -> Iterator[dict[str, Any]]:
    inner = values if isinstance(values, list) else []
    if isinstance(values, dict):
        yield values
        inner = values.get("@graph", [])
    if depth and isinstance(inner, list):
        for value in inner:
            yield from _objects(value, depth - 1)


def _published(described: list[dict[str, Any]]) -> str:
    dates = (values.get("datePublished") for values in described)
    return next((date for date in dates if isinstance(date, str)), "")


def _time(document: LexborHTMLParser) -> str:
    """Return the only time that the page names, or the one that it marks as its own."""
    times = document.css("time[datetime]")
    marked = [time for time in times if "pubdate" in time.attributes]
    own = marked[:1] or (times if len(times) == 1 else [])
    return (own[0].attributes.get("datetime") or "") if own else ""
