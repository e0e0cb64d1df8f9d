"""Writing below the folder of sources: files whole or not at all, and a sentence when it fails."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from digests.sources.errors import SourceStorageError
from digests.storage.atomic_write import replace_file

if TYPE_CHECKING:
    from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Replace `path` by a file with `text`, readable by the user alone.

    Raises SourceStorageError, and leaves what was there.
    """
    try:
        replace_file(path, text)
    except OSError as error:
        raise storage_error(path, error) from error


def make_folder(folder: Path) -> None:
    """Make `folder` and what is above it, closed to others. Raises SourceStorageError."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise storage_error(folder, error) from error


def fsync(path: Path) -> None:
    """Have a file, or the names in a folder, on the disk; raises OSError."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove_leftovers(folder: Path) -> None:
    """Remove what a process that was killed while it wrote an issue has left in `folder`."""
    for leftover in folder.glob("*.md.*"):
        leftover.unlink(missing_ok=True)


def storage_error(path: Path, error: OSError) -> SourceStorageError:
    """Return what to raise for an OSError about `path`."""
    return SourceStorageError(str(path), error.strerror or str(error))
