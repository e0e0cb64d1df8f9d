"""Whether the terminal is still there."""

from __future__ import annotations

import select


def has_hung_up(descriptor: int) -> bool:
    """Say whether the terminal behind `descriptor` was closed.

    A program that is not told so by SIGHUP, because the terminal does not control it, would read
    the end of its input again and again.
    """
    poll = select.poll()
    poll.register(descriptor, 0)  # POLLHUP and POLLERR are told unasked
    return any(event & (select.POLLHUP | select.POLLERR) for _, event in poll.poll(0))
