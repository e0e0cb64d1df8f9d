"""What to do where nothing can be written: a full home is a pity, a closed one no reason to end.

What is learned of digests is kept in memory then, in a folder that ends with the program, and so
are marks; for many digests memory is too small, and that is said. A folder on the way that is a
file, or belongs to somebody else, is the same to us.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_IN_MEMORY = ("/run/user/{user}", "/dev/shm")  # noqa: S108 - folders in memory, where there are any
"""Where folders can be made that take memory and no disk; elsewhere it is the temporary folder."""


MOST_IN_MEMORY = 64_000_000
"""Bytes of digests, some hundred long ones or many thousand short ones."""

_TIMES = 4
"""A cache has 3.5 times the bytes of its digests: half for search, a third for stories."""


def is_writable(path: Path) -> bool:
    """Say whether `path`, a file or a folder that may be missing, can be made or written to."""
    for place in (path, *path.parents):
        if place.is_dir():
            return os.access(place, os.W_OK | os.X_OK)
        if os.path.lexists(place):
            return place == path and os.access(place, os.W_OK)
    return False


def bytes_of_digests(folders: Iterable[Path]) -> int:
    """Return the size of all issue files in some folders."""
    from digests import find_issue_files

    return sum(
        status.st_size
        for folder in folders
        for listed in find_issue_files(folder).listed
        for _, status in listed.entries
    )


def move_caches_into_memory(digests: int) -> bool:
    """Let this process and its children keep their caches in a folder that ends with it.

    `digests` are the bytes to be read. Return False when no such folder has room for them.
    """
    import atexit
    import shutil
    import tempfile

    for place in (*(place.format(user=os.getuid()) for place in _IN_MEMORY), None):
        try:
            folder = tempfile.mkdtemp(prefix="ainews-", dir=place)
        except OSError:
            continue
        if shutil.disk_usage(folder).free < digests * _TIMES:
            os.rmdir(folder)  # noqa: PTH106 - as the calls around it
            continue
        os.environ["XDG_CACHE_HOME"] = folder
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        return True
    return False
