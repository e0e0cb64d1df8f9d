"""How fast digests are parsed."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from benchmarks.tables import Table, ratio
from benchmarks.timing import median_of_each
from digests import Publication
from digests.documents.reading import read_issue_text
from digests.parsing import parse_issue
from digests.refresh.workers import ReadingWorkers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.setting import Setting
    from digests.files.issue_file import IssueFile


def tables(setting: Setting) -> Iterator[Table]:
    """Yield parsing against markdown-it-py, and one process against two."""
    yield _against_markdown_it(setting)
    yield _two_processes(setting)


def _against_markdown_it(setting: Setting) -> Table:
    from markdown_it import MarkdownIt

    texts = [(file.source, read_issue_text(file)) for file in setting.files]
    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])

    def theirs() -> None:
        for _, text in texts:
            markdown.parse(text)

    def ours() -> None:
        for source, text in texts:
            parse_issue(text, source=source, publication=Publication("x"), issue_id="0")

    size = sum(len(text.encode()) for _, text in texts)
    their_seconds, our_seconds = median_of_each(
        (theirs, ours), max(3, setting.rounds // 3), time.process_time
    )
    ours_of_theirs = ratio(our_seconds, their_seconds)
    return Table(
        f"Parsing: {len(texts):,} issues, {size / 1e6:.1f} MB, one process",
        ("", "seconds", "MB/s", "of markdown-it's time"),
        (
            ("markdown-it-py, tokens only", *_rate(their_seconds, size), ratio(1, 1)),
            ("parse_issue, whole issues", *_rate(our_seconds, size), ours_of_theirs),
        ),
    )


def _two_processes(setting: Setting) -> Table:
    size = sum(file.fingerprint.size for file in setting.files)
    _read_by(1, setting.files)
    one, two = median_of_each(
        (lambda: _read_by(1, setting.files), lambda: _read_by(2, setting.files)),
        max(3, setting.rounds // 3),
    )
    return Table(
        f"Reading, parsing and preparing for the index in worker processes, {os.cpu_count()} cores",
        ("", "seconds", "MB/s", "of one worker's rate"),
        (
            ("one worker", *_rate(one, size), ratio(1, 1)),
            ("two workers", *_rate(two, size), ratio(one, two)),
        ),
        ("Starting the workers is included.",),
    )


def _read_by(count: int, files: tuple[IssueFile, ...]) -> float:
    start = time.perf_counter()
    with ReadingWorkers(count) as workers:
        for _ in workers.read_all(files, lambda: False):
            pass
    return time.perf_counter() - start


def _rate(seconds: float, size: int) -> tuple[str, str]:
    return f"{seconds:.2f}", f"{size / 1e6 / seconds:.2f}"
