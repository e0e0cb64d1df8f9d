"""Writing below the folder of sources: atomically, with errors for the user."""

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


def source_lock(path: Path, name: str, *, timeout: float = 0.0) -> AbstractContextManager[None]:
    """Hold the lock file `path`, waiting up to `timeout` seconds for another process.

    `name` is what is locked, for the error. Raises SourceBusyError, SourceStorageError.
    """
    return file_lock(
        path,
        timeout,
        busy=lambda _: SourceBusyError(name),
        broken=lambda error: storage_error(path, error),
    )


def write_file(path: Path, text: str) -> None:
    """Replace `path` atomically by a file with `text`, readable by the user alone.

    Raises SourceStorageError; then the old file is unchanged.
    """
    try:
        replace_file(path, text)
    except OSError as error:
        raise storage_error(path, error) from error


def make_folder(folder: Path) -> None:
    """Create `folder` and its parents, for the user alone. Raises SourceStorageError."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise storage_error(folder, error) from error


def fsync(path: Path) -> None:
    """Sync a file, or the names in a folder, to disk. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove_leftovers(folder: Path) -> None:
    """Remove temporary files of processes that were killed while writing an issue."""
    for leftover in folder.glob("*.md.*"):
        leftover.unlink(missing_ok=True)


def storage_error(path: Path, error: OSError) -> SourceStorageError:
    """Return what to raise for an OSError about `path`."""
    return SourceStorageError(str(path), error.strerror or str(error))


def declare_publication(folder: Path, title: str, home: str) -> None:
    """Write the publication's name and home page to `publication.toml`, unless they are there.

    Raises SourceStorageError, OSError.
    """
    text = toml_lines({"name": title, "home": home})
    path = folder / FILE_NAME
    if not path.is_file() or path.read_bytes() != text.encode():
        write_file(path, text)
