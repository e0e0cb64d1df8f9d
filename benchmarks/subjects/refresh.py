"""Refreshing a library: from nothing, when nothing has changed, and after one new issue."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
import time
from itertools import count
from typing import TYPE_CHECKING

from benchmarks.generated_library import PUBLICATIONS, issue_text
from benchmarks.sentences import Sentences
from benchmarks.setting import say
from benchmarks.subjects.command import home_of_reader
from benchmarks.tables import Table, bound, megabytes, milliseconds, ratio
from benchmarks.timing import median_of_each, median_seconds
from digests import Library, find_issue_files
from digests.refresh.workers import worker_count

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.setting import Setting

_MOST_FOR_ONE_ISSUE = 0.3
"""Seconds that a refresh may take longer when there is one new issue."""

_ITEMS_OF_NEW_ISSUE = 40


def tables(setting: Setting) -> Iterator[Table]:
    """Yield a refresh from nothing, one of many unchanged issues, and one with a new issue."""
    yield _from_nothing(setting)
    yield _little_changed(setting)


def _from_nothing(setting: Setting) -> Table:
    say("reading and indexing all digests")
    environment = home_of_reader(setting, "empty")
    command = (sys.executable, "-m", "tui", "index", "-f", str(setting.folder))
    start = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, process
    files = find_issue_files(setting.folder).files
    size = sum(file.fingerprint.size for file in files)
    largest = used.ru_maxrss * 1024
    return Table(
        f"`ainews index` from nothing, {worker_count()} worker",
        ("", "size", "seconds", "MB/s", "largest process"),
        (
            (
                f"{len(files):,} files",
                megabytes(size),
                f"{seconds:.1f}",
                f"{size / 1e6 / seconds:.2f}",
                megabytes(largest),
            ),
        ),
        (bound("memory ≤ 600 MB", is_kept=largest <= 600e6),),
    )


def _little_changed(setting: Setting) -> Table:
    folder, cache = setting.many_issues
    with Library.open([folder], cache) as library:
        issues = library.issues()
        listing, unchanged = median_of_each(
            (lambda: _list(folder), library.refresh), 15, time.process_time
        )
        on_the_wall = median_seconds(library.refresh, setting.rounds)
        numbers = count()
        with_new = median_seconds(
            lambda: _add_and_refresh(folder, library, next(numbers)), setting.rounds
        )
    more = with_new - on_the_wall
    items = sum(summary.items for summary in issues)
    return Table(
        f"Refreshing a library of {len(issues):,} files and {items:,} items",
        ("", "time", "of the listing"),
        (
            ("os.scandir and stat of each file", milliseconds(listing), ratio(1, 1)),
            ("refresh, nothing changed", milliseconds(unchanged), ratio(unchanged, listing)),
            ("more after one new issue", milliseconds(more), ratio(more, listing)),
        ),
        (
            "Processor time, but for the new issue, where it is time on the wall.",
            bound("nothing changed ≤ 2 × the listing", is_kept=unchanged <= 2 * listing),
            bound("one new issue ≤ 300 ms more", is_kept=more <= _MOST_FOR_ONE_ISSUE),
        ),
    )


def _list(folder: Path) -> int:
    """Ask the system for what a refresh compares: names, sizes and times."""
    count = 0
    pending = [str(folder)]
    while pending:
        with os.scandir(pending.pop()) as entries:
            for entry in entries:
                if entry.is_dir():
                    pending.append(entry.path)
                else:
                    count += entry.stat().st_size > 0
    return count


def _add_and_refresh(folder: Path, library: Library, number: int) -> None:
    day = datetime.date(2026, 7, 1) + datetime.timedelta(days=number)
    text = issue_text(Sentences(seed=number), day, _ITEMS_OF_NEW_ISSUE)
    (folder / PUBLICATIONS[0] / f"{day.isoformat()}-new.md").write_text(text, encoding="utf-8")
    report = library.refresh()
    assert report.added == 1, report
