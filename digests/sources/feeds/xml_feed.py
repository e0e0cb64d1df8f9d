"""Reading RSS, Atom and their ancestors with feedparser.

feedparser knows the formats' many dialects. It does not decide about encodings, dates, titles or
links here, and does not sanitise HTML: that is done alike for every format.
"""

from __future__ import annotations

import io
import re
from functools import partial
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from digests.sources.feeds.decoding import decoded
from digests.sources.feeds.entries import Enclosure, RawEntry, read_entries
from digests.sources.feeds.mending import well_formed
from digests.sources.feeds.titles import title_from_either, title_from_html

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from digests.sources.feeds.feed import Feed

_HTML = {"text/html", "application/xhtml+xml"}
_PODCAST_SUMMARY = re.compile(r"(</?itunes:)summary\b")
_ENTRY = re.compile(r"<(item|entry)\b.*?</\1\s*>", re.DOTALL)


def read_xml_feed(content: bytes, content_type: str, address: str) -> Feed | None:
    """Parse an RSS or Atom feed; None if `content` is something else.

    `content_type` is the server's header, which may name the encoding.
    """
    text = well_formed(decoded(content, content_type))
    # feedparser would take a podcast's summary for the content if a description comes first.
    text = _PODCAST_SUMMARY.sub(r"\1synopsis", text)
    try:
        parsed = _parsed(text, address)
        entries: Iterable[Callable[[], Any]] = [partial(_itself, one) for one in parsed.entries]
    except (MemoryError, RecursionError):
        raise
    except Exception:  # noqa: BLE001 - one entry that feedparser cannot read must not cost the others
        parsed = _parsed(_ENTRY.sub("", text), address)
        entries = _one_by_one(text, address)
    version = str(parsed.get("version") or "")
    if not version:
        return None
    return read_entries(
        (partial(_raw_entry, entry, address, version, text) for entry in entries),
        title=_title(parsed.feed, version),
        home=str(parsed.feed.get("link", "")),
        address=address,
    )


def _parsed(text: str, address: str) -> Any:  # noqa: ANN401  # feedparser has no types
    import feedparser

    # As a stream, because feedparser would try bytes or strings as the name of a file first.
    return feedparser.parse(
        io.BytesIO(text.encode(errors="replace")),
        response_headers={
            "content-type": "application/xml; charset=utf-8",
            "content-location": address,
        },
        sanitize_html=False,
        resolve_relative_uris=False,
    )


def _itself(entry: Any) -> Any:  # noqa: ANN401  # feedparser has no types
    return entry


def _one_by_one(text: str, address: str) -> list[Callable[[], Any]]:
    """Return what parses each entry as the only one of its feed."""
    places = [match.span() for match in _ENTRY.finditer(text)]
    if not places:
        return []
    head, tail = text[: places[0][0]], text[places[-1][1] :]
    return [partial(_only, f"{head}{text[start:end]}{tail}", address) for start, end in places]


def _only(text: str, address: str) -> Any:  # noqa: ANN401  # feedparser has no types
    return _parsed(text, address).entries[0]


def _raw_entry(read: Callable[[], Any], address: str, version: str, text: str) -> RawEntry:
    entry = read()
    unreadable: list[str] = []

    def part(name: str, read: Callable[..., Any], default: Any) -> Any:  # noqa: ANN401
        try:
            return read(entry)
        except (MemoryError, RecursionError):
            raise
        except Exception:  # noqa: BLE001 - a part that cannot be read costs itself
            unreadable.append(f"the {name}")
            return default

    content = part("content", _content, {})
    summary = part("summary", _summary, {})
    return RawEntry(
        id=part("id", lambda entry: str(entry.get("id", "")), ""),
        title=part("title", lambda entry: _title(entry, version), ""),
        link=part("link", lambda entry: _link(entry, version, text), ""),
        dates=part("date", _dates, ()),
        content=str(content.get("value", "")),
        summary=str(summary.get("value", "")),
        is_html=_is_html(content),
        is_summary_html=_is_html(summary),
        base=_base(content or summary, address),
        tags=part("tags", _tags, ()),
        enclosures=part("enclosures", _enclosures, ()),
        unreadable=tuple(unreadable),
    )


def _content(entry: Any) -> Any:  # noqa: ANN401  # feedparser has no types
    contents = [part for part in entry.get("content", []) if part.get("value")]
    return max(contents, key=lambda part: (_is_html(part), len(part["value"])), default={})


def _summary(entry: Any) -> Any:  # noqa: ANN401  # feedparser has no types
    detail = {**entry.get("summary_detail", {}), "value": entry.get("summary", "")}
    synopsis = entry.get("itunes_synopsis", "")
    return detail if detail["value"] else {"value": synopsis, "type": "text/plain"}


def _is_html(detail: Any) -> bool:  # noqa: ANN401  # feedparser has no types
    return detail.get("type", "text/html") in _HTML or "<" in str(detail.get("value", ""))


def _base(detail: Any, address: str) -> str:  # noqa: ANN401  # feedparser has no types
    """Return the base of relative links, if it is written."""
    # The feed's own address is no base: texts are written for the page that they are on.
    return "" if detail.get("base") == address else str(detail.get("base") or "")


def _link(entry: Any, version: str, text: str) -> str:  # noqa: ANN401  # feedparser has no types
    """Return the address of the entry's page; a guid is one only in RSS, and if it is whole."""
    link = str(entry.get("link", ""))
    written = {part.get("href") for part in entry.get("links", [])}
    if link in written or not entry.get("guidislink"):
        return link
    # feedparser has made it whole; only one that is written so is in the text.
    is_whole = link in text or escape(link) in text
    return link if is_whole and not version.startswith("atom") else ""


def _title(part: Any, version: str) -> str:  # noqa: ANN401  # feedparser has no types
    """Return a title as plain text: Atom says whether it is HTML, and no other format does."""
    title = str(part.get("title", ""))
    if not version.startswith("atom"):
        return title_from_either(title)
    return title_from_html(title) if part.get("title_detail", {}).get("type") in _HTML else title


def _dates(entry: Any) -> tuple[str, ...]:  # noqa: ANN401  # feedparser has no types
    # dict.get avoids feedparser's fallback to another date, with a warning, for a missing one.
    names = ("published", "updated", "created")
    return tuple(str(dict.get(entry, name)) for name in names if dict.get(entry, name))


def _tags(entry: Any) -> tuple[str, ...]:  # noqa: ANN401  # feedparser has no types
    return tuple(str(tag.get("label") or tag.get("term") or "") for tag in entry.get("tags", []))


def _enclosures(entry: Any) -> tuple[Enclosure, ...]:  # noqa: ANN401  # feedparser has no types
    parts = [*entry.get("enclosures", []), *entry.get("media_content", [])]
    return tuple(
        Enclosure(str(part.get("href") or part.get("url") or ""), _kind(part)) for part in parts
    )


def _kind(part: Any) -> str:  # noqa: ANN401  # feedparser has no types
    return str(part.get("type") or part.get("medium") or "")
