"""The index and its queries, side by side with other engines."""

from __future__ import annotations

import operator
import time
from typing import TYPE_CHECKING, Any

from benchmarks.engine_process import run_engine
from benchmarks.engines import ENGINES
from benchmarks.material import kept_issues, rows
from benchmarks.questions import questions
from benchmarks.setting import say
from benchmarks.tables import Table, bound, megabytes, milliseconds, ratio
from benchmarks.timing import nearly_worst
from digests.search.analysis import terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.setting import Setting

_OURS, _ONE_HIT, _FTS5, _WHOOSH = "ainews", "ainews, one hit", "SQLite FTS5", "stock Whoosh"
_SHARE = 10
"""Stock Whoosh gets one item in ten: it would take hours."""

Figures = dict[str, dict[str, Any]]


def tables(setting: Setting) -> Iterator[Table]:
    """Yield indexing, queries, and what a process that searches needs."""
    built, absent = _build_all(setting)
    yield _indexing(setting, built, absent)
    asked: Figures = {}
    for name in ENGINES:
        place = setting.scratch / (_OURS if name == _ONE_HIT else name)
        if place.exists():
            say(f"asking {name}")
            figures = run_engine(name, place, "ask", setting.publication, setting.rounds)
            asked[name] = figures or {}
    yield _queries(setting, asked)
    yield _process(asked)


def _build_all(setting: Setting) -> tuple[Figures, list[str]]:
    built: Figures = {}
    absent = []
    items = sum(len(issue.items) for issue in kept_issues(setting.issues))
    for name in (name for name in ENGINES if name != _ONE_HIT):
        say(f"indexing with {name}")
        most = items // _SHARE if name == _WHOOSH else items
        figures = run_engine(name, setting.scratch / name, "build", setting.issues, most)
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
        size, their_size = _per_item(figures), _per_item(built[_FTS5])
        lines.append(
            (
                f"{name}, {figures['items']:,} items",
                f"{rate:,.0f}",
                ratio(rate, reference),
                megabytes(figures["size"]),
                ratio(size, their_size),
                megabytes(figures["peak"]),
            )
        )
    ours = built[_OURS]["items"] / built[_OURS]["seconds"]
    stock = built[_WHOOSH]["items"] / built[_WHOOSH]["seconds"]
    smaller = _per_item(built[_OURS]) / _per_item(built[_FTS5])
    notes = [
        bound("rate ≥ FTS5's", is_kept=ours >= reference),
        bound(f"rate ≥ 15 × stock Whoosh's ({ours / stock:.1f} ×)", is_kept=ours >= 15 * stock),
        bound("size ≤ 0.7 × FTS5's", is_kept=smaller <= 0.7),
        bound("memory of the writer ≤ 600 MB", is_kept=built[_OURS]["peak"] <= 600e6),
        *(f"{name} is not installed: pip install --group bench" for name in absent),
    ]
    columns = ("", "items/s", "of FTS5's rate", "size", "of FTS5's size", "peak memory")
    return Table("Indexing from parsed items", columns, tuple(lines), tuple(notes))


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
    return ("cutting texts into terms alone", f"{rate:,.0f}", ratio(rate, reference), "", "", "")


def _per_item(figures: dict[str, Any]) -> float:
    return float(figures["size"] / figures["items"])


def _queries(setting: Setting, asked: Figures) -> Table:
    lines = []
    ours, one_hit, theirs = (_medians(asked[name]) for name in (_OURS, _ONE_HIT, _FTS5))
    for number, question in enumerate(questions(setting.publication)):
        cells = [_cell(asked[name]["seconds"][number]) for name in asked]
        shares = [ratio(times[number], theirs[number]) for times in (ours, one_hit)]
        lines.append((question.typed, *cells, *shares))
    p95 = [milliseconds(nearly_worst(_medians(figures))) for figures in asked.values()]
    lines.append(("p95 of the medians", *p95, "", ""))
    slower = [sum(map(operator.gt, times, theirs)) for times in (ours, one_hit)]
    notes = (
        "Milliseconds, and how many of the best fifty were found.",
        "ainews gives fifty hits with snippets and their total, rivals fifty numbers of rows.",
        f"Stock Whoosh has one item in {_SHARE}.",
        bound(f"each query ≤ FTS5's ({slower[0]} are slower)", is_kept=not slower[0]),
        bound(f"each with one hit ≤ FTS5's ({slower[1]} are slower)", is_kept=not slower[1]),
        bound("p95 ≤ 16 ms", is_kept=nearly_worst(ours) <= 0.016),
    )
    columns = ("", *asked, "of FTS5's", "one hit of FTS5's")
    return Table("Queries, median", columns, tuple(lines), notes)


def _medians(figures: dict[str, Any]) -> list[float]:
    return [seconds for seconds, _ in figures["seconds"]]


def _cell(figure: tuple[float, int]) -> str:
    seconds, found = figure
    return f"{seconds * 1000:.2f} ({found:2})"


def _process(asked: Figures) -> Table:
    lines = tuple(
        (name, megabytes(figures["memory"]), milliseconds(figures["first"]))
        for name, figures in asked.items()
    )
    ours = asked[_OURS]
    return Table(
        "A process that opened the index and asked all queries",
        ("", "resident memory", "opening, with a first query"),
        lines,
        (
            bound("memory ≤ 250 MB", is_kept=ours["memory"] <= 250e6),
            bound("opening ≤ 20 ms after the imports", is_kept=ours["first"] <= 0.02),
        ),
    )
