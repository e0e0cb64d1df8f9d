"""What a key press costs, and the largest issue of all."""

from __future__ import annotations

import asyncio
import datetime
import time
from typing import TYPE_CHECKING

from textual.app import App
from textual.content import Content

from benchmarks.generated_library import issue_text
from benchmarks.sentences import Sentences
from benchmarks.tables import Table, bound, milliseconds, ratio
from benchmarks.timing import median_of_each, nearly_worst
from digests import Publication
from digests.documents.reading import read_issue_text
from digests.parsing import parse_issue
from tui.reader.tree_rows import row_content, tree_rows
from tui.text.item import item_content
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from textual.app import ComposeResult

    from benchmarks.setting import Setting

_ROWS = (12_000, 475_000)
_STEPS = 60
_LARGE = 300_000
"""Bytes of an issue that is large enough; when there is none, one is written."""

_TREE_WIDTH, _TREE_HEIGHT, _ITEM_WIDTH = 40, 50, 80


def tables(setting: Setting) -> Iterator[Table]:
    """Yield steps of the cursor, and the opening of a large issue."""
    yield _cursor()
    yield _large_issue(setting)


class _Rows(VirtualList):
    def row_lines(self, index: int, width: int) -> Sequence[Content]:
        return [Content(f"{index:,} 青石山 a row of a list of issues"[:width])]


class _ListApp(App[None]):
    def compose(self) -> ComposeResult:
        yield _Rows(id="rows")


def _cursor() -> Table:
    lines = []
    slowest = 0.0
    for count in _ROWS:
        step, page, filled = asyncio.run(_seconds_of_moves(count))
        slowest = max(slowest, step, page)
        lines.append(
            (f"{count:,} rows", milliseconds(step), milliseconds(page), milliseconds(filled))
        )
    return Table(
        "A list, processor time until it is drawn, 95 of 100 moves",
        ("", "one row down", "one page down", "all rows replaced"),
        tuple(lines),
        (bound("≤ 16 ms", is_kept=slowest <= 0.016),),
    )


async def _seconds_of_moves(count: int) -> tuple[float, float, float]:
    app = _ListApp()
    async with app.run_test(size=(120, 40)) as pilot:
        rows = app.query_one(_Rows)
        rows.set_row_count(count)
        await pilot.pause()

        async def each(action: Callable[[], object]) -> float:
            times = []
            for _ in range(_STEPS):
                start = time.process_time()
                action()
                await pilot.pause()
                times.append(time.process_time() - start)
            return nearly_worst(times)

        step = await each(rows.action_cursor_down)
        page = await each(rows.action_cursor_page_down)
        return step, page, await each(lambda: rows.set_row_count(count))


def _large_issue(setting: Setting) -> Table:
    from markdown_it import MarkdownIt

    text = _large_text(setting)
    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    theirs, ours = median_of_each(
        (lambda: markdown.parse(text), lambda: _open(text)), setting.rounds, time.process_time
    )
    return Table(
        f"Opening an issue of {len(text.encode()) / 1000:,.0f} KB",
        ("", "time", "of markdown-it's"),
        (
            ("markdown-it-py, tokens only", milliseconds(theirs), ratio(1, 1)),
            ("parsed, its tree and its first item ready", milliseconds(ours), ratio(ours, theirs)),
        ),
        (bound("≤ 1.2 ×", is_kept=ours <= 1.2 * theirs),),
    )


def _large_text(setting: Setting) -> str:
    largest = max(setting.files, key=lambda file: file.fingerprint.size)
    if largest.fingerprint.size >= _LARGE:
        return read_issue_text(largest)
    return issue_text(Sentences(seed=1), datetime.date(2026, 6, 30), _LARGE // 300)


def _open(text: str) -> None:
    """Do what is done until the tree and the first item can be drawn."""
    issue = parse_issue(text, source="large.md", publication=Publication("large"), issue_id="0")
    for row in tree_rows(issue)[:_TREE_HEIGHT]:
        row_content(row, _TREE_WIDTH)
    item_content(issue, issue.items[0], _ITEM_WIDTH)
