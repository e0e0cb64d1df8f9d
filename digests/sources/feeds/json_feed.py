"""Reading JSON Feed (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from digests.sources.feeds.decoding import decoded
from digests.sources.feeds.entries import Enclosure, RawEntry, UnreadableEntryError, read_entries

if TYPE_CHECKING:
    from digests.sources.feeds.feed import Feed

_VERSION = "jsonfeed.org/version/1"
_LONGEST_NUMBER = 100
_TEXTS = (
    "id url external_url title content_html content_text summary date_published date_modified"
).split()


def read_json_feed(content: bytes, content_type: str, address: str) -> Feed | None:
    """Parse a JSON feed; None if `content` is something else. A value of a wrong type costs itself.

    `content_type` is the server's header.
    """
    if b"{" not in content[:1000]:
        return None
    text = decoded(content, content_type if "json" in content_type else "")
    try:
        values = json.loads(text, strict=False, parse_int=_number)
    except (ValueError, RecursionError):
        return None
    if not isinstance(values, dict) or _VERSION not in _text(values, "version"):
        return None
    items = values.get("items")
    return read_entries(
        [partial(_raw_entry, item) for item in (items if isinstance(items, list) else [])],
        title=_text(values, "title"),
        home=_text(values, "home_page_url"),
        address=address,
    )


def _number(digits: str) -> int | str:
    """Python refuses numbers of thousands of digits, and the whole feed with them."""
    return int(digits) if len(digits) <= _LONGEST_NUMBER else digits


def _raw_entry(item: Any) -> RawEntry:  # noqa: ANN401  # anything that JSON can have
    if not isinstance(item, dict):
        raise UnreadableEntryError("it is no object")
    html, plain = _text(item, "content_html"), _text(item, "content_text")
    tags = item.get("tags")
    return RawEntry(
        id=_text(item, "id"),
        title=_text(item, "title"),
        link=_text(item, "url") or _text(item, "external_url"),
        dates=(_text(item, "date_published"), _text(item, "date_modified")),
        content=html or plain,
        summary=_text(item, "summary"),
        is_html=bool(html),
        is_summary_html=False,
        tags=tuple(map(str, tags)) if isinstance(tags, list) else (),
        enclosures=tuple(_enclosures(item.get("attachments"))),
        unreadable=tuple(
            f"the {name}" for name in _TEXTS if item.get(name) and not _text(item, name)
        ),
    )


def _enclosures(attachments: object) -> list[Enclosure]:
    parts = attachments if isinstance(attachments, list) else []
    return [
        Enclosure(_text(part, "url"), _text(part, "mime_type"))
        for part in parts
        if isinstance(part, dict)
    ]


def _text(values: dict[str, Any], key: str) -> str:
    value = values.get(key)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)  # ids are numbers in some feeds
    return value if isinstance(value, str) else ""
