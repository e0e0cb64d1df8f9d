"""The index and its queries, side by side with other engines, or with another checkout."""

from __future__ import annotations

import subprocess
import sys
import time
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks.engine_process import run_task
from benchmarks.engines import ENGINES, ONLY_BUILT, index_of
from benchmarks.material import kept_issues, rows
from benchmarks.query_table import query_table
from benchmarks.questions import questions
from benchmarks.searched_checkouts import checkout_tables
from benchmarks.setting import say
from benchmarks.tables import Table, bound, megabytes, milliseconds, ratio
from digests.search.analysis import terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.setting import Setting

_OURS, _FTS5, _WHOOSH = "ainews", "SQLite FTS5", "stock Whoosh"
_SHARE = 10
"""Stock Whoosh gets one item in ten: it would take hours."""

_TIMED = "import time; start = time.process_time(); import {}; print(time.process_time() - start)"
_IMPORTS = {
    "NumPy": _TIMED.format("numpy"),
    "what searches of the library, after NumPy": "import numpy; "
    + _TIMED.format("digests.search.evaluation.evaluation, digests.search.index.index"),
}

Figures = dict[str, dict[str, Any]]


def tables(setting: Setting) -> Iterator[Table]:
    """Yield indexing, queries, and what a process that searches needs."""
    if setting.against is not None:
        yield from checkout_tables(setting, setting.against)
        return
    built, absent = _build_all(setting)
    yield _indexing(setting, built, absent)
    asked: Figures = {}
    for name in ENGINES:
        if index_of(name) in built and name != ONLY_BUILT:
            say(f"asking {name}")
            place = setting.scratch / index_of(name)
            asked[name] = run_task("ask", name, place, setting.rounds, *setting.known)
    answers = {name: figures["answers"] for name, figures in asked.items()}
    yield query_table(questions(setting.known), answers)
    yield _process(asked)
    yield _imports(setting)


def _build_all(setting: Setting) -> tuple[Figures, list[str]]:
    built: Figures = {}
    absent = []
    items = sum(len(issue.items) for issue in kept_issues(setting.issues))
    for name in (name for name in ENGINES if name == index_of(name)):
        say(f"indexing with {name}")
        most = items // _SHARE if name == _WHOOSH else items
        figures = run_task("build", name, setting.scratch / name, setting.issues, most)
        if figures is None:
            absent.append(name)
        else:
            built[name] = figures
    return built, absent


def _indexing(setting: Setting, built: Figures, absent: list[str]) -> Table:
    reference = built[_FTS5]["items"] / built[_FTS5]["seconds"]
    lines = [_terms_alone(setting, reference)]
    for name, figures in built.items():
        rate = figures["items"] / figures["seconds"]
        sizes = (ratio(_per_item(figures), _per_item(built[each])) for each in (_FTS5, ONLY_BUILT))
        lines.append(
            (
                f"{name}, {figures['items']:,} items",
                f"{rate:,.0f}",
                ratio(rate, reference),
                megabytes(figures["size"]),
                *sizes,
                megabytes(figures["whole"]),
                megabytes(figures["peak"]),
            )
        )
    ours = built[_OURS]["items"] / built[_OURS]["seconds"]
    stock = built[_WHOOSH]["items"] / built[_WHOOSH]["seconds"]
    smaller = _per_item(built[_OURS]) / _per_item(built[_FTS5])
    notes = [
        "Sizes without stored texts; with all that an engine keeps in its folder.",
        bound("rate ≥ FTS5's", is_kept=ours >= reference),
        bound(f"rate ≥ 15 × stock Whoosh's ({ours / stock:.1f} ×)", is_kept=ours >= 15 * stock),
        bound("size ≤ 0.7 × FTS5's", is_kept=smaller <= 0.7),
        bound("memory of the writer ≤ 600 MB", is_kept=built[_OURS]["peak"] <= 600e6),
        *(f"{name} is not installed: pip install --group bench" for name in absent),
    ]
    columns = ("", "items/s", "of FTS5's", "size", "of FTS5's", "without positions")
    return Table(
        "Indexing from parsed items",
        (*columns, "with all", "peak memory"),
        tuple(lines),
        tuple(notes),
    )


def _terms_alone(setting: Setting, reference: float) -> tuple[str, ...]:
    """Return a line about the analysis, which every engine pays."""
    seconds, items = 0.0, 0
    for issue in kept_issues(setting.issues, 20_000):
        found = rows(issue)
        start = time.process_time()
        for row in found:
            for text in row[:3]:
                terms(text)
        seconds += time.process_time() - start
        items += len(found)
    rate = items / seconds
    return ("cutting texts into terms alone", f"{rate:,.0f}", ratio(rate, reference), *[""] * 5)


def _per_item(figures: dict[str, Any]) -> float:
    return float(figures["size"] / figures["items"])


def _process(asked: Figures) -> Table:
    lines = tuple(
        (name, megabytes(figures["memory"]), milliseconds(figures["first"]))
        for name, figures in asked.items()
    )
    ours = [figures for name, figures in asked.items() if index_of(name) == _OURS]
    return Table(
        "A process that opened the index and asked all queries",
        ("", "resident memory", "opening, with a first query"),
        lines,
        (
            bound("memory ≤ 250 MB", is_kept=max(each["memory"] for each in ours) <= 250e6),
            bound("opening ≤ 20 ms after the imports", is_kept=asked[_OURS]["first"] <= 0.02),
        ),
    )


def _imports(setting: Setting) -> Table:
    lines = []
    for what, script in _IMPORTS.items():
        command = [sys.executable, "-c", script]
        seconds = [float(subprocess.check_output(command)) for _ in range(setting.rounds)]
        lines.append((what, milliseconds(median(seconds))))
    return Table("Imports of a process that searches", ("", "processor time"), tuple(lines))
