"""A feed and its entries, as they were understood, whatever format they came in.

What is made of the parts of an entry, the same for every format of feed.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from digests.safe_text import safe_line
from digests.sources.feeds.markdown import markdown_from_html, markdown_from_plain_text, web_address

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry. Every text in it is safe; `markdown` may have several lines, the rest has one."""

    id: str
    """What tells it from the others, for as long as the feed exists."""

    title: str
    """May be empty."""

    link: str
    """Where the whole text is; http or https, or empty."""

    date: str
    """ISO 8601 with the offset that the publisher wrote, or empty."""

    markdown: str

    is_teaser: bool
    """Whether the text seems to go on behind the link."""

    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says of its publication, and its entries in the feed's order."""

    title: str
    home: str
    entries: tuple[FeedEntry, ...]


_SHORT = 600
"""Characters. A summary that is longer may be all there is."""

_MOST_TAGS = 20
_LONGEST_TITLE = 300
_EARLIEST_YEAR = 1980
"""Earlier dates come from clocks that were never set."""

_GOES_ON = re.compile(
    r"(?:…|\.\.\.|\[\s*(?:…|\.\.\.|&hellip;)\s*\]"
    r"|\b(?:read|continue|learn) (?:more|reading)\b|\bread (?:the )?(?:full|whole|rest)\b.{0,40}"
    r"|(?:阅读|查看|点击)(?:全文|原文|更多)|继续阅读)[\s»→>.\])]*$",
    re.IGNORECASE,
)
_MARKDOWN_LINK = re.compile(r"\]\([^)\s]*\)")


@dataclass(frozen=True, slots=True)
class RawEntry:
    """The parts of an entry as they stand in the feed: nothing in it is safe."""

    id: str = ""
    title: str = ""
    link: str = ""
    dates: tuple[str, ...] = ()
    """As written, the one to prefer first."""

    content: str = ""
    """The whole text, if the feed has it."""

    summary: str = ""
    is_html: bool = True
    base: str = ""
    """What relative links in the text are relative to."""

    tags: tuple[str, ...] = ()


def entry_from(raw: RawEntry, address: str) -> FeedEntry:
    """Make an entry of its parts; `address` is that of the feed."""
    link = web_address(raw.link, address) if raw.link.strip() else ""
    base = web_address(raw.base, address) if raw.base else link or address
    convert = markdown_from_html if raw.is_html else markdown_from_plain_text
    text = raw.content if len(raw.content) >= len(raw.summary) else raw.summary
    markdown = convert(text, base)
    title = safe_line(raw.title)[:_LONGEST_TITLE]
    date = next((found for written in raw.dates if (found := date_from(written))), "")
    return FeedEntry(
        id=safe_line(raw.id or link or f"{title} {date}"),
        title=title,
        link=link,
        date=date,
        markdown=markdown,
        is_teaser=_is_teaser(markdown, is_whole=bool(raw.content.strip())),
        tags=tuple(_tags(raw.tags)),
    )


def date_from(written: str) -> str:
    """Return a date in ISO 8601, with the day as the publisher wrote it; empty when it is none."""
    text = written.strip()
    for read in (datetime.datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return moment.isoformat(timespec="seconds") if moment.year >= _EARLIEST_YEAR else ""
    return ""


def _is_teaser(markdown: str, *, is_whole: bool) -> bool:
    words = _MARKDOWN_LINK.sub("]", markdown).strip()
    if _GOES_ON.search(words[-200:]):
        return True
    return not is_whole and len(words) < _SHORT


def _tags(tags: Iterable[str]) -> list[str]:
    words = dict.fromkeys(safe_line(tag)[:80] for tag in tags)
    return [word for word in words if word][:_MOST_TAGS]
