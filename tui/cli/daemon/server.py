"""The daemon: it loads what a search needs, listens, and forks a child for each request.

It ends after ten minutes without a search, and with the first request after its own modules, the
settings or its socket have changed; that command does the work itself, and starts another daemon.
"""

from __future__ import annotations

import fcntl
import gc
import os
import select
import signal
import socket
import struct
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from tui.cli.daemon.child import converse
from tui.cli.daemon.place import is_own_folder, socket_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

IDLE = 600.0
"""Seconds without a search after which the daemon ends."""

_PENDING = 16
"""Commands that may wait while a child is forked."""

_FOUND_NOWHERE = "xqzwvxkqjz"

Stamps: TypeAlias = "dict[str, tuple[int, ...]]"


def main(arguments: list[str]) -> int:
    """Run the search, and one that finds nothing, so that all they need is loaded; then listen.

    Returns at once if another daemon is at work, or the runtime folder is not the user's own.
    """
    from tui.cli import main as run_command
    from tui.system.paths import settings_file

    path = socket_path()
    with only_daemon(path) as is_only:
        if not is_only:
            return 0
        run_command(arguments)
        run_command([*arguments, _FOUND_NOWHERE])
        os.chdir("/")
        with listening(path) as listener:
            watched = (str(settings_file()), path, *_module_files())
            before = stamps(watched)
            gc.freeze()
            signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel forgets children that end
            serve(listener, answer_in_child, lambda: stamps(watched) == before)
    return 0


def serve(
    listener: socket.socket,
    answer: Callable[[socket.socket, socket.socket], None],
    is_current: Callable[[], bool],
    is_asked_within: Callable[[socket.socket, float], bool] | None = None,
) -> None:
    """Hand each connection to `answer`, with the listener, until the daemon has to end."""
    is_asked_within = is_asked_within or _is_asked_within
    while is_asked_within(listener, IDLE) and is_current():
        with suppress(BlockingIOError, ConnectionError):
            connection, _ = listener.accept()
            with connection:
                if is_of_same_user(connection):
                    answer(connection, listener)


def answer_in_child(connection: socket.socket, listener: socket.socket) -> None:
    """Fork a child that answers; a daemon that cannot fork leaves the work to the command."""
    try:
        child = os.fork()
    except OSError:
        return
    if child:
        return
    try:
        listener.close()
        connection.setblocking(True)
        with suppress(OSError, ValueError):
            converse(connection)
    finally:
        os._exit(0)


def is_of_same_user(connection: socket.socket) -> bool:
    """Return whether the other side runs as this user, where the system tells.

    Elsewhere the modes of the socket and of its folder say so alone.
    """
    if not hasattr(socket, "SO_PEERCRED"):
        return True
    found = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    _, user, _ = struct.unpack("3i", found)
    return bool(user == os.geteuid())


@contextmanager
def only_daemon(path: str) -> Iterator[bool]:
    """Hold the lock beside the socket; yields whether that is possible. Never waits."""
    if not path or not is_own_folder(os.path.dirname(path)):  # noqa: PTH120
        yield False
        return
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
    lock = os.open(f"{path}.lock", flags, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        yield False
    else:
        yield True
    finally:
        os.close(lock)


@contextmanager
def listening(path: str) -> Iterator[socket.socket]:
    """Listen at `path`, for the user only; a socket that a dead daemon has left is replaced.

    Only the holder of the lock may call it.
    """
    Path(path).unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX) as listener:
        mask = os.umask(0o177)
        try:
            listener.bind(path)
        finally:
            os.umask(mask)
        own = stamps([path])
        listener.listen(_PENDING)
        listener.setblocking(False)
        try:
            yield listener
        finally:
            if stamps([path]) == own:
                Path(path).unlink(missing_ok=True)


def stamps(paths: Iterable[str]) -> Stamps:
    """Return which file is at each path, and when it was changed; nothing for one that is not."""
    found: Stamps = {}
    for path in paths:
        with suppress(OSError):
            status = os.stat(path)  # noqa: PTH116 - hundreds of files before each search
            found[path] = (status.st_ino, status.st_mtime_ns, status.st_size)
    return found


def _module_files() -> list[str]:
    files = (getattr(module, "__file__", None) for module in tuple(sys.modules.values()))
    return [file for file in files if file]


def _is_asked_within(listener: socket.socket, seconds: float) -> bool:
    return bool(select.select([listener], [], [], seconds)[0])
