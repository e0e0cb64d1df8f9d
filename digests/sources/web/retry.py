"""Retrying requests: how often, and after what delay.

Clock and sleep are values, so that tests never wait.
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
"""Seconds. A server that asks for a longer wait is not asked until then, by later syncs either."""
FARTHEST = 7 * 24 * 3600.0
"""Seconds: one week. A server that asks for more must be mistaken."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The time, and waiting."""

    now: Callable[[], float] = time.time
    """Seconds since the epoch."""

    sleep: Callable[[float], object] | None = None
    """Waits so many seconds; None for a wait that `Web.stop` interrupts."""


class Pauses:
    """Until when hosts must not be asked. Several threads may use it."""

    def __init__(self) -> None:
        """No host is left alone yet."""
        self._until: dict[str, float] = {}

    def begin(self, host: str, until: float) -> None:
        """Leave `host` alone until then, in seconds since the epoch; a longer pause stays."""
        self._until[host] = max(until, self._until.get(host, 0.0))

    def seconds_left(self, host: str, now: float) -> float:
        """Return how long `host` must not be asked yet; 0.0 when it may."""
        return max(0.0, self._until.get(host, 0.0) - now)


class TransientError(Exception):
    """A failure that may pass. It never leaves `digests.sources.web`."""

    def __init__(self, final: UnreachableError, wait: float | None = None) -> None:
        """`final` is raised if it does not pass; `wait` is requested by the server, in seconds."""
        self.final = final
        self.wait = wait
        super().__init__(str(final))


def with_retries(ask: Callable[[], _Answer], address: str, clock: Clock) -> _Answer:
    """Call `ask` until it does not raise TransientError, three times at most.

    Raises the UnreachableError of the last attempt, or RetryLaterError at once when the server asks
    for a wait of more than twenty seconds.
    """
    wait = _FIRST_WAIT
    for _ in range(ATTEMPTS - 1):
        try:
            return ask()
        except TransientError as transient:
            _refuse_long_wait(transient.wait, address, clock)
            sleep = clock.sleep or time.sleep
            sleep(wait if transient.wait is None else transient.wait)
            wait *= _GROWTH
    try:
        return ask()
    except TransientError as transient:
        _refuse_long_wait(transient.wait, address, clock)
        raise transient.final from transient


def _refuse_long_wait(wait: float | None, address: str, clock: Clock) -> None:
    if wait is not None and wait > _LONGEST_WAIT:
        raise retry_later_error(clock.now() + min(wait, FARTHEST), address)


def retry_later_error(until: float, address: str) -> RetryLaterError:
    """Return the error for a server that must not be asked before `until`, in epoch seconds."""
    shown = time.strftime("%Y-%m-%d %H:%M", time.localtime(until))
    return RetryLaterError(address, until, shown)


def retry_after_seconds(retry_after: str, clock: Clock) -> float | None:
    """Parse a `Retry-After` header (RFC 9110, 10.2.3); None if it is neither seconds nor a date."""
    if retry_after.isascii() and retry_after.isdigit():
        return float(retry_after[:9])
    try:
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - clock.now())
    except (ValueError, TypeError, OverflowError):
        return None
