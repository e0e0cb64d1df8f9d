"""From the feeds in an OPML file to sources, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digests.sources.addresses import host_of
from digests.sources.opml import OutlinedFeed, outline_text
from digests.sources.shown_address import without_logins
from digests.sources.source import Source, SourceKind, name_from

if TYPE_CHECKING:
    from collections.abc import Sequence


def new_sources(feeds: Sequence[OutlinedFeed], known: Sequence[Source]) -> tuple[Source, ...]:
    """Return a source for each feed whose address is not known, each with a name of its own."""
    addresses = {source.address for source in known}
    names = {source.name for source in known}
    new = []
    for feed in feeds:
        if feed.address not in addresses:
            name = _free_name(name_from(feed.title) or name_from(host_of(feed.address)), names)
            names.add(name)
            new.append(Source(name, SourceKind.FEED, feed.address, feed.title, feed.home))
    return tuple(new)


def outline_of(sources: Sequence[Source]) -> str:
    """Return the feeds among `sources` as OPML; their logins stay here."""
    return outline_text(
        OutlinedFeed(without_logins(source.address), source.title or source.name, source.home)
        for source in sources
        if source.kind is SourceKind.FEED
    )


def _free_name(name: str, taken: set[str]) -> str:
    if name not in taken:
        return name
    number = next(n for n in range(2, len(taken) + 3) if f"{name}-{n}" not in taken)
    return f"{name}-{number}"
