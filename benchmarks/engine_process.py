"""One engine in a process of its own, so that its time and its memory are its own.

`python -m benchmarks.engine_process ENGINE FOLDER build ISSUES ITEMS` and `... ask PUBLICATION
ROUNDS` print a JSON object each.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.engines import Engine, open_engine
from benchmarks.material import kept_issues
from benchmarks.questions import Question, questions

_SLOW = 1.0
"""Seconds after which a query is not asked again."""

_ABSENT = 3
"""The exit code where the rival is not installed."""


def run_engine(name: str, folder: Path, *arguments: object) -> dict[str, Any] | None:
    """Run this module for one engine and return what it prints; None when it is not installed."""
    command = [sys.executable, "-m", "benchmarks.engine_process", name, folder, *arguments]
    done = subprocess.run([*map(str, command)], stdout=subprocess.PIPE, check=False)
    if done.returncode == _ABSENT:
        return None
    done.check_returncode()
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def main(name: str, folder: str, task: str, *arguments: str) -> None:
    """Do what the command line says."""
    start = time.process_time()
    try:
        engine = open_engine(name, Path(folder))
    except ImportError:
        raise SystemExit(_ABSENT) from None
    if task == "build":
        figures = _build(engine, Path(arguments[0]), int(arguments[1]))
    else:
        figures = _ask(engine, arguments[0], int(arguments[1]), start)
    print(json.dumps(figures))


def _build(engine: Engine, kept: Path, most_items: int) -> dict[str, float]:
    """Time what the engine does, by processor time; reading the issues from disk is left out."""
    items = 0
    seconds = 0.0
    for issue in kept_issues(kept, most_items):
        start = time.process_time()
        engine.add(issue)
        seconds += time.process_time() - start
        items += len(issue.items)
    start = time.process_time()
    engine.finish()
    seconds += time.process_time() - start
    figures = {"items": items, "seconds": seconds, "size": engine.size()}
    return figures | {"peak": _memory("VmHWM")}


def _ask(engine: Engine, publication: str, rounds: int, start: float) -> dict[str, Any]:
    asked = questions(publication)
    imported = time.process_time()
    engine.ask(asked[-1])
    first = time.process_time() - imported
    seconds = [_seconds(engine, question, rounds) for question in asked]
    figures = [(statistics.median(times), found) for times, found in seconds]
    return {
        "seconds": figures,
        "first": first,
        "import": imported - start,
        "memory": _memory("VmRSS"),
    }


def _seconds(engine: Engine, question: Question, rounds: int) -> tuple[list[float], int]:
    """Return the processor times of one query, and how many of the best fifty were found."""
    times: list[float] = []
    found = 0
    while len(times) < rounds and (not times or times[-1] < _SLOW):
        start = time.process_time()
        found = engine.ask(question)
        times.append(time.process_time() - start)
    return times, found


def _memory(name: str) -> int:
    """Return a figure of this process in bytes, as the kernel calls it."""
    lines = Path("/proc/self/status").read_text().splitlines()
    line = next(line for line in lines if line.startswith(name))
    return int(line.split()[1]) * 1024


if __name__ == "__main__":
    main(*sys.argv[1:])
