"""The folder for what can be thrown away: catalogue, index, lock.

The engine's table of contents is a pickle, and loading a pickle that somebody else wrote runs
their code. So the folder must belong to the user and nobody else may write to it, nor put another
in its place.
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

PATIENCE = 10.0
"""Seconds to wait for another writer."""


def prepare_cache_folder(folder: Path) -> None:
    """Create `folder`, closed to others, or raise CacheError when it cannot be trusted."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        reason = reason_for_distrust(folder) or _reason_above(folder)
    except OSError as error:
        raise _cache_error(folder, error) from error
    if reason:
        raise CacheError(str(folder), reason)


def writer_lock(path: Path, patience: float) -> AbstractContextManager[None]:
    """Hold the lock file `path` of a cache, waiting up to `patience` seconds for another writer.

    Raises IndexBusyError, CacheError.
    """
    broken = partial(_cache_error, path.parent)
    return file_lock(path, patience, busy=IndexBusyError, broken=broken)


def _cache_error(folder: Path, error: OSError) -> CacheError:
    return CacheError(str(folder), (error.strerror or str(error)).lower())


def reason_for_distrust(folder: Path) -> str:
    """Say why what is in `folder` may be somebody else's, or nothing. Raises OSError."""
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
    """Whoever may rename in a folder above may put a folder of theirs here."""
    for above in folder.absolute().parents:
        mode = above.stat().st_mode
        if mode & stat.S_IWOTH and not mode & stat.S_ISVTX:
            return f"everybody may write to {safe_line(str(above))}; `chmod o-w` closes it"
    return ""
