"""What hits show, kept in the index so that showing them reads no digest.

Values are compact JSON: reading them runs nothing, and an item costs about three microseconds.

The numbers by which the index knows items, whatever segment they are in.

A key is made of the two parts of an item's id: a number drawn from the issue's part, and the
item's part, eight hexadecimal digits, added to it. So the keys of many items are made at once.
"""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING, NamedTuple

from digests.model.text import one_of_each
from digests.search.index.arrays import np
from digests.search.query.model import TextField

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from digests.model.issue import Issue, Item, Subjects


class StoredItem(NamedTuple):
    """What a hit shows of an item."""

    item_id: str
    section: tuple[str, ...]
    title: str
    other_title: str
    """In the other language of a bilingual digest, or empty."""
    text: str
    links: tuple[str, ...]

    def texts(self, field: str) -> str:
        """Return what a phrase must stand in, when it was asked for in this field."""
        if field == "title":
            return f"{self.title}\n{self.other_title}"
        if field == "section":
            return "\n".join(self.section)
        return "\n".join((self.title, self.other_title, self.text, *self.section))


class StoredIssue(NamedTuple):
    """What a hit shows of its issue, and what can be counted over issues."""

    issue_id: str
    publication: str
    title: str
    day: int
    """Days since 0001-01-01, which is day 1; 0 for an undated issue."""
    language: str
    subjects: tuple[str, ...]
    """Each with its field, as a query spells it: `company:Hugging Face`."""

    @property
    def date(self) -> datetime.date | None:
        """The date of the issue."""
        return datetime.date.fromordinal(self.day) if self.day else None


def stored_issue(issue: Issue) -> StoredIssue:
    """Return what the index keeps of `issue`."""
    return StoredIssue(
        issue.id,
        issue.publication.name,
        issue.title,
        issue.date.toordinal() if issue.date else 0,
        issue.language,
        _subjects(issue.subjects),
    )


def _subjects(subjects: Subjects) -> tuple[str, ...]:
    """Return the subjects with their fields; a tag counts as a topic, as in queries."""
    names = {
        TextField.COMPANY: subjects.companies,
        TextField.MODEL: subjects.models,
        TextField.TOPIC: one_of_each(subjects.topics + subjects.tags),
        TextField.PERSON: subjects.people,
    }
    return tuple(f"{field}:{name}" for field, found in names.items() for name in found)


def shown_id(issue_id: str, item_id: str) -> str:
    """Return the id of an item in an issue, from its id or the part that is its own."""
    return f"{issue_id}.{item_id.rpartition('.')[2]}"


def packed_item(item: Item) -> bytes:
    """Return the stored values of `item`; its issue's id is kept once for all its items."""
    values = (
        item.id.rpartition(".")[2],
        item.section,
        item.title,
        item.alternative_title,
        item.text,
        [link.url for link in item.links],
    )
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )


def unpacked_item(packed: bytes, issue_id: str) -> StoredItem:
    """Return stored values as they were."""
    mark, section, title, other_title, text, links = json.loads(
        packed.decode("utf-8", "surrogatepass")
    )
    return StoredItem(
        shown_id(issue_id, mark), tuple(section), title, other_title, text, tuple(links)
    )


_DIGITS = 8


def item_keys(issue_id: str, hashes: str) -> NDArray[np.uint64]:
    """Return the keys of an issue's items; `hashes` are their parts of the ids in one string."""
    return keys_of_issues({issue_id: hashes})


def keys_of_issues(hashes: Mapping[str, str]) -> NDArray[np.uint64]:
    """Return the keys of the items of several issues, issue by issue."""
    own = np.frombuffer(bytes.fromhex("".join(hashes.values())), ">u4").astype(np.uint64)
    issues = np.array([_issue_key(issue_id) for issue_id in hashes], np.uint64)
    return own + np.repeat(issues, [len(text) // _DIGITS for text in hashes.values()])


def _issue_key(issue_id: str) -> int:
    from hashlib import blake2b  # loads OpenSSL, which searching does not need

    # One bit less than there is room for, so that adding an item's part never overflows.
    digest = blake2b(issue_id.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little") >> 1
