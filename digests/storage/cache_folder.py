"""The cache folder, which holds catalogue, index and locks, and may be deleted at any time.

The search engine's table of contents is a pickle, and loading a pickle that somebody else wrote
runs their code. So the folder must belong to the user, and nobody else may write to it or replace
it.
"""

from __future__ import annotations

import os
import stat
from functools import partial
from typing import TYPE_CHECKING

from digests.errors import CacheError, IndexBusyError
from digests.safe_text import safe_line
from digests.storage.file_lock import file_lock

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

LOCK_TIMEOUT = 10.0
"""Seconds to wait for another writer."""


def prepare_cache_folder(folder: Path) -> None:
    """Create `folder` for the user alone. Raises CacheError when it cannot be trusted."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        reason = reason_for_distrust(folder) or _reason_above(folder)
    except OSError as error:
        raise _cache_error(folder, error) from error
    if reason:
        raise CacheError(str(folder), reason)


def writer_lock(path: Path, timeout: float) -> AbstractContextManager[None]:
    """Hold the lock file `path` of a cache, waiting up to `timeout` seconds for another writer.

    Raises IndexBusyError, CacheError.
    """
    broken = partial(_cache_error, path.parent)
    return file_lock(path, timeout, busy=IndexBusyError, broken=broken)


def _cache_error(folder: Path, error: OSError) -> CacheError:
    return CacheError(str(folder), (error.strerror or str(error)).lower())


def reason_for_distrust(folder: Path) -> str:
    """Return why others may have written to `folder`, or an empty string. Raises OSError."""
    status = folder.lstat()
    if stat.S_ISLNK(status.st_mode):
        return "it is a symbolic link; give the folder itself"
    if not stat.S_ISDIR(status.st_mode):
        return "it is not a folder"
    if status.st_uid != os.getuid():
        return "it belongs to another user"
    if status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        return "others may write to it; `chmod go-w` closes it"
    return ""


def _reason_above(folder: Path) -> str:
    """Return why others could replace `folder` by renaming in a folder above it."""
    for above in folder.absolute().parents:
        mode = above.stat().st_mode
        if mode & stat.S_IWOTH and not mode & stat.S_ISVTX:
            return f"everybody may write to {safe_line(str(above))}; `chmod o-w` closes it"
    return ""
