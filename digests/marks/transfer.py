"""Recognising items whose ids have changed, and copying their marks to the new ids.

An item's id depends on its title and first link, so correcting either gives it a new id. The
fingerprint of an item has enough of it to tell which item of the changed file it became; storing
the whole text would take too much room.

Items with the same id before and after are the same. The others are matched by what identifies them
best: first the title, then a link, the text, and last a similar title. Ambiguous matches are
dropped, so that no unread item counts as read.

Marks are copied with their time and machine. The old ones stay: an item may come back, and other
machines may not have the new file yet.
"""

from __future__ import annotations

import json
import re
import unicodedata
import zlib
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from digests.marks.actions import record_changed_issues
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
    """An item whose id has changed."""

    issue: str
    item: str
    """The part of the item's id after the dot."""

    to_issue: str
    to_item: str


def marked_items(store: MarksStore, issue_ids: Sequence[str]) -> dict[str, set[str]]:
    """Return the items that have or had marks, by issue; issues without any are left out."""
    marked: defaultdict[str, set[str]] = defaultdict(set)
    for issue, item in store.read(_MARKED, (json.dumps(list(issue_ids)),)):
        marked[issue].add(item)
    return dict(marked)


def transfer_marks(store: MarksStore, moves: Sequence[ItemMove]) -> None:
    """Copy the marks of moved items; if both ids have the same mark, the later wins.

    Raises MarksError.
    """

    def copy(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM chosen")
        for move in moves:
            target = (move.to_issue, move.to_item)
            connection.execute(_COPY, (*target, move.issue, move.item))
            connection.execute("INSERT OR IGNORE INTO chosen VALUES (?, ?)", target)
        record_changed_issues(connection, "chosen")

    if moves:
        store.change(copy)


_SIMILAR = 0.8
"""From 0 to 1: titles as similar as this may be one title before and after a correction."""

_RELATED = 0.5
"""Similarity of titles that is enough for items sharing a link that is not the first of both."""

_SHORTEST_TITLE = 8
"""Letters; shorter titles are similar by chance."""

_MOST_PAIRS = 2_000
"""Of titles compared letter by letter in one issue: about 0.1 seconds of work."""

_NUMBERS = re.compile(r"\d+")


def successors(old: Sequence[ItemFingerprint], new: Sequence[ItemFingerprint]) -> dict[str, str]:
    """Return which item of `new` each gone item of `old` has become, by their hashes.

    No two items become the same one, and items that are in both are left out.
    """
    matching = _Matching(old, new)
    matching.match(_title)
    matching.match(_first_link)
    matching.match(_links, _RELATED)
    matching.match(_text)
    matching.match_repeated()
    matching.match_similar_titles()
    return matching.matches


class _Matching:
    """The items matched so far, and those that are not."""

    def __init__(self, old: Sequence[ItemFingerprint], new: Sequence[ItemFingerprint]) -> None:
        self._old, self._new = old, new
        both = {item.hash for item in old} & {item.hash for item in new}
        self._gone_items = [item for item in old if item.hash not in both]
        self._new_items = [item for item in new if item.hash not in both]
        self.matches: dict[str, str] = {}

    def match(self, keys: Keys, least: float = 0.0) -> None:
        """Match items by keys that exactly one item had before and exactly one has now.

        `least` is how similar their titles must be, from 0 to 1.
        """
        if not self._gone_items or not self._new_items:
            return
        distinctive = _unique_keys(self._old, keys) & _unique_keys(self._new, keys)
        holder = {key: item for item in self._new_items for key in keys(item) if key in distinctive}
        pairs = [
            (item, holder[key])
            for item in self._gone_items
            for key in keys(item)
            if key in holder and _similarity(item.title, holder[key].title) >= least
        ]
        self._accept(list(dict.fromkeys(pairs)))

    def match_repeated(self) -> None:
        """Match items that an issue has several times, in their order, if none came or went."""
        old, new = _by_content(self._gone_items), _by_content(self._new_items)
        self._accept(
            [
                pair
                for content, items in old.items()
                if len(items) == len(new.get(content, ()))
                for pair in zip(items, new[content], strict=True)
            ]
        )

    def match_similar_titles(self) -> None:
        """Match titles that differ by a few letters, but in no number: `v1.2` is not `v1.3`."""
        if len(self._gone_items) * len(self._new_items) > _MOST_PAIRS:
            return
        self._accept(
            [
                (item, other)
                for item in self._gone_items
                for other in self._new_items
                if _are_similar(item.title, other.title)
            ]
        )

    def _accept(self, pairs: Sequence[tuple[ItemFingerprint, ItemFingerprint]]) -> None:
        """Accept the pairs whose items are in no other pair."""
        gone = Counter(item.hash for item, _ in pairs)
        fresh = Counter(other.hash for _, other in pairs)
        for item, other in pairs:
            if gone[item.hash] == 1 and fresh[other.hash] == 1:
                self.matches[item.hash] = other.hash
        taken = set(self.matches.values())
        self._gone_items = [item for item in self._gone_items if item.hash not in self.matches]
        self._new_items = [other for other in self._new_items if other.hash not in taken]


def _by_content(
    items: Sequence[ItemFingerprint],
) -> dict[tuple[tuple[int, ...], int], list[ItemFingerprint]]:
    """Return items that have links and enough text, by both, in order."""
    found: defaultdict[tuple[tuple[int, ...], int], list[ItemFingerprint]] = defaultdict(list)
    for item in items:
        if item.links and item.text:
            found[item.links, item.text].append(item)
    return found


def _unique_keys(items: Sequence[ItemFingerprint], keys: Keys) -> set[Hashable]:
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


def _are_similar(title: str, other: str) -> bool:
    return (
        min(len(_letters(title)), len(_letters(other))) >= _SHORTEST_TITLE
        and _NUMBERS.findall(title) == _NUMBERS.findall(other)
        and _similarity(title, other) >= _SIMILAR
    )


def _similarity(title: str, other: str) -> float:
    """Return how similar two titles are, from 0 to 1."""
    from difflib import SequenceMatcher  # rarely needed: only when an issue was edited

    return SequenceMatcher(None, _letters(title), _letters(other), autojunk=False).ratio()


def _letters(title: str) -> str:
    folded = unicodedata.normalize("NFKC", title).casefold()
    return "".join(character for character in folded if character.isalnum())


_TITLE_LENGTH = 120
_MOST_LINKS = 8


class ItemFingerprint(NamedTuple):
    """What identifies an item after its file has changed."""

    hash: str
    """The part of the item's id after the dot."""

    title: str
    """Cut after 120 characters."""

    links: tuple[int, ...]
    """Checksums of its first eight links, not counting links to a site's front page."""

    text: int
    """Checksum of its text; 0 if that is too short to distinguish items."""


_SHORT = 40
"""Characters; shorter texts may be shared by several items, such as `Read more on their blog`."""


def fingerprint(item: Item) -> ItemFingerprint:
    """Return the fingerprint of an item."""
    urls = [link.url for link in item.links if _is_distinctive(link.url)]
    text = " ".join(item.text.split())
    return ItemFingerprint(
        item.id.rpartition(".")[2],
        item.title[:_TITLE_LENGTH],
        tuple(map(_checksum, urls[:_MOST_LINKS])),
        _checksum(text) if len(text) >= _SHORT else 0,
    )


def pack_fingerprints(items: Iterable[Item]) -> bytes:
    """Return the fingerprints of items as compressed JSON, in the given order."""
    values = json.dumps(
        [fingerprint(item) for item in items], ensure_ascii=False, separators=(",", ":")
    )
    return zlib.compress(values.encode("utf-8", "surrogatepass"), 1)


def unpack_fingerprints(packed: bytes) -> tuple[ItemFingerprint, ...]:
    """Return the fingerprints that `pack_fingerprints` packed."""
    values = json.loads(zlib.decompress(packed).decode("utf-8", "surrogatepass"))
    return tuple(
        ItemFingerprint(own, title, tuple(links), text) for own, title, links, text in values
    )


def _is_distinctive(url: str) -> bool:
    """Return whether a link leads to a page rather than to a site's front page."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.path.strip("/") or parts.query)


def _checksum(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))
