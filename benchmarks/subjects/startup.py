"""From the command to the first paint, in a pseudo-terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import signal
import struct
import subprocess
import sys
import termios
import time
from typing import TYPE_CHECKING

from benchmarks.setting import say
from benchmarks.subjects.command import home_of_reader, run
from benchmarks.tables import Table, bound, milliseconds, ratio
from benchmarks.timing import median_of_each

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from benchmarks.setting import Setting

_PATIENCE = 60.0
_SIZE = struct.pack("HHHH", 40, 120, 0, 0)
_FRAME = "╭".encode()
"""The corner of a pane."""

_ROW = b"2026-06-"
"""The date of an issue in the list."""

_STATIC = """\
from textual.app import App
from textual.widgets import Static
class One(App):
    ENABLE_COMMAND_PALETTE = False
    def compose(self):
        yield Static("first paint")
One().run()
"""


def tables(setting: Setting) -> Iterator[Table]:
    """Yield the reader with few issues and with many, against an app with one Static."""
    folder, _ = setting.many_issues
    few = setting.scratch / "few"
    few.mkdir()
    for path in sorted(folder.rglob("2026-06-*.md"))[:20]:
        (few / path.name).write_bytes(path.read_bytes())
    environment = home_of_reader(setting)
    say("reading the libraries that the reader will open")
    for place in (few, folder):
        run(("-m", "tui", "index", "-f", str(place)), environment)
    static, frame, few_listed, all_listed = median_of_each(
        [
            lambda: _until(("-c", _STATIC), b"first paint", environment),
            lambda: _until(("-m", "tui", str(folder)), _FRAME, environment),
            lambda: _until(("-m", "tui", str(few)), _ROW, environment),
            lambda: _until(("-m", "tui", str(folder)), _ROW, environment),
        ],
        setting.rounds,
    )
    count = sum(1 for _ in folder.rglob("*.md"))
    lines = {
        "a Textual app with one Static": static,
        f"the reader's first paint, {count:,} issues": frame,
        "the reader's list on the screen, 20 issues": few_listed,
        f"the reader's list on the screen, {count:,} issues": all_listed,
    }
    yield Table(
        "From the command to the screen, 120 × 40",
        ("", "time", "of the app with one Static"),
        tuple((what, milliseconds(time), ratio(time, static)) for what, time in lines.items()),
        (bound("first paint ≤ 1.3 ×", is_kept=frame <= 1.3 * static),),
    )


def _until(arguments: tuple[str, ...], text: bytes, environment: Mapping[str, str]) -> None:
    """Start Python in a terminal, wait until it writes `text`, and end it."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, _SIZE)
    process = subprocess.Popen(
        (sys.executable, *arguments),
        stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    written = b""
    deadline = time.monotonic() + _PATIENCE
    try:
        while text not in written:
            assert time.monotonic() < deadline, written[-2000:]
            written += os.read(ours, 65_536)
    finally:
        os.killpg(process.pid, signal.SIGKILL)  # its indexing child too
        process.wait()
        os.close(ours)
