"""The index of this checkout beside that of another: how fast it is built, how large, how asked.

Each checkout parses, indexes and searches in processes of its own, with its own code.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from statistics import median
from typing import TYPE_CHECKING, Any, TypeAlias

from benchmarks.engine_process import HERE, run_task
from benchmarks.query_table import hits
from benchmarks.questions import questions
from benchmarks.setting import say
from benchmarks.tables import Table, bound, megabytes, ratio

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from benchmarks.query_table import Answer
    from benchmarks.questions import Known
    from benchmarks.setting import Setting

    Answers: TypeAlias = Sequence[Answer]

_ENGINES = ("ainews", "ainews, 50 hits", "ainews, facets")
_SIZES = {"size, with texts": "whole", "size, without them": "size", "peak memory": "peak"}
_LOWEST_RATE = 0.9
_HIGHEST_SIZE = 1.15
_ALL = 10**9


@dataclass(frozen=True)
class Checkout:
    """A folder of the program, a file of issues that it parsed, and the place of its index."""

    folder: Path
    kept: Path
    index: Path

    def run(self, task: str, *arguments: object) -> Any:  # noqa: ANN401 # JSON
        """Do a task of `engine_process` with the library of this checkout."""
        say(f"{task}, {self.folder}")
        return run_task(task, *arguments, checkout=self.folder)

    def build(self) -> dict[str, float]:
        """Index the issues."""
        figures: dict[str, float] = self.run("build", "ainews", self.index, self.kept, _ALL)
        return figures

    def ask(self, rounds: int, known: Known) -> list[Answers]:
        """Return the answers to all queries, of each engine."""
        return [self.run("ask", name, self.index, rounds, *known)["answers"] for name in _ENGINES]


def checkout_tables(setting: Setting, against: Path) -> Iterator[Table]:
    """Yield indexing and queries, here and there."""
    here = Checkout(HERE, setting.issues, setting.scratch / "index-here")
    there = Checkout(against, setting.scratch / "there.pickle", setting.scratch / "index-there")
    there.run("keep", setting.folder, there.kept, setting.most_items or "")
    yield _indexing(here.build(), there.build())
    asked = (each.ask(setting.rounds, setting.known) for each in (here, there))
    typed = [one.typed for one in chain.from_iterable(questions(setting.known).values())]
    yield _queries(typed, *asked)


def _indexing(here: dict[str, float], there: dict[str, float]) -> Table:
    rates = [figures["items"] / figures["seconds"] for figures in (here, there)]
    lines = [("items/s", *(f"{rate:,.0f}" for rate in rates), ratio(*rates))]
    for what, name in _SIZES.items():
        sizes = here[name], there[name]
        lines.append((what, *map(megabytes, sizes), ratio(*sizes)))
    notes = (
        bound(f"rate ≥ {_LOWEST_RATE} ×", is_kept=rates[0] >= _LOWEST_RATE * rates[1]),
        bound(
            f"size with texts ≤ {_HIGHEST_SIZE} ×",
            is_kept=here["whole"] <= _HIGHEST_SIZE * there["whole"],
        ),
    )
    title = f"Indexing {here['items']:,} items"
    return Table(title, ("", "here", "there", "here / there"), tuple(lines), notes)


def _queries(typed: list[str], here: list[Answers], there: list[Answers]) -> Table:
    pages = zip(here[0], there[0], strict=True)
    lines = [[text, *map(hits, page)] for text, page in zip(typed, pages, strict=True)]
    notes = ["Milliseconds here and there, and the ratio; hits differ where a query is read anew."]
    for name, ours, theirs in zip(_ENGINES, here, there, strict=True):
        ratios = []
        for line, our, their in zip(lines, ours, theirs, strict=True):
            line += [_milliseconds(our), _milliseconds(their), "–"]
            if our and their:
                line[-1] = ratio(our["median"], their["median"])
                ratios.append(our["median"] / their["median"])
        notes.append(f"{name}: {median(ratios):.2f} × there, the median of the ratios")
    columns = (column for name in _ENGINES for column in (name, "there", "ratio"))
    head = ("", "hits", "there", *columns)
    return Table("Queries, median", head, tuple(map(tuple, lines)), tuple(notes))


def _milliseconds(answer: Answer) -> str:
    return f"{answer['median'] * 1000:.2f}" if answer else "–"
