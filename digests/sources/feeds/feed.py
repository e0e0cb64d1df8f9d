"""A feed and its entries, as they were understood, whatever format they came in."""

from __future__ import annotations

from dataclasses import dataclass


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
