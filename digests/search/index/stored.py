"""Stored values and keys of items.

Stored values are what hits show, so that showing them reads no digest. They are compact JSON:
parsing executes nothing, and takes about three microseconds per item.

Keys are numbers that identify items across segments. A key is the sum of a number derived from the
issue's id and the item's own part of its id, eight hexadecimal digits, so that the keys of many
items are computed at once.
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

    from digests.model.issue import Issue, Subjects
    from digests.search.index.whole_issue import IndexedItem


class StoredItem(NamedTuple):
    """What a hit shows of an item, or of an issue as a whole."""

    item_id: str
    """The id of the issue, without a dot, for an issue as a whole."""
    section: tuple[str, ...]
    title: str
    """Empty for a passage of an issue, but for the first."""
    other_title: str
    """In the other language of a bilingual digest, or an empty string."""
    text: str
    links: tuple[str, ...]

    def texts(self, field: str) -> str:
        """Return the text that a phrase must occur in, for a query in this index field."""
        if field == "title":
            return f"{self.title}\n{self.other_title}"
        if field == "section":
            return "\n".join(self.section)
        return "\n".join((self.title, self.other_title, self.text, *self.section))


class StoredIssue(NamedTuple):
    """What a hit shows of its issue, and what facets count."""

    issue_id: str
    publication: str
    title: str
    day: int
    """Days since 0001-01-01, which is day 1; 0 for an undated issue."""
    precision: str
    """Of the day, a `DatePrecision`."""
    language: str
    subjects: tuple[str, ...]
    """Each with its field, as a query spells it: `company:Hugging Face`."""

    @property
    def date(self) -> datetime.date | None:
        """The date of the issue, or None without one."""
        return datetime.date.fromordinal(self.day) if self.day else None


def stored_issue(issue: Issue) -> StoredIssue:
    """Return what the index stores of `issue` as a whole."""
    return StoredIssue(
        issue.id,
        issue.publication.name,
        issue.title,
        issue.date.toordinal() if issue.date else 0,
        issue.date_precision.value,
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
    return tuple(f"{field}:{name}" for field, own in names.items() for name in own)


OWN_ID_OF_ISSUE = "00000000"
"""What stands for an issue as a whole where the own ids of its items are concatenated."""


def packed_item(item: IndexedItem) -> bytes:
    """Return the stored values of `item` as bytes, without the id of its issue and its links."""
    values = (item.own_id, item.section, item.title, item.other_title, item.text)
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )


def unpacked_item(packed: bytes, addresses: bytes, issue_id: str) -> StoredItem:
    """Return the values that `packed_item` packed; `addresses` are the links, one per line."""
    own_id, section, title, other_title, text = json.loads(packed.decode("utf-8", "surrogatepass"))
    item_id = f"{issue_id}.{own_id}" if own_id else issue_id
    links = addresses.decode("utf-8", "surrogatepass").split("\n") if addresses else ()
    return StoredItem(item_id, tuple(section), title, other_title, text, tuple(links))


_DIGITS = 8


def item_keys(issue_id: str, hashes: str) -> NDArray[np.uint64]:
    """Return the keys of an issue's items; `hashes` are their own parts of ids, concatenated."""
    return keys_of_issues({issue_id: hashes})


def keys_of_issues(hashes: Mapping[str, str]) -> NDArray[np.uint64]:
    """Return the keys of the items of several issues, in order; `hashes` are as in `item_keys`."""
    own = np.frombuffer(bytes.fromhex("".join(hashes.values())), ">u4").astype(np.uint64)
    issues = np.array([_issue_key(issue_id) for issue_id in hashes], np.uint64)
    return own + np.repeat(issues, [len(text) // _DIGITS for text in hashes.values()])


def _issue_key(issue_id: str) -> int:
    from hashlib import blake2b  # loads OpenSSL, which searching does not need

    # 63 bits, so that adding an item's part never overflows 64.
    digest = blake2b(issue_id.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little") >> 1
