"""Locks between processes and threads.

The kernel drops a lock when its holder dies, so a lock file that was left behind means nothing.
"""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_POLL_INTERVAL = 0.02
"""Seconds."""


@contextmanager
def file_lock(
    path: Path,
    timeout: float,
    *,
    busy: Callable[[str], Exception],
    broken: Callable[[OSError], Exception],
) -> Iterator[None]:
    """Hold the lock file `path`, waiting up to `timeout` seconds for another holder.

    Threads of one process exclude each other too. Raises `busy(holder)` when the time is up, where
    `holder` is a phrase such as `process 41 since 09:30`, and `broken(error)` when the file cannot
    be opened.
    """
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        raise broken(error) from error
    try:
        if not _acquire(descriptor, time.monotonic() + timeout):
            raise busy(os.pread(descriptor, 200, 0).decode(errors="replace"))
        _write_holder(descriptor)
        yield
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, deadline: float) -> bool:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(_POLL_INTERVAL)
        else:
            return True


def _write_holder(descriptor: int) -> None:
    """Write who holds the lock, for error messages; on a full disk nobody is named."""
    with suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"process {os.getpid()} since {time.strftime('%H:%M')}".encode(), 0)
