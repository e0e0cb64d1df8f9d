"""Asking the daemon, before the command has loaded anything that costs time.

1. The command sends its streams and a request. The daemon's child accepts it by the number of its
   process group, or closes the connection.
2. The command says that it still wants the answer, and waits without limit for the exit code.

Until the second step nothing has been printed, so the command may still do the work itself.
"""

from __future__ import annotations

import os
import socket
import sys

from tui.cli.daemon.place import is_own_socket, program, socket_path

PATIENCE = 2.0
"""Seconds until a request is accepted; a stopped or overloaded daemon takes longer."""

GO = b"!"
NUMBER = 4
"""Bytes of a number on the wire, the highest first."""

_LOST = 2


def answer(arguments: list[str]) -> int | None:
    """Let the daemon run a command line with this process's streams; return its exit code.

    Returns None if there is no daemon, or none for this user, program and environment; then
    nothing has been printed.
    """
    path = socket_path()
    if not path or None in (sys.stdin, sys.stdout, sys.stderr) or not is_own_socket(path):
        return None
    try:
        connection = socket.socket(socket.AF_UNIX)
    except OSError:
        return None
    with connection:
        try:
            connection.settimeout(PATIENCE)
            connection.connect(path)
            group = _accepted(connection, request(arguments))
            connection.sendall(GO)
        except OSError:
            return None
        return _exit_code(connection, group)


def request(arguments: list[str]) -> bytes:
    """Return a command line and what its process was given, as fields that end with NUL."""
    mask = os.umask(0o077)
    os.umask(mask)
    folder = os.getcwdb()  # noqa: PTH109 - pathlib is slow to load
    fields = [program(), b"%d" % mask, folder, b"%d" % len(arguments)]
    fields += map(os.fsencode, arguments)
    fields += (name + b"=" + value for name, value in os.environb.items())
    return b"".join(field + b"\0" for field in fields)


def received(connection: socket.socket, size: int) -> bytes:
    """Return exactly `size` bytes; raises ConnectionError if there are fewer."""
    content = b""
    while len(content) < size:
        piece = connection.recv(size - len(content))
        if not piece:
            raise ConnectionError
        content += piece
    return content


def _accepted(connection: socket.socket, content: bytes) -> int:
    socket.send_fds(connection, [len(content).to_bytes(NUMBER, "big")], [0, 1, 2])
    connection.sendall(content)
    return int.from_bytes(received(connection, NUMBER), "big")


def _exit_code(connection: socket.socket, group: int) -> int:
    """Wait for the exit code; ctrl+c is handed on, as the terminal does to a group of its own."""
    while True:
        try:
            connection.settimeout(None)
            code = connection.recv(1)
        except KeyboardInterrupt:
            _interrupt(group)
        except OSError:
            code = b""
            break
        else:
            break
    if not code:
        sys.stderr.write("ainews: the search daemon ended before the search did\n")
        return _LOST
    return code[0]


def _interrupt(group: int) -> None:
    import signal

    try:
        os.killpg(group, signal.SIGINT)
    except ProcessLookupError:
        return
