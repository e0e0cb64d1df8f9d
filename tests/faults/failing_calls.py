"""Makes the n-th call to the file system fail, or be the last thing that the process does.

Calls count that change something below one folder: opening a file to write, writing, bringing to
the disk, renaming, removing, making a folder. What SQLite and other compiled code do is not seen
here; tests of marks and of the catalogue stop SQLite by its own means (`dying.py`).
"""

from __future__ import annotations

import builtins
import errno
import io
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_NAMED = ("mkdir", "rmdir", "unlink", "remove", "rename", "replace", "link", "symlink")
_BY_DESCRIPTOR = ("fsync", "write", "pwrite", "ftruncate")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class FailingCalls:
    """Counts calls below `folder`, and lets `fail` happen at one of them and all after it."""

    def __init__(self, folder: Path, fail: Callable[[str], None]) -> None:
        """`fail` gets the name of the call; what it does not raise does not happen."""
        self.made: list[str] = []
        """Names of the calls so far."""
        self.has_failed = False
        self._folder = os.path.realpath(folder)
        self._fail = fail
        self._at = -1

    @contextmanager
    def at(self, number: int) -> Iterator[FailingCalls]:
        """In the block, let call `number` (from 0) and all later ones fail."""
        self.made, self.has_failed, self._at = [], False, number
        before = {(m, n): getattr(m, n) for m, n in self._patched()}
        try:
            for (module, name), call in before.items():
                setattr(module, name, self._replacement(name, call))
            yield self
        finally:
            for (module, name), call in before.items():
                setattr(module, name, call)

    def count(self, call: str) -> None:
        """Note a call, which may be the one to fail."""
        if 0 <= self._at <= len(self.made):
            self.has_failed = True
            self._fail(call)
        self.made.append(call)

    def _patched(self) -> Iterator[tuple[Any, str]]:
        yield from ((os, name) for name in (*_NAMED, *_BY_DESCRIPTOR, "open"))
        yield from ((builtins, "open"), (io, "open"))

    def _replacement(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def named(path: Any, *rest: Any, **options: Any) -> Any:
            if self._is_below(path):
                self.count(name)
            return call(path, *rest, **options)

        def opened(path: Any, flags: Any = "r", *rest: Any, **options: Any) -> Any:
            writes = flags & _WRITING if isinstance(flags, int) else set(flags) & set("wax+")
            if writes and self._is_below(path):
                self.count("open")
            file = call(path, flags, *rest, **options)
            return _File(file, self) if writes and not isinstance(file, int) else file

        return opened if name == "open" else named

    def _is_below(self, path: Any) -> bool:
        if isinstance(path, int):
            path = f"/proc/self/fd/{path}"
        return os.path.realpath(os.fsdecode(path)).startswith(self._folder)


class _File:
    """A file that is written to; half of what the failing call was to write is written."""

    def __init__(self, file: Any, calls: FailingCalls) -> None:
        self._file = file
        self._calls = calls

    def write(self, content: Any) -> Any:
        before = self._calls.has_failed
        try:
            self._calls.count("write")
        except OSError:
            if not before:
                self._file.write(content[: len(content) // 2])
            raise
        return self._file.write(content)

    def writelines(self, lines: Any) -> None:
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> _File:
        self._file.__enter__()
        return self

    def __exit__(self, *error: object) -> Any:
        return self._file.__exit__(*error)


def full_disk(_call: str) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def broken_disk(_call: str) -> None:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def read_only(_call: str) -> None:
    raise OSError(errno.EROFS, os.strerror(errno.EROFS))


def death(_call: str) -> None:
    os._exit(DIED)


DIED = 9
"""The exit code of a process that `death` ended."""

ERRORS = (full_disk, broken_disk, read_only)
