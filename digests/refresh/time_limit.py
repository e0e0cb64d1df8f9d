"""A limit on the time that one file may take, so that no file can hold up the others."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

_AGAIN = 1.0
"""Seconds until the limit is enforced once more, should the first time come to nothing."""


class TooSlowError(BaseException):
    """The time is up. No `Exception`, so that nothing on the way takes it for an error of its own.

    It never leaves the library.
    """


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TooSlowError in the block once it has worked for `seconds`.

    Processor time counts, so a busy machine or a laptop that slept does no harm. Signals reach
    the main thread only; in another thread there is no limit.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _raise)
    try:
        signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)
        yield
    finally:
        # The signal may arrive on this very line.
        try:
            signal.setitimer(signal.ITIMER_PROF, 0)
        finally:
            signal.signal(signal.SIGPROF, before)


def _raise(_signal: int, _frame: FrameType | None) -> None:
    raise TooSlowError
