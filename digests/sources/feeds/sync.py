"""Updating the issue files of a feed, one for each entry.

A file's name is a date, a few words of the title, and a hash that identifies the entry. Date and
words stay as they were first, so an edited title does not make a new issue.
"""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING

from digests.sources.errors import GoneError
from digests.sources.feeds.files import FILE_NAME, with_hashes
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
) -> tuple[FileCounts, SyncState, tuple[str, ...]]:
    """Fetch the feed, write new and changed entries, and return the new state and notes.

    The notes say what in the feed could not be read.

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
        return FileCounts(unchanged=there), moved, ()
    feed = read_feed_in_child(answer.content, answer.charset, answer.address)
    today = datetime.datetime.fromtimestamp(web.clock.now()).astimezone().date()
    title = source.title or feed.title or source.name
    declare_publication(folder, title, source.home or feed.home)
    counts = write_issues(feed.entries, folder, feed_address=moved.address, today=today)
    version = answer.version
    kept = replace(moved, etag=version.etag, last_modified=version.last_modified)
    return replace(counts, unchanged=there - counts.changed), kept, feed.notes()


def _refusal_of(state: SyncState, source: Source) -> SourceError:
    if state.gone:
        return GoneError(source.address)
    return retry_later_error(state.not_before, source.address)


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
    known = {match[2]: match for name in _names(folder) if (match := FILE_NAME.fullmatch(name))}
    counts = {"new": 0, "changed": 0, "unchanged": 0}

    def text_of(entry_hash: str) -> str | None:
        return _text(folder / known[entry_hash][0]) if entry_hash in known else None

    for entry, entry_hash in with_hashes(entries, text_of):
        before = known.get(entry_hash)
        day = before[1] if before else _day(entry, today)
        name = before[0] if before else _file_name(entry, day, entry_hash)
        text = issue_text(entry, feed_address=feed_address, day=day)
        counts[_write(folder / name, text, is_new=before is None)] += 1
    return FileCounts(**counts)


def count_issues(folder: Path) -> int:
    """Return how many issue files of a feed are in `folder`."""
    return sum(FILE_NAME.fullmatch(name) is not None for name in _names(folder))


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()] if folder.is_dir() else []


def _day(entry: FeedEntry, today: datetime.date) -> str:
    """Return the day of an entry; of one that has only a month or nothing, the day it was seen."""
    return entry.date[:10] if len(entry.date) >= 10 else today.isoformat()


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def _file_name(entry: FeedEntry, day: str, entry_hash: str) -> str:
    words = name_from(entry.title).encode()[:_MAX_TITLE_BYTES].decode(errors="ignore").strip("-")
    return "-".join(part for part in (day, words, entry_hash) if part) + ".md"


def _write(path: Path, text: str, *, is_new: bool) -> str:
    if not is_new and path.read_bytes() == text.encode():
        return "unchanged"
    write_file(path, text)
    return "new" if is_new else "changed"
