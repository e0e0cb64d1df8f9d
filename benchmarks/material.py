"""The issues that are measured: found in a folder, and copied with changed words if they are few.

They are parsed once and kept in a file, one pickle after another, so that half a million items
need no memory and every rival gets the same.
"""

from __future__ import annotations

import dataclasses
import pickle
import re
import zlib
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from digests import IssueUnreadableError, Item, Section, find_issue_files
from digests.refresh.reading import parse_issue_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from digests import Issue

_CHANGEABLE = re.compile(r"[A-Za-z]{4,}|[\u4e00-\u9fff]{2}")
_ONE_IN = 6
"""Words of a copy that are another word than in the original."""

_WORDS_KEPT = 20_000


class Row(NamedTuple):
    """What a rival gets of an item: texts, and the fields that queries ask for."""

    title: str
    body: str
    section: str
    publication: str
    models: str
    sites: str
    """Hosts of links, apart by spaces."""
    day: int


def keep_issues(folder: Path, most_items: int | None, kept: Path) -> int:
    """Write issues of `folder` to the file `kept`, and return how many items they hold.

    Publications are mixed, so that a part of them is like the whole. Without `most_items` it is
    all of them once; when they are too few, copies follow. A file that cannot be read is passed
    over.
    """
    words = _Words()
    with kept.open("wb") as stream:
        count = originals = _keep(stream, map(words.learned, _parsed(folder)), most_items)
        copy = 0
        while most_items is not None and 0 < count < most_items:
            copy += 1
            stream.flush()
            changed = (words.changed(issue, copy) for issue in kept_issues(kept, originals))
            count += _keep(stream, changed, most_items - count)
    return count


def _parsed(folder: Path) -> Iterator[Issue]:
    found = find_issue_files(folder).files
    for file in sorted(found, key=lambda file: zlib.crc32(file.source.encode())):
        with suppress(IssueUnreadableError):
            yield parse_issue_file(file)


def _keep(stream: BinaryIO, issues: Iterable[Issue], most_items: int | None) -> int:
    """Write issues until there are `most_items`, and return how many items there are."""
    count = 0
    for issue in issues:
        pickle.dump(issue, stream)
        count += len(issue.items)
        if most_items is not None and count >= most_items:
            break
    return count


def kept_issues(kept: Path, most_items: int | None = None) -> Iterator[Issue]:
    """Yield the issues in the file `kept`, until there are `most_items`."""
    count = 0
    with kept.open("rb") as stream:
        while most_items is None or count < most_items:
            try:
                issue: Issue = pickle.load(stream)
            except EOFError:
                return
            count += len(issue.items)
            yield issue


def rows(issue: Issue) -> list[Row]:
    """Return the items of `issue` as rivals get them."""
    day = issue.date.toordinal() if issue.date else 0
    models = " ".join(issue.subjects.models).lower()
    return [
        Row(
            f"{item.title}\n{item.alternative_title}".rstrip(),
            item.text,
            "\n".join(item.section),
            issue.publication.name,
            models,
            " ".join({link.site for link in item.links}),
            day,
        )
        for item in issue.items
    ]


class _Words:
    """Other words for some words of a copy, taken from the texts that were seen before."""

    def __init__(self) -> None:
        self._seen: dict[str, list[str]] = {"latin": [], "chinese": []}

    def learned(self, issue: Issue) -> Issue:
        """Return `issue` after a look at its words."""
        for item in issue.items:
            self._learn(item.text)
        return issue

    def changed(self, issue: Issue, copy: int) -> Issue:
        """Return a copy of `issue`, the first one being number 1."""
        issue_id = f"{zlib.crc32(f'{issue.id} {copy}'.encode()):08x}{copy:02x}"
        children = tuple(self._child(child, issue_id, copy) for child in issue.children)
        return dataclasses.replace(issue, id=issue_id, children=children)

    def _child(self, child: Item | Section, issue_id: str, copy: int) -> Item | Section:
        if isinstance(child, Section):
            children = tuple(self._child(inner, issue_id, copy) for inner in child.children)
            return dataclasses.replace(child, children=children)
        change = partial(_CHANGEABLE.sub, partial(self._other, copy))
        name = child.id.rpartition(".")[2]
        title, text = change(child.title), change(child.text)
        return dataclasses.replace(child, id=f"{issue_id}.{name}", title=title, text=text)

    def _learn(self, text: str) -> None:
        for word in _CHANGEABLE.findall(text):
            seen = self._seen["latin" if word.isascii() else "chinese"]
            if len(seen) < _WORDS_KEPT:
                seen.append(word)

    def _other(self, copy: int, match: re.Match[str]) -> str:
        word = match[0]
        number = zlib.crc32(f"{word}{match.start()}".encode(), copy)
        if number % _ONE_IN:
            return word
        seen = self._seen["latin" if word.isascii() else "chinese"]
        return seen[number // _ONE_IN % len(seen)]
