"""Writing below the folder of sources: files whole or not at all, and a sentence when it fails."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from digests.files.publication import FILE_NAME
from digests.sources.errors import SourceBusyError, SourceStorageError
from digests.storage.atomic_write import replace_file
from digests.storage.file_lock import file_lock
from digests.storage.toml_text import toml_lines

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path


def source_lock(path: Path, name: str, *, patience: float = 0.0) -> AbstractContextManager[None]:
    """Hold the lock file `path`, waiting up to `patience` seconds for another process.

    `name` says in the error what is locked. Raises SourceBusyError, SourceStorageError.
    """
    return file_lock(
        path,
        patience,
        busy=lambda _: SourceBusyError(name),
        broken=lambda error: storage_error(path, error),
    )


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


def declare_publication(folder: Path, title: str, home: str) -> None:
    """Say in `publication.toml` whose issues these are. An unchanged file keeps its time.

    Raises SourceStorageError, OSError.
    """
    text = toml_lines({"name": title, "home": home})
    path = folder / FILE_NAME
    if not path.is_file() or path.read_bytes() != text.encode():
        write_whole(path, text)
