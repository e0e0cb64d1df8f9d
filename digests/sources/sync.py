"""Syncing several sources at once, two at a time for each host."""

from __future__ import annotations

import datetime
from collections import defaultdict, deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from queue import SimpleQueue
from typing import TYPE_CHECKING

from digests.sources.addresses import host_of
from digests.sources.errors import (
    GoneError,
    RetryLaterError,
    SourceError,
    SourceStorageError,
    SyncStoppedError,
)
from digests.sources.source import SourceKind, SyncReport
from digests.sources.state import load_state, save_state
from digests.sources.storage import make_folder, source_lock, storage_error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from digests.sources.source import FileCounts, Source
    from digests.sources.state import SyncState
    from digests.sources.web.client import Web

_AT_ONCE = 8
"""Number of sources that are fetched at the same time."""

_AT_ONCE_FROM_HOST = 2

_REST_OF_GONE = 7 * 24 * 3600.0
"""Seconds until a page that was gone for good is asked for again: servers may be mistaken."""


def hold_back_hosts(sources: Iterable[Source], data: Path, web: Web) -> None:
    """Let `web` know the hosts that have asked an earlier sync for a pause."""
    for source in sources:
        state = load_state(data / source.name, source.address)
        if state.not_before and not state.gone:
            web.pauses.begin(host_of(source.address), state.not_before)


def sync_sources(sources: Sequence[Source], data: Path, web: Web) -> Iterator[SyncReport]:
    """Sync each source into its folder in `data`, and yield each report when it is there.

    When the caller stops iterating, running syncs are stopped too.
    """
    reports: SimpleQueue[Future[SyncReport]] = SimpleQueue()
    lanes = _lanes(sources)
    with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="sync") as pool:
        for lane in lanes:
            pool.submit(_sync_in_turn, lane, data, web, reports)
        try:
            for _ in sources:
                yield reports.get().result()
        except BaseException:  # Ctrl-C, or the caller wants no more reports
            web.stop.set()
            for lane in lanes:
                lane.clear()
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _lanes(sources: Iterable[Source]) -> list[deque[Source]]:
    """Return the sources of each host, twice if it may be asked for two of them at a time.

    Whoever takes a source off one of the two takes it off the other; the second ones come last, so
    that no host waits for another's second source.
    """
    by_host: dict[str, deque[Source]] = defaultdict(deque)
    for source in sources:
        by_host[host_of(source.address) or source.name].append(source)
    lanes = range(_AT_ONCE_FROM_HOST)
    return [lane for number in lanes for lane in by_host.values() if len(lane) > number]


def _sync_in_turn(
    lane: deque[Source], data: Path, web: Web, reports: SimpleQueue[Future[SyncReport]]
) -> None:
    while True:
        try:
            source = lane.popleft()
        except IndexError:  # the other thread has taken the last one
            return
        done: Future[SyncReport] = Future()
        try:
            done.set_result(sync_source(source, data / source.name, web))
        except BaseException as error:  # noqa: BLE001 - it is raised in the caller's thread
            done.set_exception(error)
        reports.put(done)


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
                _save_failure(folder, _after_failure(state, error, web.clock.now()))
                raise
            done = replace(kept, synced=_now(web), failure="", not_before=0.0, gone=False)
            save_state(folder, replace(done, address=source.address))
    except SourceError as error:
        return SyncReport(source.name, failure=str(error))
    moved_to = kept.address if kept.address != source.address else ""
    return SyncReport(source.name, counts, notes=notes, moved_to=moved_to)


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


def _after_failure(state: SyncState, error: SourceError, now: float) -> SyncState:
    failed = replace(state, failure=str(error))
    match error:
        case RetryLaterError():
            return replace(failed, not_before=error.until)
        case GoneError() if state.not_before <= now:
            return replace(failed, not_before=now + _REST_OF_GONE, gone=True)
        case GoneError():
            return failed
    return replace(failed, gone=False)


def _save_failure(folder: Path, state: SyncState) -> None:
    try:
        save_state(folder, state)
    except SourceStorageError:
        return  # the disk is full, and the report says so


def _now(web: Web) -> str:
    moment = datetime.datetime.fromtimestamp(web.clock.now(), datetime.UTC)
    return moment.isoformat(timespec="seconds")
