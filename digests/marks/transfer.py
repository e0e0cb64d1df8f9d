"""Marks are copied to where their items have gone, with their time and machine.

The old ones stay: an item that is gone may come back, and other machines may not know yet.

Which item of a changed file is which item of the file as it was.

Items whose id is in both are the same. Each of the others that are gone is looked for among the new
ones, by what tells most first: the title, a link, the text, and last a title that is nearly the
same. What could mean two items means none, so that no story is taken for read that is not.

What is kept of an issue's items to know them again when their file has changed.

An item's id depends on its title and first link, so correcting either makes a new id. A trace has
enough of the old item to tell which new one it became; the text itself would be too much to keep.
"""

from __future__ import annotations

import json
import re
import unicodedata
import zlib
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from digests.marks.actions import note_changed_issues
from digests.marks.exchange import IF_NEWER

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from digests.marks.store import MarksStore
    from digests.model.issue import Item

    Keys = Callable[["ItemFingerprint"], Sequence[Hashable]]

_MARKED = """
SELECT DISTINCT issue, item FROM mark WHERE issue IN (SELECT value FROM json_each(?))
"""
_COPY = f"""
INSERT INTO mark
SELECT ?, ?, name, is_set, time, machine FROM mark WHERE issue = ? AND item = ?
{IF_NEWER}
"""  # noqa: S608 - both parts are ours


class ItemMove(NamedTuple):
    """An item that has another id now."""

    issue: str
    item: str
    """What is behind the dot in the item's id."""

    to_issue: str
    to_item: str


def marked_items(store: MarksStore, issue_ids: Sequence[str]) -> dict[str, set[str]]:
    """Return which items of the issues have or had marks; issues without any are left out."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for issue, item in store.read(_MARKED, (json.dumps(list(issue_ids)),)):
        found[issue].add(item)
    return dict(found)


def transfer_marks(store: MarksStore, moves: Sequence[ItemMove]) -> None:
    """Copy marks; where both ids have one of the same name the newer one counts.

    Raises MarksError.
    """

    def copy(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM chosen")
        for move in moves:
            places = (move.to_issue, move.to_item, move.issue, move.item)
            connection.execute(_COPY, places)
            connection.execute("INSERT OR IGNORE INTO chosen VALUES (?, ?)", places[:2])
        note_changed_issues(connection, "chosen")

    if moves:
        store.change(copy)


_NEARLY_ONE = 0.8
"""Of 1: titles so much alike may be one title before and after a correction."""

_RELATED = 0.5
"""Enough for two items that share a link which is not the first of both."""

_SHORTEST_TITLE = 8
"""Letters; shorter titles are alike by chance."""

_MOST_PAIRS = 2_000
"""Of titles that are compared letter by letter in one issue, about 0.1 seconds of work."""

_NUMBERS = re.compile(r"\d+")


def successors(old: Sequence[ItemFingerprint], new: Sequence[ItemFingerprint]) -> dict[str, str]:
    """Return for items of `old` that are gone which item of `new` each has become, by their hashes.

    No two items become the same one, and an item that is still there becomes nothing.
    """
    search = _Search(old, new)
    search.match(_title)
    search.match(_first_link)
    search.match(_links, _RELATED)
    search.match(_text)
    search.match_titles_nearly_the_same()
    return search.found


class _Search:
    """What has been found, and what has not."""

    def __init__(self, old: Sequence[ItemFingerprint], new: Sequence[ItemFingerprint]) -> None:
        self._old, self._new = old, new
        both = {item.hash for item in old} & {item.hash for item in new}
        self._gone = [item for item in old if item.hash not in both]
        self._fresh = [item for item in new if item.hash not in both]
        self.found: dict[str, str] = {}

    def match(self, keys: Keys, least: float = 0.0) -> None:
        """Match what shares a key that no other item has, now or then."""
        if not self._gone or not self._fresh:
            return
        telling = _held_once(self._old, keys) & _held_once(self._new, keys)
        holder = {key: item for item in self._fresh for key in keys(item) if key in telling}
        pairs = [
            (item, holder[key])
            for item in self._gone
            for key in keys(item)
            if key in holder and _likeness(item.title, holder[key].title) >= least
        ]
        self._take(list(dict.fromkeys(pairs)))

    def match_titles_nearly_the_same(self) -> None:
        """Match what differs by a few letters, and in no number: `v1.2` is not `v1.3`."""
        if len(self._gone) * len(self._fresh) > _MOST_PAIRS:
            return
        self._take(
            [
                (item, other)
                for item in self._gone
                for other in self._fresh
                if _are_nearly_one(item.title, other.title)
            ]
        )

    def _take(self, pairs: Sequence[tuple[ItemFingerprint, ItemFingerprint]]) -> None:
        """Keep the pairs whose items are in no other pair."""
        gone = Counter(item.hash for item, _ in pairs)
        fresh = Counter(other.hash for _, other in pairs)
        for item, other in pairs:
            if gone[item.hash] == 1 and fresh[other.hash] == 1:
                self.found[item.hash] = other.hash
        taken = set(self.found.values())
        self._gone = [item for item in self._gone if item.hash not in self.found]
        self._fresh = [other for other in self._fresh if other.hash not in taken]


def _held_once(items: Sequence[ItemFingerprint], keys: Keys) -> set[Hashable]:
    counts = Counter(key for item in items for key in set(keys(item)))
    return {key for key, count in counts.items() if count == 1}


def _title(item: ItemFingerprint) -> Sequence[Hashable]:
    letters = _letters(item.title)
    return (letters,) if letters else ()


def _first_link(item: ItemFingerprint) -> Sequence[Hashable]:
    return item.links[:1]


def _links(item: ItemFingerprint) -> Sequence[Hashable]:
    return item.links


def _text(item: ItemFingerprint) -> Sequence[Hashable]:
    return (item.text,) if item.text else ()


def _are_nearly_one(title: str, other: str) -> bool:
    return (
        min(len(_letters(title)), len(_letters(other))) >= _SHORTEST_TITLE
        and _NUMBERS.findall(title) == _NUMBERS.findall(other)
        and _likeness(title, other) >= _NEARLY_ONE
    )


def _likeness(title: str, other: str) -> float:
    """Return how much two titles are alike, from 0 to 1."""
    from difflib import SequenceMatcher  # only when an issue was edited

    return SequenceMatcher(None, _letters(title), _letters(other), autojunk=False).ratio()


def _letters(title: str) -> str:
    folded = unicodedata.normalize("NFKC", title).casefold()
    return "".join(character for character in folded if character.isalnum())


_TITLE_LENGTH = 120
_MOST_LINKS = 8


class ItemFingerprint(NamedTuple):
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


def fingerprint(item: Item) -> ItemFingerprint:
    """Return the trace of an item."""
    urls = [link.url for link in item.links if _is_telling(link.url)]
    words = " ".join(item.text.split())
    return ItemFingerprint(
        item.id.rpartition(".")[2],
        item.title[:_TITLE_LENGTH],
        tuple(map(_checksum, urls[:_MOST_LINKS])),
        _checksum(words) if len(words) >= _SHORT else 0,
    )


def pack_fingerprints(items: Iterable[Item]) -> bytes:
    """Return the traces of an issue's items in few bytes, in the order of the items."""
    values = json.dumps(
        [fingerprint(item) for item in items], ensure_ascii=False, separators=(",", ":")
    )
    return zlib.compress(values.encode("utf-8", "surrogatepass"), 1)


def unpack_fingerprints(packed: bytes) -> tuple[ItemFingerprint, ...]:
    """Return what was packed."""
    values = json.loads(zlib.decompress(packed).decode("utf-8", "surrogatepass"))
    return tuple(
        ItemFingerprint(own, title, tuple(links), text) for own, title, links, text in values
    )


def _is_telling(url: str) -> bool:
    """Say whether a link names a story rather than whoever tells it."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.path.strip("/") or parts.query)


def _checksum(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))
