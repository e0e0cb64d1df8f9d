"""Python, the language, the terminal's name, and the programs that the reader may call."""

from __future__ import annotations

import platform
import shutil
import sqlite3
import sys
from typing import TYPE_CHECKING

from tui.cli.doctor.finding import Finding
from tui.system.browser import find_openers
from tui.system.clipboard import clipboard_commands

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import TextIO

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
