"""What is kept of an issue's items to know them again when their file has changed.

An item's id depends on its title and first link, so correcting either makes a new id. A trace has
enough of the old item to tell which new one it became; the text itself would be too much to keep.
"""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digests.model.issue import Item

_TITLE_LENGTH = 120
_MOST_LINKS = 8


class ItemTrace(NamedTuple):
    """One item, as it was when its file was read."""

    hash: str
    """What is behind the dot in the item's id."""

    title: str
    """Cut after 120 characters."""

    links: tuple[int, ...]
    """Checksums of its first links, without those that lead to a site's front page."""

    text: int
    """Checksum of its text; 0 when that is too short to tell one item from another."""


_SHORT = 40
"""Characters of a text that several items may share, such as `Read more on their blog`."""


def trace(item: Item) -> ItemTrace:
    """Return the trace of an item."""
    urls = [link.url for link in item.links if _is_telling(link.url)]
    words = " ".join(item.text.split())
    return ItemTrace(
        item.id.rpartition(".")[2],
        item.title[:_TITLE_LENGTH],
        tuple(map(_checksum, urls[:_MOST_LINKS])),
        _checksum(words) if len(words) >= _SHORT else 0,
    )


def pack_traces(items: Iterable[Item]) -> bytes:
    """Return the traces of an issue's items in few bytes, in the order of the items."""
    values = json.dumps([trace(item) for item in items], ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(values.encode("utf-8", "surrogatepass"), 1)


def unpack_traces(packed: bytes) -> tuple[ItemTrace, ...]:
    """Return what was packed."""
    values = json.loads(zlib.decompress(packed).decode("utf-8", "surrogatepass"))
    return tuple(ItemTrace(own, title, tuple(links), text) for own, title, links, text in values)


def _is_telling(url: str) -> bool:
    """Say whether a link names a story rather than whoever tells it."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.path.strip("/") or parts.query)


def _checksum(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))
