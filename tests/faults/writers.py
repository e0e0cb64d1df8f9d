"""Everything of the program that writes a small file, as functions of a folder and a number.

Each call with another number writes something else into the same files.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, NamedTuple

from digests import HighlightedText, Hit, SavedSearch, SavedSearches
from digests.library.muting import mark_new
from digests.sources.feeds.feed import FeedEntry
from digests.sources.feeds.sync import write_issues
from digests.sources.source import Source, SourceKind
from digests.sources.source_list import edited_sources
from digests.sources.state import SyncState, save_state
from tui.cli.verbs.watch import WatchedQuery
from tui.settings import add_folders
from tui.state.memory import SavedState, SearchHistory

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class _Issue(NamedTuple):
    id: str


class _OnlyIssues:
    """A library as far as mute rules ask it before they find anything."""

    def __init__(self, number: int) -> None:
        self._number = number

    def issues(self) -> tuple[_Issue, ...]:
        return tuple(_Issue(f"{n:010x}") for n in range(self._number + 1))

    def members(self, _query: str, _issue_ids: object) -> frozenset[str]:
        return frozenset()


def write_settings(folder: Path, number: int) -> None:
    add_folders(folder / "settings.toml", [folder / str(number)])


def save_search(folder: Path, number: int) -> None:
    SavedSearches(folder / "searches.toml").save(SavedSearch("news", f"heron {number}"))


def remember_value(folder: Path, number: int) -> None:
    SavedState(folder / "reader.json").set("theme", f"theme {number}")


def remember_query(folder: Path, number: int) -> None:
    SearchHistory(SavedState(folder / "reader.json")).add(f"heron {number}")


def watch_query(folder: Path, number: int) -> None:
    nothing = HighlightedText("")
    hit = Hit(
        issue_id="0123456789",
        item_id=f"0123456789.{number:08x}",
        publication="",
        date=None,
        issue_title="",
        title=nothing,
        section=(),
        snippet=nothing,
        links=(),
        score=0.0,
    )
    WatchedQuery(folder / "watched.txt", "heron").mark_seen([hit])


def list_source(folder: Path, number: int) -> None:
    with edited_sources(folder / "sources.toml") as sources:
        sources[:] = [Source("lantern", SourceKind.FEED, f"https://lantern.example/{number}")]


def remember_sync(folder: Path, number: int) -> None:
    save_state(folder, SyncState(address=f"https://lantern.example/{number}"))


def write_feed(folder: Path, number: int) -> None:
    entries = [
        FeedEntry(f"id {n}", f"Story {n}", "", "2026-08-01", f"It is version {number}.", False)
        for n in range(3)
    ]
    today = datetime.date(2026, 8, 1)
    write_issues(entries, folder, feed_address="https://lantern.example/", today=today)


def remember_muted(folder: Path, number: int) -> None:
    rules = [SavedSearch("quiet", "heron", "read")]
    mark_new(_OnlyIssues(number), rules, folder / "muted-issues")  # type: ignore[arg-type]  # as above


WRITERS: tuple[Callable[[Path, int], None], ...] = (
    write_settings,
    save_search,
    remember_value,
    remember_query,
    watch_query,
    list_source,
    remember_sync,
    write_feed,
    remember_muted,
)


def contents(folder: Path) -> dict[str, bytes]:
    """Return what is in the files of a folder; passed over is what writers leave when they die."""
    return {
        path.name: path.read_bytes()
        for path in folder.iterdir()
        if path.is_file() and not path.name.endswith(".lock") and path.suffix in SUFFIXES
    }


SUFFIXES = frozenset(("", ".toml", ".json", ".txt", ".md"))
