"""JSON Feed, versions 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from typing import Any

from digests.safe_text import safe_line
from digests.sources.feeds.entries import RawEntry, entry_from
from digests.sources.feeds.feed import Feed
from digests.sources.feeds.markdown import web_address

_VERSION = "jsonfeed.org/version/1"


def read_json_feed(content: bytes, address: str) -> Feed | None:
    """Read a feed; None when `content` is something else. What has a wrong type is passed over."""
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
        entries=tuple(entry_from(_raw(item), address) for item in entries),
    )


def _raw(item: dict[str, Any]) -> RawEntry:
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
