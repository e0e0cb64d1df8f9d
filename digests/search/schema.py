"""What the index keeps of an item."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, NamedTuple

from whoosh.analysis import Analyzer, Token
from whoosh.fields import ID, KEYWORD, NUMERIC, STORED, TEXT, FieldType, Schema
from whoosh.formats import Existence

from digests.search.analysis import is_cjk, terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digests.model import Issue, Item

SCHEMA_VERSION = 1
"""Raise it whenever the fields, the stored values or the analysis change: indexes are rebuilt."""

START_LENGTH = 3
"""Beginnings of words up to this many letters are terms of their own."""


class StoredItem(NamedTuple):
    """What a hit shows, kept in the index so that showing hits reads no digest."""

    item_id: str
    issue_id: str
    publication: str
    issue_title: str
    day: int
    """Days since 0001-01-01, which is day 1; 0 for an undated issue."""
    section: tuple[str, ...]
    title: str
    other_title: str
    """In the other language of a bilingual digest, or empty."""
    text: str
    links: tuple[str, ...]

    @property
    def date(self) -> datetime.date | None:
        """The date of the issue."""
        return datetime.date.fromordinal(self.day) if self.day else None


class TermAnalyzer(Analyzer):
    """The library's own analysis, as the engine wants it.

    Indexes hold this class by name, in their pickled schema.
    """

    def __call__(self, value: str, **_options: object) -> Iterator[Token]:
        """Yield the terms of `value` in one token object, as the engine's analyzers do."""
        token = Token()
        token.boost = 1.0
        token.stopped = False
        for term in terms(value):
            token.text = term
            yield token


def schema() -> Schema:
    """Return the fields of an item in the index."""
    analyzer = TermAnalyzer()
    text = TEXT(analyzer=analyzer, phrase=False)
    filtered = FieldType(Existence(), analyzer)
    names = ("publication", "company", "model", "topic", "person")
    return Schema(
        stored=STORED(),
        issue=ID(),
        title=text,
        body=text,
        section=text,
        starts=KEYWORD(),
        site=KEYWORD(),
        has=KEYWORD(),
        language=ID(),
        day=NUMERIC(int, signed=False, sortable=True, default=0),
        **dict.fromkeys(names, filtered),
    )


def indexed_fields(issue: Issue, item: Item) -> dict[str, object]:
    """Return the values of the fields for `item` of `issue`."""
    day = issue.date.toordinal() if issue.date else 0
    title = "\n".join(filter(None, (item.title, item.alternative_title)))
    subjects = issue.subjects
    return {
        "stored": tuple(_stored(issue, item, day)),
        "issue": issue.id,
        "title": title,
        "body": item.text,
        "section": "\n".join(item.section),
        "starts": " ".join(_starts(f"{title}\n{item.text}")),
        "site": " ".join(_sites(item)),
        "has": "link" if item.links else "",
        "language": issue.language,
        "day": day,
        "publication": issue.publication.name,
        "company": "\n".join(subjects.companies),
        "model": "\n".join(subjects.models),
        "topic": "\n".join((*subjects.topics, *subjects.tags)),
        "person": "\n".join(subjects.people),
    }


def _stored(issue: Issue, item: Item, day: int) -> StoredItem:
    return StoredItem(
        item_id=item.id,
        issue_id=issue.id,
        publication=issue.publication.name,
        issue_title=issue.title,
        day=day,
        section=item.section,
        title=item.title,
        other_title=item.alternative_title,
        text=item.text,
        links=tuple(link.url for link in item.links),
    )


def _starts(text: str) -> set[str]:
    """Return the first letters of each word, and each Chinese character by itself.

    The engine would join the items of thousands of terms to answer `o*` or `模`.
    """
    found: set[str] = set()
    for term in set(terms(text)):
        longest = 1 if is_cjk(term) else START_LENGTH
        found.update(term[:length] for length in range(1, longest + 1))
    return found


def _sites(item: Item) -> set[str]:
    """Return the hosts of the links with the domains above them: `docs.a.org` and `a.org`."""
    sites: set[str] = set()
    for site in {link.site for link in item.links if link.site}:
        labels = site.split(".")
        sites.update(".".join(labels[first:]) for first in range(max(1, len(labels) - 1)))
    return sites
