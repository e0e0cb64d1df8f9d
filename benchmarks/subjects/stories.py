"""What it costs to find out which items tell one story, and to ask about them."""

from __future__ import annotations

import dataclasses
import datetime
import random
import time
from itertools import islice
from typing import TYPE_CHECKING

from benchmarks.material import kept_issues
from benchmarks.setting import say
from benchmarks.tables import Table, bound, megabytes, milliseconds, ratio
from digests import Stories
from digests.stories import prepare_stories, update_stories

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from benchmarks.setting import Setting
    from digests import Issue

_LAST_DAY = datetime.date(2026, 6, 30)
_ITEMS_A_DAY = 400
_NEW_ITEMS = 1_000
_SHORT = 15
"""Days of the short archive: more than are looked at around a new issue."""


def tables(setting: Setting) -> Iterator[Table]:
    """Yield what new items cost in a long and in a short archive, and what questions cost."""
    newest, older = _split(setting)
    days = {issue.date for issue in newest if issue.date}
    start = min(days) - datetime.timedelta(days=_SHORT)
    long = _Archive(setting.scratch / "stories-long.sqlite3", "the whole archive", older())
    near = (issue for issue in older() if issue.date and issue.date >= start)
    short = _Archive(setting.scratch / "stories-short.sqlite3", f"the last {_SHORT} days", near)
    yield _updating((long, short), newest)
    yield _asking(long.stories, setting.rounds)
    for archive in (long, short):
        archive.stories.close()


class _Archive:
    """Tables that hold some issues, all compared."""

    def __init__(self, path: Path, name: str, issues: Iterable[Issue]) -> None:
        say(f"comparing the items of {name}")
        self.path = path
        self.name = name
        self.stories = Stories(path)
        start = time.process_time()
        update_stories(self.stories.tables, map(prepare_stories, issues))
        self.seconds = time.process_time() - start
        self.items = self.stories.tables.fact("frozen")

    def seconds_for(self, issues: list[Issue]) -> float:
        """Return the time of this process for adding `issues`; they are taken out again."""
        start = time.process_time()
        update_stories(self.stories.tables, map(prepare_stories, issues))
        seconds = time.process_time() - start
        update_stories(self.stories.tables, remove=[issue.id for issue in issues])
        return seconds


def _split(setting: Setting) -> tuple[list[Issue], _Older]:
    """Return the issues with the newest items, and all others as often as they are asked for."""
    newest: list[Issue] = []
    for issue in _dated(setting.issues):
        newest.append(issue)
        if sum(len(issue.items) for issue in newest) >= _NEW_ITEMS:
            break
    return newest, _Older(setting.issues, len(newest))


@dataclasses.dataclass(frozen=True)
class _Older:
    kept: Path
    after: int

    def __call__(self) -> Iterator[Issue]:
        return islice(_dated(self.kept), self.after, None)


def _dated(kept: Path) -> Iterator[Issue]:
    """Yield issues with dates that follow each other: copies have those of their originals."""
    items = 0
    for issue in kept_issues(kept):
        days = datetime.timedelta(days=items // _ITEMS_A_DAY)
        yield dataclasses.replace(issue, date=_LAST_DAY - days)
        items += len(issue.items)


def _updating(archives: tuple[_Archive, _Archive], newest: list[Issue]) -> Table:
    items = sum(len(issue.items) for issue in newest)
    costs = [archive.seconds_for(newest) / items * 1000 for archive in archives]
    rows = tuple(
        (
            f"{archive.name}, {archive.items:,} items",
            f"{archive.seconds / max(1, archive.items) * 1000:.2f} s",
            f"{cost:.2f} s",
            ratio(cost, costs[-1]),
            megabytes(archive.path.stat().st_size),
        )
        for archive, cost in zip(archives, costs, strict=True)
    )
    return Table(
        f"Stories: {items:,} new items, seconds for a thousand",
        ("", "building it", "new items", "of the short archive's", "file"),
        rows,
        (
            bound("≤ 1 s for a thousand new items", is_kept=costs[0] <= 1),
            bound("≤ 1.5 × as long in the whole archive", is_kept=costs[0] <= 1.5 * costs[1]),
        ),
    )


def _asking(stories: Stories, rounds: int) -> Table:
    query = "SELECT issue.id || '.' || mark FROM item JOIN issue ON issue.number = item.issue"
    known = [item_id for (item_id,) in stories.tables.rows(f"{query} LIMIT 20000")]
    chosen = random.Random(1).sample(known, min(len(known), 20 * rounds))
    first = chosen[0].partition(".")[0]
    issue = [item_id for item_id in known if item_id.startswith(first)]
    since = _LAST_DAY - datetime.timedelta(days=9)
    rows = (
        ("other tellings of an item", _each(stories.tellings, chosen)),
        ("its translation", _each(stories.translation_of, chosen)),
        (
            f"what is new of {len(issue)} items",
            _each(lambda i: stories.seen(i, set(known)), [issue]),
        ),
        ("catching up nine days", _each(stories.catch_up, [since])),
        ("a timeline", _each(stories.timeline, ["openai"])),
    )
    return Table("Stories: questions", ("", "mean"), rows)


def _each(question, chosen) -> str:  # noqa: ANN001 - any question with one argument
    start = time.perf_counter()
    for value in chosen:
        question(value)
    return milliseconds((time.perf_counter() - start) / len(chosen))
