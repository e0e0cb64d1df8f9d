"""Putting fetched files in the place of the old ones, one whole file at a time.

A file that did not change is left alone, so its time stays and it need not be read again. Files
are moved, which needs no room: on a full disk fetching fails before anything was moved.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from digests.sources.report import FileCounts
from digests.sources.storage import fsync, storage_error

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def publish(incoming: Path, target: Path) -> FileCounts:
    """Make `target` hold the files of `incoming`, which is emptied; both are on one disk.

    Raises SourceStorageError. What was done until then stays, and the next call does the rest.
    """
    try:
        return _publish(incoming, target)
    except OSError as error:
        raise storage_error(target, error) from error


def _publish(incoming: Path, target: Path) -> FileCounts:
    wanted, there = set(_files(incoming)), set(_files(target))
    moved = sorted(name for name in wanted if not _is_same(incoming / name, target / name))
    for name in moved:
        fsync(incoming / name)
    for name in sorted(there - wanted):
        (target / name).unlink()
    for name in moved:
        _make_way(target, name)
        os.replace(incoming / name, target / name)  # noqa: PTH105 - tests make it fail
    _remove_empty_folders(target)
    for folder in {(target / name).parent for name in moved}:
        fsync(folder)
    new = len(wanted - there)
    return FileCounts(new, len(moved) - new, len(there - wanted), len(wanted) - len(moved))


def _files(folder: Path) -> Iterator[str]:
    """Yield the regular files below `folder` by their relative paths; links are not followed."""
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)  # noqa: PTH118 - thousands of them
            if os.path.isfile(path) and not os.path.islink(path):  # noqa: PTH113, PTH114
                yield os.path.relpath(path, folder)


def _is_same(new: Path, old: Path) -> bool:
    try:
        return old.stat().st_size == new.stat().st_size and old.read_bytes() == new.read_bytes()
    except OSError:
        return False


def _make_way(target: Path, name: str) -> None:
    """Make the folders for a file; a file where a folder is wanted has been removed already."""
    _remove_empty_folders(target / name)
    (target / name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)


def _remove_empty_folders(folder: Path) -> None:
    for place, _, _ in os.walk(folder, topdown=False):
        if not os.listdir(place):  # noqa: PTH208 - place is a text
            os.rmdir(place)  # noqa: PTH106
