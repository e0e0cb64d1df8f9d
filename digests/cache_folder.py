"""The folder for what can be thrown away: catalogue, index, lock.

The index holds pickles, and loading a pickle that somebody else wrote runs their code. So the
folder must belong to the user and nobody else may write to it.
"""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from digests.errors import CacheError

if TYPE_CHECKING:
    from pathlib import Path


def prepare_cache_folder(folder: Path) -> None:
    """Create `folder`, closed to others, or raise CacheError when it cannot be trusted."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.lstat()
    except OSError as error:
        raise CacheError(str(folder), (error.strerror or str(error)).lower()) from error
    reason = _reason_for_distrust(status)
    if reason:
        raise CacheError(str(folder), reason)


def _reason_for_distrust(status: os.stat_result) -> str:
    if stat.S_ISLNK(status.st_mode):
        return "it is a symbolic link; give the folder itself"
    if not stat.S_ISDIR(status.st_mode):
        return "it is not a folder"
    if status.st_uid != os.getuid():
        return "it belongs to another user"
    if status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        return "others may write to it; `chmod go-w` closes it"
    return ""
