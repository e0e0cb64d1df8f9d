"""One process works on a source at a time.

The kernel drops the lock when its holder dies, so a lock file that was left behind means nothing.
"""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from digests.sources.errors import SourceBusyError
from digests.sources.storage import storage_error

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PAUSE = 0.02


@contextmanager
def held(path: Path, name: str, *, patience: float = 0.0) -> Iterator[None]:
    """Hold the lock file `path`, waiting up to `patience` seconds for another holder.

    `name` says in the error what is locked. Raises SourceBusyError, SourceStorageError.
    """
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        raise storage_error(path, error) from error
    try:
        _wait_for(descriptor, name, time.monotonic() + patience)
        yield
    finally:
        os.close(descriptor)


def _wait_for(descriptor: int, name: str, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= deadline:
                raise SourceBusyError(name) from error
            time.sleep(_PAUSE)
        else:
            return
