"""Taking the time of something, several times."""

from __future__ import annotations

import gc
import statistics
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def median_seconds(action: Callable[[], object], rounds: int) -> float:
    """Return the median time of `action` as a clock on the wall shows it."""
    return median_of_each([action], rounds)[0]


def median_of_each(
    actions: Sequence[Callable[[], object]],
    rounds: int,
    clock: Callable[[], float] = time.perf_counter,
) -> list[float]:
    """Return the median time of each action, taken in turns, by `clock`.

    What disturbs the machine then disturbs them alike. With `time.process_time` other programs
    disturb little; it is for what one process does by itself, without waiting.
    """
    times: list[list[float]] = [[] for _ in actions]
    gc.collect()
    for _ in range(rounds):
        for action, seconds in zip(actions, times, strict=True):
            start = clock()
            action()
            seconds.append(clock() - start)
    return [statistics.median(seconds) for seconds in times]


def nearly_worst(values: Sequence[float]) -> float:
    """Return the 95th percentile."""
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.95))]
