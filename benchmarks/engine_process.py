"""One engine in a process of its own, so that its time and its memory are its own.

`keep FOLDER KEPT [ITEMS]`, `build ENGINE INDEX KEPT ITEMS` and `ask ENGINE INDEX ROUNDS
PUBLICATION SITE ADDRESS` print a JSON value each. The library may be that of another checkout,
which is asked by the benchmarks of this one.
"""

from __future__ import annotations

import datetime
import json
import os
import statistics
import subprocess
import sys
import time
from itertools import chain
from pathlib import Path
from typing import Any

from benchmarks.engines import OPTIONAL, Answer, Engine, open_engine
from benchmarks.long_items import long_issue
from benchmarks.material import keep_issues, kept_issues
from benchmarks.questions import Known, questions
from benchmarks.wanted import Question, Since

HERE = Path(__file__).parents[1]

_OPENING = Question("after:2900", Since(datetime.date(2900, 1, 1).toordinal()))
"""What is asked first: no item is so new, so that little but the opening of the index is timed."""

_SLOW = 1.0
"""Seconds after which a query is not asked again."""

_ABSENT = 3
"""The exit code where the rival is not installed."""

_START = """
import runpy, sys
sys.path.insert(0, sys.argv.pop(1))
import digests
sys.path.pop(0)
runpy.run_module("benchmarks.engine_process", run_name="__main__")
"""
"""The library comes from the folder that is named, everything after it from this checkout."""


def run_task(task: str, *arguments: object, checkout: Path = HERE) -> Any:  # noqa: ANN401 # JSON
    """Do a task with the library of `checkout`; None when the rival is not installed."""
    own = checkout / ".venv/bin/python"
    python = own if own.exists() and checkout != HERE else sys.executable
    done = subprocess.run(
        list(map(str, (python, "-P", "-c", _START, checkout, task, *arguments))),
        env={**os.environ, "PYTHONPATH": str(HERE), "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.PIPE,
        check=False,
    )
    if done.returncode == _ABSENT:
        return None
    done.check_returncode()
    return json.loads(done.stdout)


def main(task: str, *arguments: str) -> None:
    """Do what the command line says."""
    try:
        print(json.dumps(_TASKS[task](*arguments)))
    except ModuleNotFoundError as error:
        if error.name not in OPTIONAL:
            raise
        raise SystemExit(_ABSENT) from None


def _keep(folder: str, kept: str, wanted: str = "") -> int:
    return keep_issues(Path(folder), int(wanted) if wanted else None, Path(kept))


def _build(name: str, folder: str, kept: str, most_items: str) -> dict[str, float]:
    """Time what the engine does, by processor time; reading the issues from disk is left out.

    Long items come on top and are not timed: few of them have as many words as many others.
    """
    engine = open_engine(name, Path(folder))
    items = 0
    seconds = 0.0
    for issue in kept_issues(Path(kept), int(most_items)):
        start = time.process_time()
        engine.add(issue)
        seconds += time.process_time() - start
        items += len(issue.items)
    engine.add(long_issue())
    start = time.process_time()
    engine.finish()
    seconds += time.process_time() - start
    sizes = {"size": engine.size(), "whole": _bytes(Path(folder)), "peak": _memory("VmHWM")}
    return {"items": items, "seconds": seconds, **sizes}


def _ask(name: str, folder: str, rounds: str, *known: str) -> dict[str, Any]:
    engine = open_engine(name, Path(folder))
    asked = list(chain.from_iterable(questions(Known(*known)).values()))
    start = time.process_time()
    engine.ask(_OPENING)
    first = time.process_time() - start
    answers = [_answer(engine, question, int(rounds)) for question in asked]
    return {"answers": answers, "first": first, "memory": _memory("VmRSS")}


def _answer(engine: Engine, question: Question, rounds: int) -> dict[str, Any] | None:
    """Return the processor time of one query, its median and the first one, and what was found."""
    times: list[float] = []
    answer: Answer | None = None
    while len(times) < rounds and (not times or times[-1] < _SLOW):
        start = time.process_time()
        answer = engine.ask(question)
        times.append(time.process_time() - start)
    if answer is None:
        return None
    return {"median": statistics.median(times), "first": times[0], **answer._asdict()}


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _memory(name: str) -> int:
    """Return a figure of this process in bytes, as the kernel calls it."""
    lines = Path("/proc/self/status").read_text().splitlines()
    line = next(line for line in lines if line.startswith(name))
    return int(line.split()[1]) * 1024


_TASKS = {"keep": _keep, "build": _build, "ask": _ask}

if __name__ == "__main__":
    main(*sys.argv[1:])
