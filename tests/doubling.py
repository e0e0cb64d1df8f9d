"""Whether twice the text takes twice the time, on a machine that may be busy.

The law is on a ratio of two times of one run, the better of several: twice the text may take 2.8
times as long. Quadratic work takes four times.
"""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MOST = 2.8
ATTEMPTS = 60


def growth(work: Callable[[str], object], short: str, long: str) -> float:
    """Return how much longer `long` takes than `short`, or a ratio up to `MOST` as soon as seen."""
    best_short = best_long = float("inf")
    was_enabled = gc.isenabled()
    gc.disable()  # when garbage is collected depends on what other tests have left
    try:
        for _ in range(ATTEMPTS):
            best_short = min(best_short, _cost(work, short))
            best_long = min(best_long, _cost(work, long))
            if best_long <= MOST * best_short:
                break
    finally:
        if was_enabled:
            gc.enable()
    return best_long / best_short


def _cost(work: Callable[[str], object], text: str) -> float:
    began = time.process_time()
    work(text)
    return max(time.process_time() - began, 1e-5)
