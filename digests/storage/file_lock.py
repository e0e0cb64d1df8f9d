"""One process writes at a time.

The kernel drops the lock when its holder dies, so a lock file that was left behind means nothing.
"""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from digests.errors import CacheError, IndexBusyError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 10.0
"""Seconds to wait for another writer."""

_PAUSE = 0.05


@contextmanager
def writer_lock(path: Path, patience: float) -> Iterator[None]:
    """Hold the lock file `path`, waiting up to `patience` seconds for another holder.

    Threads of one process shut each other out too. Raises IndexBusyError, CacheError.
    """
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        raise CacheError(str(path.parent), (error.strerror or str(error)).lower()) from error
    try:
        _wait_for(descriptor, patience)
        _sign(descriptor)
        yield
    finally:
        os.close(descriptor)


def _wait_for(descriptor: int, patience: float) -> None:
    deadline = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= deadline:
                holder = os.pread(descriptor, 200, 0).decode(errors="replace")
                raise IndexBusyError(holder) from error
            time.sleep(_PAUSE)
        else:
            return


def _sign(descriptor: int) -> None:
    """Say who holds the lock, for those who wait in vain; on a full disk nobody is named."""
    with suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"process {os.getpid()} since {time.strftime('%H:%M')}".encode(), 0)
