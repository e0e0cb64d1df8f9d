"""One of several programs that use the same library at once, for so many seconds.

`python -m tests.faults.crowd ROLE FOLDER SECONDS NUMBER` works on `FOLDER/lantern-daily` with the
cache, the marks and the list of sources beside it, and ends with an error at the first answer that
is wrong. Issues named `stable` never change; `moving` is written again and again by the indexer,
and what is fetched by the sync.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from digests import IndexBusyError, Library, MarkChange, Sources
from tests.factories import digest

if TYPE_CHECKING:
    from collections.abc import Callable

STABLE = 12
"""Issues that never change; each has one story of its own, and one that all have."""


def open_library(folder: Path) -> Library:
    return Library.open(
        [folder / "lantern-daily"], folder / "cache", marks=folder / "marks.sqlite3"
    )


def listed_sources(folder: Path) -> Sources:
    """Return the sources of the crowd; what is fetched from them is in the library."""
    return Sources(folder / "sources.toml", folder / "lantern-daily")


def write_issues(folder: Path) -> None:
    """Write what the crowd works on."""
    for number in range(STABLE):
        text = digest(f"Egret number{number} stays", "Heron stays", title=f"Stable {number}")
        (folder / "lantern-daily" / f"stable-{number}.md").write_text(text)
    move(folder, 0)


def move(folder: Path, version: int) -> None:
    """Write the next version of the issue that moves, at once."""
    text = digest("Moving story", f"version{version} of it", title="Moving")
    new = folder / "lantern-daily" / f"moving-{version}.new"  # another one in each indexer
    new.write_text(text)
    new.replace(new.with_name("moving.md"))


def search(folder: Path, number: int) -> Callable[[], None]:
    library = open_library(folder)

    def ask() -> None:
        own = library.search(f"number{number % STABLE}")
        assert own.total == 1, f"{own.total} hits instead of one"
        page = library.search("heron", limit=100)
        assert page.total == STABLE, f"{page.total} hits instead of {STABLE}"
        assert len({hit.item_id for hit in page.hits}) == STABLE
        assert library.search("moving title:story").total == 1

    return ask


def read(folder: Path, number: int) -> Callable[[], None]:
    """Look at everything, and mark: what this reader has marked must stay."""
    library = open_library(folder)
    marked: set[str] = set()

    def look() -> None:
        library.generation()
        issues = library.issues()
        assert sum(summary.title.startswith("Stable") for summary in issues) == STABLE
        item_id = f"{number:010x}.{len(marked):08x}"
        library.marks.change([item_id], MarkChange(starred=True))
        marked.add(item_id)
        assert library.marks.marked("starred") >= marked, "a mark was lost"
        assert library.issue(issues[len(marked) % len(issues)].id).items

    return look


def index(folder: Path, number: int) -> Callable[[], None]:
    library = open_library(folder)
    versions = iter(range(number * 1_000_000, sys.maxsize))

    def refresh() -> None:
        version = next(versions)
        move(folder, version)
        try:
            report = library.refresh()
        except IndexBusyError:
            return
        assert report.problems == (), report.problems

    return refresh


def sync(folder: Path, _number: int) -> Callable[[], None]:
    sources = listed_sources(folder)

    def fetch() -> None:
        (report,) = sources.sync()
        assert not report.failure, report.failure

    return fetch


_ROLES = {"search": search, "read": read, "index": index, "sync": sync}


def main(role: str, folder: str, seconds: str, number: str) -> None:
    """Do what the command line says, and print how often."""
    act = _ROLES[role](Path(folder), int(number))
    rounds = 0
    end = time.monotonic() + float(seconds)
    while time.monotonic() < end:
        act()
        rounds += 1
    print(rounds)  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
