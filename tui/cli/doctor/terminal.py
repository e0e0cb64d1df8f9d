"""Checks of the terminal and the environment: Python, encoding, colours, external programs.

The terminal is queried: the cursor's position shows how wide a character was drawn (`CSI 6 n`), and
the reply about a mode shows whether the terminal knows it (`CSI ? Ps $ p`, DECRQM); see
https://invisible-island.net/xterm/ctlseqs/ctlseqs.html. It gets half a second; no reply is not an
error.
"""

from __future__ import annotations

import os
import platform
import re
import select
import shutil
import sqlite3
import sys
import time
from typing import TYPE_CHECKING

from rich.cells import cell_len

from tui.cli.doctor import Finding
from tui.system.browser import find_openers
from tui.system.clipboard import clipboard_commands

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import TextIO


_TIMEOUT = 0.5
"""Seconds."""

_CURSOR = re.compile(rb"\x1b\[\d+;(\d+)R")
_MODE = re.compile(rb"\x1b\[\?(\d+);(\d)\$y")
_SAMPLES = ("模", "，", "é", "🚀", "⚠️", "👍🏽", "“")
_MOUSE = 1006
"""The mode in which the mouse is reported with coordinates of any size."""


def answers(ask: Callable[[str, re.Pattern[bytes]], bytes | None]) -> Iterator[Finding]:
    """Query the terminal about the widths of characters and the mouse.

    `ask` writes a query and returns the reply that matches, or None; see `ask_terminal`.
    """
    if ask("\x1b[6n", _CURSOR) is None:
        yield Finding("answers", "the terminal does not answer; widths are not known")
        return
    yield _widths(ask)
    yield _mouse(ask)


def ask_terminal(question: str, pattern: re.Pattern[bytes]) -> bytes | None:
    """Write a query to the terminal and return its reply; None after half a second without one.

    Standard input and output must be a terminal. Keys typed meanwhile are not echoed.
    """
    import termios
    import tty

    descriptor = sys.stdin.fileno()
    mode = termios.tcgetattr(descriptor)
    try:
        tty.setcbreak(descriptor)
        sys.stdout.write(question)
        sys.stdout.flush()
        return _answer(descriptor, pattern)
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, mode)


def _answer(descriptor: int, pattern: re.Pattern[bytes]) -> bytes | None:
    received = b""
    end = time.monotonic() + _TIMEOUT
    while (left := end - time.monotonic()) > 0:
        if select.select([descriptor], [], [], left)[0]:
            received += os.read(descriptor, 256)
            if match := pattern.search(received):
                return match[0]
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
    message = f"drawn differently: {'; '.join(wrong)}"
    if all(sample in "⚠️👍🏽" for sample in drawn if drawn[sample] != cell_len(sample)):
        return Finding("widths", f"{message}; the reader leaves such emoji out")
    return Finding("widths", message, "turn off ambiguous-width or wide-character options in it")


def _width(ask: Callable[[str, re.Pattern[bytes]], bytes | None], sample: str) -> int | None:
    """Draw at the start of a line, query the cursor's column, and clear the line."""
    answer = ask(f"\r{sample}\x1b[6n", _CURSOR)
    ask("\r\x1b[K\x1b[6n", _CURSOR)
    match = _CURSOR.search(answer or b"")
    return int(match[1]) - 1 if match else None


def _mouse(ask: Callable[[str, re.Pattern[bytes]], bytes | None]) -> Finding:
    answer = ask(f"\x1b[?{_MOUSE}$p", _MODE)
    match = _MODE.search(answer or b"")
    if match and match[2] in (b"1", b"2", b"3"):
        return Finding("mouse", "reported")
    return Finding("mouse", "the terminal does not say; every command has a key")


_LIMITED = ("", "dumb", "unknown", "linux")
"""Terminals without enough colours, or without Chinese characters."""


def environment(
    environ: Mapping[str, str],
    out: TextIO,
    browser: Sequence[str] = (),
    which: Callable[[str], str | None] = shutil.which,
) -> Iterator[Finding]:
    """Check versions, encoding, terminal, browser, clipboard and git.

    Args:
        environ: The environment variables.
        out: Standard output, for its encoding.
        browser: The browser command of the settings.
        which: Finds a program, as `shutil.which` does.
    """
    yield _versions()
    yield _encoding(out)
    yield _terminal(environ)
    yield _colours(environ)
    yield _browser(environ, browser, which)
    yield _clipboard(environ, which)
    yield _git(which)


def _versions() -> Finding:
    from importlib.metadata import version

    packages = ", ".join(f"{name} {version(name)}" for name in ("textual", "whoosh3", "numpy"))
    python = f"Python {platform.python_version()} on {platform.system()}"
    return Finding("program", f"{python}, SQLite {sqlite3.sqlite_version}, {packages}")


def _encoding(out: TextIO) -> Finding:
    encoding = out.encoding or "unknown"
    if encoding.lower().replace("-", "") in ("utf8", "gb18030"):
        return Finding("encoding", encoding)
    remedy = "set LANG to a UTF-8 locale such as en_US.UTF-8 or zh_CN.UTF-8"
    return Finding("encoding", f"{encoding} cannot show Chinese", remedy)


def _terminal(environ: Mapping[str, str]) -> Finding:
    name = environ.get("TERM", "")
    outer = [variable for variable in ("TMUX", "STY", "SSH_CONNECTION") if environ.get(variable)]
    message = " ".join((name or "TERM is not set", *(f"in {variable}" for variable in outer)))
    if name in _LIMITED:
        return Finding("terminal", message, "use a terminal emulator, or set TERM=xterm-256color")
    return Finding("terminal", message)


def _colours(environ: Mapping[str, str]) -> Finding:
    if environ.get("NO_COLOR"):
        return Finding("colours", "none, because NO_COLOR is set")
    if environ.get("COLORTERM") in ("truecolor", "24bit"):
        return Finding("colours", "16 million")
    if "256" in environ.get("TERM", ""):
        return Finding("colours", "256; COLORTERM=truecolor gives more where the terminal has them")
    return Finding("colours", "few", 'set TERM to one with 256 colours, or theme = "ansi"')


def _browser(
    environ: Mapping[str, str], browser: Sequence[str], which: Callable[[str], str | None]
) -> Finding:
    openers = find_openers(environ, which, sys.platform, browser)
    if openers:
        return Finding("browser", openers[0].name)
    message = "none found; addresses are copied to the clipboard"
    return Finding("browser", message, 'write browser = "firefox {url}" into the settings')


def _clipboard(environ: Mapping[str, str], which: Callable[[str], str | None]) -> Finding:
    commands = clipboard_commands(environ, sys.platform)
    program = next((command[0] for command in commands if which(command[0])), None)
    if program:
        return Finding("clipboard", f"{program}, and the terminal (OSC 52)")
    message = "the terminal (OSC 52)"
    if environ.get("TMUX"):
        message += "; tmux passes it on with `set -g set-clipboard on`"
    if commands:
        remedy = f"install {commands[0][0]} for terminals without OSC 52"
        return Finding("clipboard", message, remedy)
    return Finding("clipboard", message)


def _git(which: Callable[[str], str | None]) -> Finding:
    if which("git"):
        return Finding("git", "found")
    return Finding("git", "not found; only sources that are repositories need it")
