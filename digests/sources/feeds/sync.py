"""Bringing the issue files of a feed up to date.

Keeping the issue files of a feed: one for each entry, found again by its name's last part.

A file's name is its date, a few words and a hash of the entry's id. The first two stay as they
were when the entry was first seen, so an edited title does not make another issue.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from digests.sources.feeds.issue_text import issue_text
from digests.sources.feeds.reading import read_feed_apart
from digests.sources.source import FileCounts, name_from
from digests.sources.storage import declare_publication, remove_leftovers, write_whole
from digests.sources.web.responses import Known
from digests.sources.web.retry import later

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from digests.sources.feeds.feed import FeedEntry
    from digests.sources.source import Source
    from digests.sources.state import SyncState
    from digests.sources.web.client import Web


def sync_feed(
    source: Source, folder: Path, state: SyncState, web: Web
) -> tuple[FileCounts, SyncState]:
    """Ask for the feed, write what is new or changed, and return what is to be remembered.

    Raises SourceError; then the files are whole, and the next sync starts where this one did.
    """
    if state.not_before > web.clock.now():
        raise later(state.not_before, source.address)
    there = count_issues(folder)
    # Without files there is nothing that could be unchanged.
    known = Known(state.etag, state.last_modified) if there else Known()
    answer = web.ask(source.address, known=known, allow_private=source.allow_private)
    if answer.is_unchanged:
        return FileCounts(unchanged=there), state
    feed = read_feed_apart(answer.content, answer.charset, answer.address)
    today = datetime.datetime.fromtimestamp(web.clock.now()).astimezone().date()
    title = source.title or feed.title or source.name
    declare_publication(folder, title, source.home or feed.home)
    counts = write_issues(feed.entries, folder, feed_address=source.address, today=today)
    version = answer.version
    kept = replace(state, etag=version.etag, last_modified=version.last_modified, not_before=0.0)
    return replace(counts, unchanged=there - counts.changed), kept


_NAME = re.compile(r"(\d{4}-\d\d-\d\d)-.*?([0-9a-f]{12})\.md")
_MOST_WORDS = 60
"""Bytes of the words in a file's name."""


def write_issues(
    entries: Iterable[FeedEntry], folder: Path, *, feed_address: str, today: datetime.date
) -> FileCounts:
    """Write a file for each entry that is new or changed; others keep theirs untouched.

    Files of entries that the feed no longer has stay. Raises SourceStorageError; what was written
    until then is whole.
    """
    remove_leftovers(folder)
    known = {match[2]: match for name in _names(folder) if (match := _NAME.fullmatch(name))}
    counts = {"new": 0, "changed": 0, "unchanged": 0}
    seen: set[str] = set()
    for entry in entries:
        mark = _mark(entry)
        if mark in seen:
            continue
        seen.add(mark)
        before = known.get(mark)
        day = before[1] if before else (entry.date or today.isoformat())[:10]
        name = before[0] if before else _file_name(entry, day, mark)
        text = issue_text(entry, feed_address=feed_address, day=day)
        counts[_write(folder / name, text, is_new=before is None)] += 1
    return FileCounts(**counts)


def count_issues(folder: Path) -> int:
    """Return how many issue files of a feed are in `folder`."""
    return sum(_NAME.fullmatch(name) is not None for name in _names(folder))


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()] if folder.is_dir() else []


def _mark(entry: FeedEntry) -> str:
    return hashlib.blake2b(entry.id.encode(), digest_size=6).hexdigest()


def _file_name(entry: FeedEntry, day: str, mark: str) -> str:
    words = name_from(entry.title).encode()[:_MOST_WORDS].decode(errors="ignore").strip("-")
    return "-".join(part for part in (day, words, mark) if part) + ".md"


def _write(path: Path, text: str, *, is_new: bool) -> str:
    if not is_new and path.read_bytes() == text.encode():
        return "unchanged"
    write_whole(path, text)
    return "new" if is_new else "changed"
