"""Bringing the issue files of a feed up to date."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING

from digests.sources.feeds.issue_writing import count_issues, write_issues
from digests.sources.feeds.reading import read_feed_apart
from digests.sources.publication_file import declare_publication
from digests.sources.report import FileCounts
from digests.sources.web.responses import Known
from digests.sources.web.retry import later

if TYPE_CHECKING:
    from pathlib import Path

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
