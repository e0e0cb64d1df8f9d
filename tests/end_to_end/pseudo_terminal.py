"""A program in a pseudo-terminal whose screen is kept in memory."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time
from typing import TYPE_CHECKING

import pyte

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

DEADLINE = 30.0
"""Seconds until something that was waited for counts as missing; generous, for busy machines."""

_READ_AT_ONCE = 65536
_LOOK_AGAIN = 0.05
"""Seconds between two looks at something that the screen does not show."""


class PseudoTerminal:
    """Runs a program, answers nothing, and keeps all that the program wrote."""

    def __init__(
        self,
        command: Sequence[str],
        folder: Path,
        environment: Mapping[str, str],
        *,
        columns: int = 100,
        lines: int = 30,
    ) -> None:
        """Start `command` in `folder` on a screen of this size."""
        self.written = bytearray()
        self._is_hung_up = False
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._own, its_end = pty.openpty()
        fcntl.ioctl(its_end, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self._process = subprocess.Popen(
            command, cwd=folder, env=dict(environment),
            stdin=its_end, stdout=its_end, stderr=its_end, start_new_session=True,
        )  # fmt: skip
        os.close(its_end)

    def __enter__(self) -> PseudoTerminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        if not self._is_hung_up:
            os.close(self._own)

    def hang_up(self) -> int:
        """Close the terminal as a lost connection does, and return the program's exit code."""
        self._is_hung_up = True
        os.close(self._own)
        return self._process.wait(timeout=DEADLINE)

    def kill(self) -> None:
        """Kill the program, but none of its children, and read what it had written by then."""
        self._process.kill()
        self.watch(DEADLINE)
        self._process.wait()

    def text(self) -> str:
        """Return what the screen shows, line by line.

        What is left of a wide character between two writes has no text, which
        `pyte.Screen.display` does not stand.
        """
        rows = (self._screen.buffer[y] for y in range(self._screen.lines))
        lines = ("".join(row[x].data for x in range(self._screen.columns)) for row in rows)
        return "\n".join(line.rstrip() for line in lines)

    def press(self, keys: str) -> None:
        """Send characters as if they were typed."""
        os.write(self._own, keys.encode())

    @property
    def is_running(self) -> bool:
        """Whether the program has not ended."""
        return self._process.poll() is None

    def settle(self, quiet: float = _LOOK_AGAIN) -> None:
        """Take what the program writes until it has been quiet for so many seconds.

        It is kept, and does not come to the screen: keeping that takes most of the time.
        """
        while select.select([self._own], [], [], quiet)[0]:
            try:
                self.written += os.read(self._own, _READ_AT_ONCE)
            except OSError:
                return

    def watch(self, seconds: float) -> None:
        """Read what the program writes for so many seconds, or until it ends."""
        end, left = time.monotonic() + seconds, seconds
        while left > 0 and self._read(left):
            left = end - time.monotonic()

    def wait_for(self, text: str) -> None:
        """Read what the program writes until the screen shows `text`."""
        self.wait_until(lambda: text in self.text(), f"{text!r} on the screen")

    def wait_until(self, happened: Callable[[], bool], what: str) -> None:
        """Read what the program writes until something has happened."""
        end = time.monotonic() + DEADLINE
        while not happened():
            if not self._read() or time.monotonic() > end:
                raise AssertionError(f"waited in vain for {what}; the screen:\n{self.text()}")

    def exit_code(self) -> int:
        """Read until the program ends, and return its exit code."""
        end = time.monotonic() + DEADLINE
        while self._read():
            if time.monotonic() > end:
                raise AssertionError(f"the program goes on; the screen:\n{self.text()}")
        return self._process.wait(timeout=DEADLINE)

    def _read(self, patience: float = _LOOK_AGAIN) -> bool:
        """Take in what was written; return False when the program has closed its end."""
        ready, _, _ = select.select([self._own], [], [], patience)
        if not ready:
            return self._process.poll() is None
        try:
            written = os.read(self._own, _READ_AT_ONCE)
        except OSError:  # Linux's way to say that the other end is closed
            return False
        self.written += written
        self._stream.feed(written)
        return bool(written)
