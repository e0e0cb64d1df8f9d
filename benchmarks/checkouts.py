"""The same keys in the readers of two checkouts, in turns.

What disturbs the machine then disturbs them alike, so that the ratio of their figures says which
of them does less.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.generated_library import write_library
from benchmarks.setting import say
from benchmarks.tables import Table, bound, milliseconds, ratio

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from benchmarks.setting import Setting

_HERE = Path(__file__).parents[1]
_SCRIPT = Path(__file__).with_name("pressed_keys.py")

_ISSUES = 60
_ITEMS_EACH = 10
_SENTENCES_EACH = 30
"""More than a pane shows, so that there is a page to go to and every line is drawn again."""

_CALLS = 5
"""How often calls are counted: items differ in length."""

_SHARE = 0.7
_MOST_CALLS = 1029


class Reader:
    """A reader of a checkout, in a process of its own."""

    def __init__(self, checkout: Path, folder: Path, cache: Path) -> None:
        """Show `folder`; `cache` is written anew, because checkouts may differ in its format."""
        own = checkout / ".venv/bin/python"
        self._process = subprocess.Popen(
            (own if own.exists() else sys.executable, "-P", _SCRIPT, folder, cache),
            cwd=checkout,
            env={**os.environ, "PYTHONPATH": str(checkout), "PYTHONDONTWRITEBYTECODE": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, what: str) -> dict[str, float]:
        """Do `what`, as `pressed_keys` describes it, and return the figures."""
        assert self._process.stdin
        assert self._process.stdout
        print(what, file=self._process.stdin, flush=True)
        figures: dict[str, float] = json.loads(self._process.stdout.readline())
        return figures

    def end(self) -> None:
        """Let the process end."""
        self._process.communicate()


def key_tables(setting: Setting) -> Iterator[Table]:
    """Yield the processor time of four keys, and the calls of one, here and elsewhere."""
    folder = setting.given or setting.scratch / "long-items"
    if setting.given is None:
        write_library(folder, _ISSUES, _ITEMS_EACH, _SENTENCES_EACH)
    checkouts = [_HERE, *([setting.against] if setting.against else [])]
    say(f"reading the digests in {len(checkouts)} checkouts")
    readers = [
        Reader(checkout, folder, setting.scratch / f"keys-cache-{number}")
        for number, checkout in enumerate(checkouts)
    ]
    times = _in_turns(readers, "round", setting.rounds)
    calls = _in_turns(readers, "calls", _CALLS)
    for reader in readers:
        reader.end()
    yield _table("Four keys, processor time until all is drawn", times, milliseconds, _of_times)
    yield _table("From the key J to the next item's text", calls, "{:,.0f}".format, _of_calls)


def _in_turns(readers: Sequence[Reader], what: str, rounds: int) -> list[Mapping[str, float]]:
    """Return the medians of each reader."""
    figures: list[dict[str, list[float]]] = [{} for _ in readers]
    for _ in range(rounds):
        for reader, known in zip(readers, figures, strict=True):
            for name, figure in reader.ask(what).items():
                known.setdefault(name, []).append(figure)
    return [{name: statistics.median(its) for name, its in known.items()} for known in figures]


def _table(
    title: str,
    medians: list[Mapping[str, float]],
    spell: Callable[[float], str],
    note: Callable[..., Iterator[str]],
) -> Table:
    here, *others = medians
    columns = ("", "here", *(("there", "here / there") if others else ()))
    rows = []
    for name, figure in here.items():
        there = [text for its in others for text in (spell(its[name]), ratio(figure, its[name]))]
        rows.append((name, spell(figure), *there))
    return Table(title, columns, tuple(rows), tuple(note(here, *others)))


def _of_times(here: Mapping[str, float], there: Mapping[str, float] | None = None) -> Iterator[str]:
    if there is not None:
        highest = max(here[name] / there[name] for name in here)
        yield bound(f"≤ {_SHARE} × each", is_kept=highest <= _SHARE)


def _of_calls(here: Mapping[str, float], there: Mapping[str, float] | None = None) -> Iterator[str]:
    del there
    yield bound(f"≤ {_MOST_CALLS:,} calls of ours", is_kept=here["calls of ours"] <= _MOST_CALLS)
