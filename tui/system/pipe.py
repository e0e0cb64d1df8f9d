"""Piping text to a command of the user.

No shell is started unless the user names one (`sh -c "… | …"`). Programs known to use the whole
screen get the terminal; the output of all others is captured, because it would garble the screen.
A `!` before a command gives it the terminal too.
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

_TIMEOUT = 30.0
"""Seconds that a command whose output is captured may take."""

_MOST_OUTPUT = 64 * 1024
"""Bytes; a command that prints more is killed."""


@dataclass(frozen=True, slots=True)
class PipeCommand:
    """A command line that the user wants to pipe text to."""

    arguments: tuple[str, ...]
    """The program first."""

    needs_terminal: bool = False
    """Whether it draws on the terminal, so that the reader has to be suspended."""

    pauses_at_end: bool = False
    """Whether its output stays on the terminal until the user presses Enter."""

    @property
    def name(self) -> str:
        """The program without its folder."""
        return PurePath(self.arguments[0]).name


@dataclass(frozen=True, slots=True)
class PipeResult:
    """How a command ended."""

    name: str
    exit_code: int
    output: str = ""
    """What it printed, standard error included; safe to show. Empty when it had the terminal."""


def pipe_command(line: str) -> PipeCommand:
    """Parse the line that the user typed; raises PipeError if it is empty or badly quoted."""
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
    command: PipeCommand, text: str, suspend: Callable[[], AbstractContextManager[None]]
) -> PipeResult:
    """Give the terminal to a command and wait until it ends.

    `suspend` takes the reader off the terminal: `App.suspend`.
    Raises PipeError when the command does not start.
    """
    with suspend():
        try:
            # The program is the user's choice; all that it gets from the digest is text on stdin.
            done = subprocess.run(command.arguments, input=text.encode(), check=False)  # noqa: S603
        except OSError as error:
            raise PipeError(command.name, _reason(error)) from error
        if command.pauses_at_end:
            with suppress(EOFError, KeyboardInterrupt):
                input("\nEnter goes back to ainews ")
    return PipeResult(command.name, done.returncode)


def run_and_capture(command: PipeCommand, text: str) -> PipeResult:
    """Run a command without the terminal and capture its output.

    Blocks until it ends, for 30 seconds at most. Raises PipeError when it does not start, takes
    longer, or prints more than 64 KB.
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
        raise PipeError(command.name, _reason(error)) from error
    is_late = threading.Event()
    timer = threading.Timer(_TIMEOUT, _kill, (process, is_late))
    timer.start()
    try:
        threading.Thread(target=_feed, args=(process, text.encode()), daemon=True).start()
        output = _read(process)
        if len(output) > _MOST_OUTPUT:
            _kill(process)
            raise PipeError(command.name, f"it printed more than {_MOST_OUTPUT // 1024} KB")
        code = process.wait()
    finally:
        timer.cancel()
    if is_late.is_set():
        raise PipeError(command.name, f"it took longer than {_TIMEOUT:.0f} seconds")
    shown = digests.safe_text(output.decode(errors="replace")).strip()
    return PipeResult(command.name, code, shown)


def _read(process: subprocess.Popen[bytes]) -> bytes:
    if process.stdout is None:
        return b""
    with process.stdout as stdout:
        return stdout.read(_MOST_OUTPUT + 1)


def _feed(process: subprocess.Popen[bytes], text: bytes) -> None:
    """Write `text` to the command, which may end without reading all of it."""
    with suppress(OSError, ValueError):
        if process.stdin is not None:
            with process.stdin as stdin:
                stdin.write(text)


def _kill(process: subprocess.Popen[bytes], is_late: threading.Event | None = None) -> None:
    if is_late is not None:
        is_late.set()
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    if is_late is None:
        process.wait()


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such program"
    return f"it did not start: {error.strerror or error}"
