"""Taking the time of something, several times."""

from __future__ import annotations

import gc
import statistics
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_PATIENCE = 3.0
"""Seconds after which something slow is not done again."""


def median_seconds(action: Callable[[], object], rounds: int) -> float:
    """Return the median wall time of `action`; fewer rounds when it is slow."""
    return statistics.median(_times(action, rounds))


def median_of_each(actions: Sequence[Callable[[], object]], rounds: int) -> list[float]:
    """Return the median wall time of each action, taken in turns.

    What disturbs the machine then disturbs them alike.
    """
    times: list[list[float]] = [[] for _ in actions]
    for _ in range(rounds):
        for action, seconds in zip(actions, times, strict=True):
            seconds.append(_seconds(action))
    return [statistics.median(seconds) for seconds in times]


def nearly_worst(values: Sequence[float]) -> float:
    """Return the 95th percentile."""
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.95))]


def _times(action: Callable[[], object], rounds: int) -> list[float]:
    times: list[float] = []
    gc.collect()
    while len(times) < rounds and sum(times) < _PATIENCE:
        times.append(_seconds(action))
    return times


def _seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start
