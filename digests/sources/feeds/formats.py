"""Parsing RSS and Atom with feedparser, and JSON Feed (https://www.jsonfeed.org/version/1.1/).

feedparser tolerates broken feeds and knows the formats' many dialects. It does not sanitise HTML or
resolve links here: that is done for every format when HTML is converted to Markdown.
"""

from __future__ import annotations

import io
import json
import re
from calendar import timegm
from datetime import UTC, datetime
from html import unescape
from typing import Any

from digests.html.web_address import web_address
from digests.safe_text import safe_line
from digests.sources.feeds.feed import Feed, RawEntry, entry_from

_TAG = re.compile(r"<[^>]{0,2000}>")
_HTML = {"text/html", "application/xhtml+xml"}


def read_xml_feed(content: bytes, content_type: str, address: str) -> Feed | None:
    """Parse an RSS or Atom feed; None if `content` is something else.

    `content_type` is the server's header, which may name the encoding.
    """
    import feedparser

    # As a stream, because feedparser would try bytes or strings as the name of a file first.
    parsed = feedparser.parse(
        io.BytesIO(content),
        response_headers={
            "content-type": content_type or "application/xml",
            "content-location": address,
        },
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not parsed.get("version"):
        return None
    home = str(parsed.feed.get("link", ""))
    return Feed(
        title=safe_line(_title(parsed.feed)),
        home=web_address(home, address) if home else "",
        entries=tuple(entry_from(_raw_xml(entry, address), address) for entry in parsed.entries),
    )


def _raw_xml(entry: Any, address: str) -> RawEntry:  # noqa: ANN401  # feedparser has no types
    contents = [part for part in entry.get("content", []) if part.get("value")]
    content: Any = max(contents, key=lambda part: len(part["value"]), default={})
    detail = content or entry.get("summary_detail", {})
    return RawEntry(
        id=str(entry.get("id", "")),
        title=_title(entry),
        link=str(entry.get("link", "")) or _enclosure(entry),
        dates=tuple(_dates(entry)),
        content=str(content.get("value", "")),
        summary=str(entry.get("summary", "")),
        is_html=detail.get("type", "text/html") in _HTML or "<" in str(detail.get("value", "")),
        # The feed's own address is no base: texts are written for the page that they are on.
        base="" if detail.get("base") == address else str(detail.get("base") or ""),
        tags=tuple(str(tag.get("term") or "") for tag in entry.get("tags", [])),
    )


def _title(part: Any) -> str:  # noqa: ANN401  # feedparser has no types
    """Return a title as plain text; in the feed it may be HTML."""
    title = str(part.get("title", ""))
    is_html = part.get("title_detail", {}).get("type") in _HTML
    return unescape(_TAG.sub("", title)) if is_html else title


def _dates(entry: Any) -> list[str]:  # noqa: ANN401  # feedparser has no types
    """Return dates as written, and one that feedparser parsed: it knows more formats, in UTC."""
    # dict.get avoids feedparser's fallback to another date, with a warning, for a missing one.
    names = [name for name in ("published", "updated", "created") if dict.get(entry, name)]
    written = [str(dict.get(entry, name)) for name in names]
    understood = [dict.get(entry, f"{name}_parsed") for name in names]
    moments = [datetime.fromtimestamp(timegm(parsed), UTC) for parsed in understood if parsed]
    return [*written[:1], *(moment.isoformat() for moment in moments[:1]), *written[1:]]


def _enclosure(entry: Any) -> str:  # noqa: ANN401  # feedparser has no types
    return next((str(part["href"]) for part in entry.get("enclosures", []) if "href" in part), "")


_VERSION = "jsonfeed.org/version/1"


def read_json_feed(content: bytes, address: str) -> Feed | None:
    """Parse a JSON feed; None if `content` is something else. Values of wrong types are ignored."""
    try:
        values = json.loads(content)
    except (ValueError, RecursionError):
        return None
    if not isinstance(values, dict) or _VERSION not in _text(values, "version"):
        return None
    items = values.get("items")
    entries = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    home = _text(values, "home_page_url")
    return Feed(
        title=safe_line(_text(values, "title")),
        home=web_address(home, address) if home else "",
        entries=tuple(entry_from(_raw_json(item), address) for item in entries),
    )


def _raw_json(item: dict[str, Any]) -> RawEntry:
    html, plain = _text(item, "content_html"), _text(item, "content_text")
    tags = item.get("tags")
    return RawEntry(
        id=_text(item, "id"),
        title=_text(item, "title"),
        link=_text(item, "url") or _text(item, "external_url"),
        dates=(_text(item, "date_published"), _text(item, "date_modified")),
        content=html or plain,
        summary=_text(item, "summary"),
        is_html=bool(html) or not plain,
        tags=tuple(map(str, tags)) if isinstance(tags, list) else (),
    )


def _text(values: dict[str, Any], key: str) -> str:
    value = values.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)  # ids are numbers in some feeds
    return value if isinstance(value, str) else ""
