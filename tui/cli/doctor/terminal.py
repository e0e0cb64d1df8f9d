"""What the terminal itself answers, when it is asked.

The cursor's position tells how wide a character was drawn (`CSI 6 n`), and the answer to a
question about a mode tells whether the terminal knows it (`CSI ? Ps $ p`, DECRQM); both are in
https://invisible-island.net/xterm/ctlseqs/ctlseqs.html. A terminal that does not answer is no
worse for it: it is given half a second.

Python, the language, the terminal's name, and the programs that the reader may call.
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


_POOR = ("", "dumb", "unknown", "linux")
"""Terminals without the colours or the letters that Chinese needs."""


def surroundings(
    environ: Mapping[str, str],
    out: TextIO,
    browser: Sequence[str] = (),
    which: Callable[[str], str | None] = shutil.which,
) -> Iterator[Finding]:
    """Yield what was found around the program.

    Args:
        environ: The environment.
        out: Standard output, for its encoding.
        browser: The command of the settings.
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
    around = [word for word in ("TMUX", "STY", "SSH_CONNECTION") if environ.get(word)]
    words = " ".join((name or "TERM is not set", *(f"in {word}" for word in around)))
    if name in _POOR:
        return Finding("terminal", words, "use a terminal emulator, or set TERM=xterm-256color")
    return Finding("terminal", words)


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
    words = "none found; addresses are copied to the clipboard"
    return Finding("browser", words, 'write browser = "firefox {url}" into the settings')


def _clipboard(environ: Mapping[str, str], which: Callable[[str], str | None]) -> Finding:
    commands = clipboard_commands(environ, sys.platform)
    found = next((command[0] for command in commands if which(command[0])), None)
    if found:
        return Finding("clipboard", f"{found}, and the terminal (OSC 52)")
    words = "the terminal (OSC 52)"
    if environ.get("TMUX"):
        words += "; tmux passes it on with `set -g set-clipboard on`"
    if commands:
        return Finding("clipboard", words, f"install {commands[0][0]} for terminals without OSC 52")
    return Finding("clipboard", words)


def _git(which: Callable[[str], str | None]) -> Finding:
    if which("git"):
        return Finding("git", "found")
    return Finding("git", "not found; only sources that are repositories need it")
