"""Values and digest files for tests, in few words.

Every builder has defaults for what a test does not care about.
"""

from __future__ import annotations

import datetime
import hashlib
import os
from typing import TYPE_CHECKING

from digests import Issue, Item, Kind, Link, Paragraph, Publication, Run, Section, Subjects

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def link(url: str = "https://example.org/story", text: str = "source") -> Link:
    return Link(url, text)


def item(
    title: str = "A small model learns to count",
    text: str = "It counts to ten, and explains each step.",
    *,
    issue_id: str = "0123456789",
    section: Sequence[str] = (),
    links: Sequence[str] = ("https://example.org/story",),
    kind: Kind = Kind.STORY,
    alternative_title: str = "",
) -> Item:
    mark = hashlib.blake2b(f"{title}\0{links}".encode(), digest_size=4).hexdigest()
    return Item(
        id=f"{issue_id}.{mark}",
        title=title,
        section=tuple(section),
        body=tuple(Paragraph((Run(line),)) for line in text.splitlines()),
        links=tuple(map(link, links)),
        kind=kind,
        alternative_title=alternative_title,
        text=text,
    )


def section(title: str = "Models", *children: Item | Section) -> Section:
    return Section(title=title, path=(title,), children=children)


def issue(
    *children: Item | Section,
    issue_id: str = "0123456789",
    publication: str = "lantern-daily",
    title: str = "Lantern Daily",
    date: str = "2026-08-01",
    subjects: Subjects | None = None,
    summary: str = "",
    language: str = "en",
) -> Issue:
    """An issue of `children`; `date` may be empty."""
    return Issue(
        id=issue_id,
        publication=Publication(publication),
        title=title,
        date=datetime.date.fromisoformat(date) if date else None,
        summary=summary,
        children=children,
        subjects=subjects or Subjects(),
        language=language,
        source=f"{publication}/{date or 'undated'}.md",
    )


def digest(
    *stories: str,
    title: str = "Lantern Daily 2026-08-01",
    section: str = "Models",
) -> str:
    """The text of a digest: one list entry for each story, with a link of its own."""
    entries = (
        f"- [{story}](https://example.org/{number})\n" for number, story in enumerate(stories)
    )
    return f"# {title}\n\n## {section}\n\n{''.join(entries)}"


def write(path: Path, text: str, *, modified: int | None = None) -> Path:
    """Write `text`, making folders as needed; `modified` is in seconds since the epoch."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    if modified is not None:
        os.utime(path, (modified, modified))
    return path
