"""One search in a process of its own, forked from the daemon, on the streams of the command."""

from __future__ import annotations

import atexit
import os
import signal
import socket
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

from tui.cli.daemon.client import GO, NUMBER, PATIENCE, received
from tui.cli.daemon.place import program

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LONGEST_REQUEST = 4_000_000
"""Bytes; systems allow two million for arguments and environment."""

_FIXED_NAMES = (b"HOME", b"XDG_CONFIG_HOME", b"LANG", b"LANGUAGE")
_FIXED_BEGINNINGS = (b"PYTHON", b"LC_")
"""What an interpreter reads once, when it starts, and what says which settings are in force."""


class Request(NamedTuple):
    """A command line, and what its process was given."""

    program: bytes
    umask: int
    folder: bytes
    arguments: list[str]
    environment: dict[bytes, bytes]


def parsed(content: bytes) -> Request:
    """Return the request in what `client.request` made; raises ValueError."""
    sent_program, umask, folder, count, *others, _ = content.split(b"\0")
    arguments = [os.fsdecode(field) for field in others[: int(count)]]
    variables = (field.partition(b"=") for field in others[int(count) :])
    return Request(
        sent_program, int(umask), folder, arguments, {name: value for name, _, value in variables}
    )


def is_for_us(asked: Request, environment: Mapping[bytes, bytes]) -> bool:
    """Return whether a process with `environment` would answer a request like a new process."""
    return asked.program == program() and _fixed(asked.environment) == _fixed(environment)


def _fixed(environment: Mapping[bytes, bytes]) -> dict[bytes, bytes]:
    return {
        name: value
        for name, value in environment.items()
        if name in _FIXED_NAMES or name.startswith(_FIXED_BEGINNINGS)
    }


def converse(connection: socket.socket) -> None:
    """Read a request, and answer it if it is meant for this daemon. Ends quietly if not.

    Raises OSError and ValueError for a request that is incomplete or makes no sense.
    """
    connection.settimeout(PATIENCE)
    length, streams, _, _ = socket.recv_fds(connection, NUMBER, 3)
    size = int.from_bytes(length, "big")
    if len(length) < NUMBER or len(streams) < 3 or size > _LONGEST_REQUEST:
        return
    asked = parsed(received(connection, size))
    if not is_for_us(asked, os.environb):
        return
    os.setpgid(0, 0)
    connection.sendall(os.getpid().to_bytes(NUMBER, "big"))
    if connection.recv(1) != GO:
        return
    connection.settimeout(None)
    code = _run(asked, streams)
    connection.sendall(bytes([code & 0xFF]))


def _run(asked: Request, streams: Sequence[int]) -> int:
    _become(asked, streams)
    from tui.cli import main

    try:
        code = main(asked.arguments)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    except BaseException:  # noqa: BLE001 - as the interpreter does with what nobody catches
        sys.excepthook(*sys.exc_info())
        code = 1
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            continue
    return code


def _become(asked: Request, streams: Sequence[int]) -> None:
    """Take over streams, folder, mask, environment and the ways in which signals are handled."""
    for number, descriptor in enumerate(streams):
        os.dup2(descriptor, number)
        os.close(descriptor)
    os.environb.clear()
    os.environb.update(asked.environment)
    time.tzset()
    os.chdir(asked.folder)
    os.umask(asked.umask)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.argv = ["ainews", *asked.arguments]
    encoding = sys.stdout.encoding
    sys.stdin = open(0, encoding=encoding, closefd=False)  # noqa: SIM115 - it stays open
    sys.stdout = open(1, "w", encoding=encoding, closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", 1, encoding=encoding, closefd=False)  # noqa: SIM115
