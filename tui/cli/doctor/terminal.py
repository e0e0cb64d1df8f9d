"""What the terminal itself answers, when it is asked.

The cursor's position tells how wide a character was drawn (`CSI 6 n`), and the answer to a
question about a mode tells whether the terminal knows it (`CSI ? Ps $ p`, DECRQM); both are in
https://invisible-island.net/xterm/ctlseqs/ctlseqs.html. A terminal that does not answer is no
worse for it: it is given half a second.
"""

from __future__ import annotations

import os
import re
import select
import sys
import time
from typing import TYPE_CHECKING

from rich.cells import cell_len

from tui.cli.doctor.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PATIENCE = 0.5
"""Seconds."""

_WHERE = re.compile(rb"\x1b\[\d+;(\d+)R")
_MODE = re.compile(rb"\x1b\[\?(\d+);(\d)\$y")
_SAMPLES = ("模", "，", "é", "🚀", "⚠️", "👍🏽", "“")
_MOUSE = 1006
"""The mode in which the mouse is reported with coordinates of any size."""


def answers(ask: Callable[[str, re.Pattern[bytes]], bytes | None]) -> Iterator[Finding]:
    """Yield what the terminal says of itself.

    `ask` writes a question and returns the answer that matches, or None; see `ask_terminal`.
    """
    if ask("\x1b[6n", _WHERE) is None:
        yield Finding("answers", "the terminal does not answer; widths are not known")
        return
    yield _widths(ask)
    yield _mouse(ask)


def ask_terminal(question: str, pattern: re.Pattern[bytes]) -> bytes | None:
    """Write to the terminal and return its answer, without what the user types meanwhile echoed.

    Standard input and output must be a terminal.
    """
    import termios
    import tty

    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    try:
        tty.setcbreak(descriptor)
        sys.stdout.write(question)
        sys.stdout.flush()
        return _answer(descriptor, pattern)
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


def _answer(descriptor: int, pattern: re.Pattern[bytes]) -> bytes | None:
    received = b""
    end = time.monotonic() + _PATIENCE
    while (left := end - time.monotonic()) > 0:
        if select.select([descriptor], [], [], left)[0]:
            received += os.read(descriptor, 256)
            if found := pattern.search(received):
                return found[0]
    return None


def _widths(ask: Callable[[str, re.Pattern[bytes]], bytes | None]) -> Finding:
    drawn = {sample: _width(ask, sample) for sample in _SAMPLES}
    wrong = [
        f"{sample} {width} cells, {cell_len(sample)} expected"
        for sample, width in drawn.items()
        if width is not None and width != cell_len(sample)
    ]
    if not wrong:
        return Finding("widths", f"as expected for {' '.join(_SAMPLES)}")
    words = f"drawn differently: {'; '.join(wrong)}"
    if all(sample in "⚠️👍🏽" for sample in drawn if drawn[sample] != cell_len(sample)):
        return Finding("widths", f"{words}; the reader leaves such emoji out")
    return Finding("widths", words, "turn off ambiguous-width or wide-character options in it")


def _width(ask: Callable[[str, re.Pattern[bytes]], bytes | None], sample: str) -> int | None:
    """Draw at the beginning of a line, ask where the cursor is, and clear the line."""
    answer = ask(f"\r{sample}\x1b[6n", _WHERE)
    ask("\r\x1b[K\x1b[6n", _WHERE)
    found = _WHERE.search(answer or b"")
    return int(found[1]) - 1 if found else None


def _mouse(ask: Callable[[str, re.Pattern[bytes]], bytes | None]) -> Finding:
    answer = ask(f"\x1b[?{_MOUSE}$p", _MODE)
    found = _MODE.search(answer or b"")
    if found and found[2] in (b"1", b"2", b"3"):
        return Finding("mouse", "reported")
    return Finding("mouse", "the terminal does not say; every command has a key")
