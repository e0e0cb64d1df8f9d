"""Syncing several sources at once, but one after another for each host."""

from __future__ import annotations

import datetime
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import replace
from typing import TYPE_CHECKING

from digests.sources.addresses import host_of
from digests.sources.errors import (
    RetryLaterError,
    SourceError,
    SourceStorageError,
    SyncStoppedError,
)
from digests.sources.source import SourceKind, SyncReport
from digests.sources.state import load_state, save_state
from digests.sources.storage import make_folder, source_lock, storage_error

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from digests.sources.source import FileCounts, Source
    from digests.sources.state import SyncState
    from digests.sources.web.client import Web

_AT_ONCE = 8
"""Number of hosts that are asked at the same time."""


def sync_sources(sources: Sequence[Source], data: Path, web: Web) -> Iterator[SyncReport]:
    """Sync each source into its folder in `data`, and yield reports as hosts are done.

    When the caller stops iterating, running syncs are stopped too.
    """
    by_host: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        by_host[host_of(source.address) or source.name].append(source)
    with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="sync") as pool:
        queues = [pool.submit(_sync_in_turn, queue, data, web) for queue in by_host.values()]
        try:
            for done in as_completed(queues):
                yield from done.result()
        except BaseException:  # Ctrl-C, or the caller wants no more reports
            web.stop.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _sync_in_turn(sources: Sequence[Source], data: Path, web: Web) -> list[SyncReport]:
    return [sync_source(source, data / source.name, web) for source in sources]


def sync_source(source: Source, folder: Path, web: Web) -> SyncReport:
    """Update the files in `folder`. Nothing is raised: a failure is in the report."""
    try:
        make_folder(folder)
        with source_lock(folder / ".lock", source.name):
            state = load_state(folder, source.address)
            try:
                counts, kept, notes = _sync(source, folder, state, web)
            except SyncStoppedError:
                raise
            except SourceError as error:
                _save_failure(folder, state, error)
                raise
            save_state(folder, replace(kept, synced=_now(web), failure="", not_before=0.0))
    except SourceError as error:
        return SyncReport(source.name, failure=str(error))
    return SyncReport(source.name, counts, notes=notes)


def _sync(
    source: Source, folder: Path, state: SyncState, web: Web
) -> tuple[FileCounts, SyncState, tuple[str, ...]]:
    try:
        if source.kind is SourceKind.GIT:
            from digests.sources.git.sync import sync_repository

            return *sync_repository(source, folder, state, web), ()
        from digests.sources.feeds.sync import sync_feed

        return sync_feed(source, folder, state, web)
    except OSError as error:
        raise storage_error(folder, error) from error


def _save_failure(folder: Path, state: SyncState, error: SourceError) -> None:
    until = error.until if isinstance(error, RetryLaterError) else state.not_before
    try:
        save_state(folder, replace(state, failure=str(error), not_before=until))
    except SourceStorageError:
        return  # the disk is full, and the report says so


def _now(web: Web) -> str:
    moment = datetime.datetime.fromtimestamp(web.clock.now(), datetime.UTC)
    return moment.isoformat(timespec="seconds")
