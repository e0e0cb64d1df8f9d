"""Lists of feeds, as feed readers keep and exchange them, as values; and sources from them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digests.html.web_address import web_address
from digests.safe_text import safe_line
from digests.sources.addresses import host_of
from digests.sources.errors import OutlineError
from digests.sources.source import Source, SourceKind, name_from, tags_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

MAX_BYTES = 10_000_000
_MOST_FEEDS = 10_000


@dataclass(frozen=True, slots=True)
class OutlinedFeed:
    """A feed in a list."""

    address: str
    """http or https."""

    title: str = ""
    home: str = ""
    tags: tuple[str, ...] = ()
    """The folders that it is in, the outermost first, or its tags."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An entry of a list that gives no feed."""

    line: int
    """From 1."""

    reason: str
    """Safe to show, without a full stop."""

    def __str__(self) -> str:
        """Return what follows the file's name."""
        return f"line {self.line:,}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Outline:
    """What is in a list of feeds."""

    feeds: tuple[OutlinedFeed, ...]
    """Each address once, with the tags of all its entries."""

    left_out: tuple[LeftOut, ...] = ()


class OutlineEntries:
    """Collects the entries of a list."""

    def __init__(self) -> None:
        """Begin with none."""
        self._feeds: dict[str, OutlinedFeed] = {}
        self._left_out: list[LeftOut] = []

    def add(self, line: int, link: str, title: str, home: str, tags: Iterable[str]) -> None:
        """Add a feed, unless its link is no address of the web."""
        address = web_address(link, "")
        if not address:
            self.leave_out(line, f"no address of the web: {safe_line(link)[:80]}")
            return
        page = web_address(home, address) if home else ""
        feed = OutlinedFeed(address, safe_line(title), page, tags_from(tags))
        known = self._feeds.get(address, feed)
        self._feeds[address] = replace(known, tags=tags_from((*known.tags, *feed.tags)))

    def leave_out(self, line: int, reason: str) -> None:
        """Record that an entry gives no feed."""
        self._left_out.append(LeftOut(line, reason))

    def outline(self) -> Outline:
        """Return what was collected."""
        return Outline(tuple(self._feeds.values())[:_MOST_FEEDS], tuple(self._left_out))


@dataclass(frozen=True, slots=True)
class AddedFeeds:
    """What became of a list of feeds."""

    new: tuple[Source, ...]

    known: int
    """How many feeds were sources before."""

    left_out: tuple[LeftOut, ...]


def outline_content(path: Path) -> bytes:
    """Return the content of a list. Raises OutlineError."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = f"cannot be read: {(error.strerror or '').lower()}"
        raise OutlineError(str(path), reason) from error
    if len(content) > MAX_BYTES:
        raise OutlineError(str(path), f"is larger than {MAX_BYTES // 1_000_000} MB; not read")
    return content


def new_sources(feeds: Sequence[OutlinedFeed], known: Sequence[Source]) -> tuple[Source, ...]:
    """Return a source with a unique name for each feed whose address is new."""
    addresses = {source.address for source in known}
    names = {source.name for source in known}
    new = []
    for feed in feeds:
        if feed.address not in addresses:
            name = _free_name(name_from(feed.title) or name_from(host_of(feed.address)), names)
            names.add(name)
            new.append(
                Source(name, SourceKind.FEED, feed.address, feed.title, feed.home, tags=feed.tags)
            )
    return tuple(new)


def _free_name(name: str, taken: set[str]) -> str:
    if name not in taken:
        return name
    number = next(n for n in range(2, len(taken) + 3) if f"{name}-{n}" not in taken)
    return f"{name}-{number}"
