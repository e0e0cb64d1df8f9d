"""Updating the issue files of a feed, one for each entry.

A file's name is a date, a few words of the title, and a hash of the entry's id, which identifies
it. Date and words stay as they were first, so an edited title does not make a new issue.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from digests.sources.errors import GoneError
from digests.sources.feeds.issue_text import issue_text
from digests.sources.feeds.reading import read_feed_in_child
from digests.sources.source import FileCounts, name_from
from digests.sources.storage import declare_publication, remove_leftovers, write_file
from digests.sources.web.responses import Validators
from digests.sources.web.retry import retry_later_error

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from digests.sources.errors import SourceError
    from digests.sources.feeds.feed import FeedEntry
    from digests.sources.source import Source
    from digests.sources.state import SyncState
    from digests.sources.web.client import Web


def sync_feed(
    source: Source, folder: Path, state: SyncState, web: Web
) -> tuple[FileCounts, SyncState]:
    """Fetch the feed, write new and changed entries, and return the new state.

    The state has another address if the feed has moved for good.

    Raises SourceError; then no file is incomplete, and the next sync starts from the old state.
    """
    if state.not_before > web.clock.now():
        raise _refusal_of(state, source)
    there = count_issues(folder)
    # Without files, an answer that nothing has changed would be useless.
    known = Validators(state.etag, state.last_modified) if there else Validators()
    answer = web.ask(source.address, known=known, allow_private=source.allow_private)
    moved = replace(state, address=answer.moved_to or state.address)
    if answer.is_unchanged:
        return FileCounts(unchanged=there), moved
    feed = read_feed_in_child(answer.content, answer.charset, answer.address)
    today = datetime.datetime.fromtimestamp(web.clock.now()).astimezone().date()
    title = source.title or feed.title or source.name
    declare_publication(folder, title, source.home or feed.home)
    counts = write_issues(feed.entries, folder, feed_address=moved.address, today=today)
    version = answer.version
    kept = replace(moved, etag=version.etag, last_modified=version.last_modified)
    return replace(counts, unchanged=there - counts.changed), kept


def _refusal_of(state: SyncState, source: Source) -> SourceError:
    if state.gone:
        return GoneError(source.address)
    return retry_later_error(state.not_before, source.address)


_NAME = re.compile(r"(\d{4}-\d\d-\d\d)-.*?([0-9a-f]{12})\.md")
_MAX_TITLE_BYTES = 60
"""Of the title in a file's name."""


def write_issues(
    entries: Iterable[FeedEntry], folder: Path, *, feed_address: str, today: datetime.date
) -> FileCounts:
    """Write a file for each new or changed entry; other files are not touched.

    Files of entries that the feed no longer has stay. Raises SourceStorageError; even then, no file
    is incomplete.
    """
    remove_leftovers(folder)
    known = {match[2]: match for name in _names(folder) if (match := _NAME.fullmatch(name))}
    counts = {"new": 0, "changed": 0, "unchanged": 0}
    seen: set[str] = set()
    for entry in entries:
        entry_hash = _entry_hash(entry)
        if entry_hash in seen:
            continue
        seen.add(entry_hash)
        before = known.get(entry_hash)
        day = before[1] if before else (entry.date or today.isoformat())[:10]
        name = before[0] if before else _file_name(entry, day, entry_hash)
        text = issue_text(entry, feed_address=feed_address, day=day)
        counts[_write(folder / name, text, is_new=before is None)] += 1
    return FileCounts(**counts)


def count_issues(folder: Path) -> int:
    """Return how many issue files of a feed are in `folder`."""
    return sum(_NAME.fullmatch(name) is not None for name in _names(folder))


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()] if folder.is_dir() else []


def _entry_hash(entry: FeedEntry) -> str:
    return hashlib.blake2b(entry.id.encode(), digest_size=6).hexdigest()


def _file_name(entry: FeedEntry, day: str, entry_hash: str) -> str:
    words = name_from(entry.title).encode()[:_MAX_TITLE_BYTES].decode(errors="ignore").strip("-")
    return "-".join(part for part in (day, words, entry_hash) if part) + ".md"


def _write(path: Path, text: str, *, is_new: bool) -> str:
    if not is_new and path.read_bytes() == text.encode():
        return "unchanged"
    write_file(path, text)
    return "new" if is_new else "changed"
