"""Sending a text to a command of the user's.

No shell is started unless the user writes one (`sh -c "… | …"`). A program that draws on the
whole terminal gets it; what others print is caught, because it would garble the screen. A `!`
before a command gives it the terminal too.
"""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

import digests
from tui.errors import PipeError

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

_FULL_SCREEN = frozenset(
    "less more most moar ov bat batcat vi vim nvim view nano micro emacs hx kak fzf w3m".split()
)

_PATIENCE = 30.0
"""Seconds that a command whose output is caught may take."""

_MOST_OUTPUT = 64 * 1024
"""Bytes; a command that prints more is ended."""


@dataclass(frozen=True, slots=True)
class PipeCommand:
    """What the user wants a text to be sent to."""

    arguments: tuple[str, ...]
    """The program first."""

    is_given_terminal: bool = False
    """Whether it draws on the terminal, so that the reader has to make room."""

    waits_at_end: bool = False
    """Whether what it has printed shall be seen before the reader comes back."""

    @property
    def name(self) -> str:
        """The program without its folder."""
        return PurePath(self.arguments[0]).name


@dataclass(frozen=True, slots=True)
class Piped:
    """A command that has ended."""

    name: str
    exit_code: int
    output: str = ""
    """What it has printed, errors included; safe to show. Empty when it had the terminal."""


def pipe_command(line: str) -> PipeCommand:
    """Return the command that a line means; raises PipeError when it means none."""
    wants_terminal = line.lstrip().startswith("!")
    try:
        arguments = tuple(shlex.split(line.lstrip().removeprefix("!")))
    except ValueError as error:
        raise PipeError(line, f"this is no command: {str(error).lower()}") from None
    if not arguments:
        raise PipeError(line or "!", "there is no command")
    is_full_screen = PurePath(arguments[0]).name in _FULL_SCREEN
    return PipeCommand(arguments, wants_terminal or is_full_screen, wants_terminal)


def run_in_terminal(
    command: PipeCommand, text: str, make_room: Callable[[], AbstractContextManager[None]]
) -> Piped:
    """Give the terminal to a command, wait for its end, and return.

    `make_room` takes the reader off the terminal: `App.suspend`.
    Raises PipeError when it does not start.
    """
    with make_room():
        try:
            # The program is the user's choice; a text is all that it gets from the digest.
            done = subprocess.run(command.arguments, input=text.encode(), check=False)  # noqa: S603
        except OSError as error:
            raise PipeError(command.name, _why(error)) from error
        if command.waits_at_end:
            with suppress(EOFError, KeyboardInterrupt):
                input("\nEnter goes back to ainews ")
    return Piped(command.name, done.returncode)


def run_and_catch(command: PipeCommand, text: str) -> Piped:
    """Run a command in the background of the terminal and catch what it prints.

    Waits for its end, for 30 seconds at most. Raises PipeError when it does not start, takes
    longer, or prints without end.
    """
    try:
        process = subprocess.Popen(  # noqa: S603  # no shell, as above
            command.arguments,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    except OSError as error:
        raise PipeError(command.name, _why(error)) from error
    is_late = threading.Event()
    clock = threading.Timer(_PATIENCE, _end, (process, is_late))
    clock.start()
    try:
        threading.Thread(target=_feed, args=(process, text.encode()), daemon=True).start()
        output = _read(process)
        if len(output) > _MOST_OUTPUT:
            _end(process)
            raise PipeError(command.name, f"it printed more than {_MOST_OUTPUT // 1024} KB")
        code = process.wait()
    finally:
        clock.cancel()
    if is_late.is_set():
        raise PipeError(command.name, f"it took longer than {_PATIENCE:.0f} seconds")
    return Piped(command.name, code, digests.safe_text(output.decode(errors="replace")).strip())


def _read(process: subprocess.Popen[bytes]) -> bytes:
    if process.stdout is None:
        return b""
    with process.stdout as stdout:
        return stdout.read(_MOST_OUTPUT + 1)


def _feed(process: subprocess.Popen[bytes], text: bytes) -> None:
    """A command need not read all that it gets."""
    with suppress(OSError, ValueError):
        if process.stdin is not None:
            with process.stdin as stdin:
                stdin.write(text)


def _end(process: subprocess.Popen[bytes], is_late: threading.Event | None = None) -> None:
    if is_late is not None:
        is_late.set()
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    if is_late is None:
        process.wait()


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such program"
    return f"it did not start: {error.strerror or error}"
