"""One process works on a file or folder at a time.

The kernel drops the lock when its holder dies, so a lock file that was left behind means nothing.
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

_PAUSE = 0.02


@contextmanager
def file_lock(
    path: Path,
    patience: float,
    *,
    busy: Callable[[str], Exception],
    broken: Callable[[OSError], Exception],
) -> Iterator[None]:
    """Hold the lock file `path`, waiting up to `patience` seconds for another holder.

    Threads of one process shut each other out too. Raises `busy(holder)` when the wait was in vain,
    with who holds the lock in words, and `broken(error)` when the file cannot be opened.
    """
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        raise broken(error) from error
    try:
        if not _is_taken(descriptor, time.monotonic() + patience):
            raise busy(os.pread(descriptor, 200, 0).decode(errors="replace"))
        _sign(descriptor)
        yield
    finally:
        os.close(descriptor)


def _is_taken(descriptor: int, deadline: float) -> bool:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(_PAUSE)
        else:
            return True


def _sign(descriptor: int) -> None:
    """Write who holds the lock, for those who wait in vain; on a full disk nobody is named."""
    with suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"process {os.getpid()} since {time.strftime('%H:%M')}".encode(), 0)
