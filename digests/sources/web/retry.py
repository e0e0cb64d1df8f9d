"""How often to ask again, and how long to wait before.

The clock and the waiting are values, so that a test never waits.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, TypeVar

from digests.sources.errors import RetryLaterError, UnreachableError

if TYPE_CHECKING:
    from collections.abc import Callable

_Answer = TypeVar("_Answer")

ATTEMPTS = 3
_FIRST_WAIT = 1.0
_GROWTH = 4.0
_LONGEST_WAIT = 20.0
"""Seconds. A server that asks for more is left alone until then, by later syncs too."""
_FARTHEST = 7 * 24 * 3600.0
"""Seconds. A server that asks for more than a week is mistaken."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The time, and waiting."""

    now: Callable[[], float] = time.time
    """Seconds since the epoch."""

    sleep: Callable[[float], object] | None = None
    """Waits some seconds; None waits until somebody stops it."""


class PassingError(Exception):
    """Something that may be over in a moment. It never leaves `digests.sources.web`."""

    def __init__(self, final: UnreachableError, wait: float | None = None) -> None:
        """`final` is told when it does not pass; `wait` is what the server asks for, in seconds."""
        self.final = final
        self.wait = wait
        super().__init__(str(final))


def with_patience(ask: Callable[[], _Answer], address: str, clock: Clock) -> _Answer:
    """Call `ask` until it does not raise PassingError, three times at most.

    Raises the UnreachableError of the last attempt, or RetryLaterError at once when the server
    asks for more time than anybody wants to wait.
    """
    wait = _FIRST_WAIT
    for _ in range(ATTEMPTS - 1):
        try:
            return ask()
        except PassingError as passing:
            _refuse_long_wait(passing.wait, address, clock)
            sleep = clock.sleep or time.sleep
            sleep(wait if passing.wait is None else passing.wait)
            wait *= _GROWTH
    try:
        return ask()
    except PassingError as passing:
        _refuse_long_wait(passing.wait, address, clock)
        raise passing.final from passing


def _refuse_long_wait(wait: float | None, address: str, clock: Clock) -> None:
    if wait is not None and wait > _LONGEST_WAIT:
        raise later(clock.now() + min(wait, _FARTHEST), address)


def later(until: float, address: str) -> RetryLaterError:
    """Return the error for a server that is to be left alone until `until`."""
    shown = time.strftime("%Y-%m-%d %H:%M", time.localtime(until))
    return RetryLaterError(address, until, shown)


def seconds_asked_for(retry_after: str, clock: Clock) -> float | None:
    """Read a `Retry-After` header (RFC 9110, 10.2.3); None when it is no seconds and no date."""
    if retry_after.isascii() and retry_after.isdigit():
        return float(retry_after[:9])
    try:
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - clock.now())
    except (ValueError, TypeError, OverflowError):
        return None
