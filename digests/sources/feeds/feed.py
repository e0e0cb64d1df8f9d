"""Feeds and entries as values, and how an entry is made of its raw parts, for every format."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from digests.html.markdown import markdown_from_html, markdown_from_plain_text
from digests.html.web_address import web_address
from digests.safe_text import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry. Every text in it is safe; `markdown` may have several lines, the rest has one."""

    id: str
    """Unique in the feed, and permanent."""

    title: str
    """May be empty."""

    link: str
    """To the full text; http or https, or empty."""

    date: str
    """ISO 8601 with the offset that the publisher wrote, or empty."""

    markdown: str

    is_teaser: bool
    """Whether there seems to be more text at the link."""

    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A publication's title and home page, and the entries, in the feed's order."""

    title: str
    home: str
    entries: tuple[FeedEntry, ...]


_SHORT = 600
"""Characters; a longer summary may be the full text."""

_MOST_TAGS = 20
_LONGEST_TITLE = 300
_EARLIEST_YEAR = 1980
"""Earlier dates come from clocks that are not set."""

_GOES_ON = re.compile(
    r"(?:…|\.\.\.|\[\s*(?:…|\.\.\.|&hellip;)\s*\]"
    r"|\b(?:read|continue|learn) (?:more|reading)\b|\bread (?:the )?(?:full|whole|rest)\b.{0,40}"
    r"|(?:阅读|查看|点击)(?:全文|原文|更多)|继续阅读)[\s»→>.\])]*$",
    re.IGNORECASE,
)
_MARKDOWN_LINK = re.compile(r"\]\([^)\s]*\)")


@dataclass(frozen=True, slots=True)
class RawEntry:
    """The parts of an entry as they are in the feed. Nothing in it is safe."""

    id: str = ""
    title: str = ""
    link: str = ""
    dates: tuple[str, ...] = ()
    """As written, in order of preference."""

    content: str = ""
    """The full text, if the feed has it."""

    summary: str = ""
    is_html: bool = True
    base: str = ""
    """Base URL of relative links in the text."""

    tags: tuple[str, ...] = ()


def entry_from(raw: RawEntry, address: str) -> FeedEntry:
    """Return a safe entry; `address` is that of the feed."""
    link = web_address(raw.link, address) if raw.link.strip() else ""
    base = web_address(raw.base, address) if raw.base else link or address
    convert = markdown_from_html if raw.is_html else markdown_from_plain_text
    text = raw.content if len(raw.content) >= len(raw.summary) else raw.summary
    markdown = convert(text, base)
    title = safe_line(raw.title)[:_LONGEST_TITLE]
    date = next(filter(None, map(date_from, raw.dates)), "")
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
    """Return a date in ISO 8601 with the publisher's offset; empty if it is invalid."""
    text = written.strip()
    for read in (datetime.datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return moment.isoformat(timespec="seconds") if moment.year >= _EARLIEST_YEAR else ""
    return ""


def _is_teaser(markdown: str, *, is_whole: bool) -> bool:
    text = _MARKDOWN_LINK.sub("]", markdown).replace("\\", "").strip()
    if _GOES_ON.search(text[-200:]):
        return True
    return not is_whole and len(text) < _SHORT


def _tags(tags: Iterable[str]) -> list[str]:
    words = dict.fromkeys(safe_line(tag)[:80] for tag in tags)
    return [word for word in words if word][:_MOST_TAGS]
