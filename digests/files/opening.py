"""Opening files that may have become something else since they were found."""

from __future__ import annotations

import os
from contextlib import contextmanager
from stat import S_ISREG
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_MESSAGE_BYTES = 32_000_000
"""Larger messages are refused: mail servers accept less, attachments included."""


@contextmanager
def open_regular(path: Path | str) -> Iterator[BinaryIO | None]:
    """Open a file for reading; None when it is a pipe, a link or a device by now."""
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC
    descriptor = os.open(path, flags)
    with os.fdopen(descriptor, "rb") as stream:
        yield stream if S_ISREG(os.fstat(descriptor).st_mode) else None
