from __future__ import annotations

import contextlib
import re
import signal
from concurrent.futures import ThreadPoolExecutor

import pytest

from digests.refresh.reading import TooSlowError, time_limit

SLOW = re.compile(r"(a+)+b")
"""Takes longer with each letter, twice as long."""


def work_without_end() -> None:
    while True:
        with contextlib.suppress(Exception):
            sum(range(1000))


def test_work_without_end_is_ended() -> None:
    with pytest.raises(TooSlowError), time_limit(0.02):
        work_without_end()


def test_a_pattern_that_runs_wild_is_ended() -> None:
    with pytest.raises(TooSlowError), time_limit(0.02):
        SLOW.match("a" * 60)


def test_afterwards_signals_are_as_before() -> None:
    before = signal.getsignal(signal.SIGPROF)
    with time_limit(60):
        assert signal.getsignal(signal.SIGPROF) is not before
    assert signal.getsignal(signal.SIGPROF) is before
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)


def test_a_thread_works_without_limit() -> None:
    def work() -> int:
        with time_limit(0.000001):
            return sum(range(100_000))

    with ThreadPoolExecutor(1) as threads:
        assert threads.submit(work).result() == 4999950000
