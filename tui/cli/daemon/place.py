"""Where the socket of the daemon is, and whether it can be trusted.

The command loads this before anything else, so it imports what Python has loaded already.
"""

from __future__ import annotations

import os
import stat
import sys

_OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH
_OTHERS_MAY_ANYTHING = stat.S_IRWXG | stat.S_IRWXO


def socket_path(runtime_folder: str | None = None) -> str:
    """Return the path of the socket in `$XDG_RUNTIME_DIR`; empty if that names no folder."""
    folder = os.environ.get("XDG_RUNTIME_DIR", "") if runtime_folder is None else runtime_folder
    return f"{folder}/ainews-search.socket" if folder.startswith("/") else ""


def is_own_folder(folder: str) -> bool:
    """Return whether `folder` belongs to the user, and nobody else may write to it."""
    try:
        found = os.stat(folder)  # noqa: PTH116 - pathlib is slow to load
    except OSError:
        return False
    is_closed = not found.st_mode & _OTHERS_MAY_WRITE
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and is_closed


def is_own_socket(path: str) -> bool:
    """Return whether only the user can have made the socket, and nobody else may use it."""
    try:
        found = os.lstat(path)
    except OSError:
        return False
    is_closed = not found.st_mode & _OTHERS_MAY_ANYTHING
    is_own = stat.S_ISSOCK(found.st_mode) and found.st_uid == os.geteuid() and is_closed
    return is_own and is_own_folder(os.path.dirname(path))  # noqa: PTH120


def program() -> bytes:
    """Return what must be the same on both sides: the interpreter, its modes, and this package."""
    modes = (sys.flags.optimize, sys.flags.dev_mode, sys.flags.utf8_mode)
    return os.fsencode(f"{sys.executable}\n{sys.version}\n{modes}\n{__file__}")
