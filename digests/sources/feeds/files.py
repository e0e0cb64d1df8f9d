"""Which file of a folder is which entry's.

A file's name ends in a hash of the entry's id. Some feeds give one id to several entries: all but
the first that came have a hash of what else tells them apart, and keep it.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from digests.sources.feeds.issue_text import header_values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from digests.sources.feeds.feed import FeedEntry


def with_hashes(
    entries: Iterable[FeedEntry], text_of: Callable[[str], str | None]
) -> Iterator[tuple[FeedEntry, str]]:
    """Yield each entry with the hash that its file's name ends in; one that comes twice only once.

    Args:
        entries: of one feed, in its order.
        text_of: returns the text of the file that ends in a hash, or None if there is none.
    """
    groups: dict[str, dict[str, FeedEntry]] = defaultdict(dict)
    for entry in entries:
        groups[entry.id].setdefault(entry.full_id or entry.id, entry)
    for id_, group in groups.items():
        plain = _hash(id_)
        known = text_of(plain)
        for full_id, entry in group.items():
            full = _hash(full_id)
            is_own = full == plain or text_of(full) is not None
            if not is_own and known is not None:
                is_plain = _is_same(entry, known, is_alone=len(group) == 1)
            else:
                is_plain = not is_own and len(group) == 1
            yield entry, plain if is_plain else full


def _is_same(entry: FeedEntry, text: str, *, is_alone: bool) -> bool:
    """Return whether a file is that of an entry which may have been edited since."""
    before = header_values(text)
    is_same_title = not entry.title or before["title"] == entry.title
    is_same_link = _page(before["link"]) == _page(entry.link)
    if is_alone:  # a title is edited more often than an id is given again
        return is_same_title or is_same_link or not (before["link"] and entry.link)
    return is_same_link if entry.link and entry.id != entry.link else is_same_title


def _page(link: str) -> tuple[str, str, str]:
    """Return what of a link says which page it is, however it is asked for."""
    parts = urlsplit(link)
    return parts.netloc.lower().removeprefix("www."), parts.path.rstrip("/"), parts.query


def _hash(id_: str) -> str:
    return hashlib.blake2b(id_.encode(), digest_size=6).hexdigest()


FILE_NAME = re.compile(r"(\d{4}-\d\d-\d\d)-.*?([0-9a-f]{12})\.md")
"""Day and hash of an issue file's name."""
