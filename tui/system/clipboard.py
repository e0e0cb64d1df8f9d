"""Copying text to the clipboard.

Two ways are used together, because each fails silently where the other works: a program on this
machine such as wl-copy, and the terminal itself (OSC 52), which also works over SSH.
"""

from __future__ import annotations

import base64
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import digests

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_LONGEST = 74_994
"""Bytes that terminals accept in one OSC 52 sequence (100,000 characters of base64)."""

_SCREEN_PIECE = 240
"""Characters: old versions of screen drop longer strings."""

_TIMEOUT = 2.0
"""Seconds; a clipboard program that has not read its input by then is stuck."""


def copy(
    text: str,
    environ: Mapping[str, str],
    write: Callable[[str], None],
    which: Callable[[str], str | None] = shutil.which,
) -> str:
    """Copy `text` and return what took it: a program's name, `the terminal`, or nobody and why.

    May wait for a clipboard program for up to two seconds.

    Args:
        text: Copied without control characters, because a shell obeys what is pasted.
        environ: Read for the displays, and for a tmux or screen around the program.
        write: Writes a sequence to the terminal, bypassing the screen's own drawing.
        which: Finds a program, as `shutil.which` does.
    """
    safe = digests.safe_text(text)
    sequence = terminal_sequence(safe, environ)
    if sequence:
        write(sequence)
    for command in clipboard_commands(environ, sys.platform):
        if which(command[0]) and _succeeds(command, safe):
            return command[0]
    return "the terminal" if sequence else "nobody: it is longer than terminals take"


def terminal_sequence(text: str, environ: Mapping[str, str]) -> str:
    r"""Return the OSC 52 sequence that copies `text`, or an empty string if it is too long.

    tmux either handles the sequence itself or passes on a wrapped one in which every ESC is
    doubled, depending on its settings, so it gets both. screen passes on wrapped pieces that are
    no longer than its buffer.
    """
    if len(text.encode()) > _LONGEST:
        return ""
    sequence = f"\x1b]52;c;{base64.b64encode(text.encode()).decode()}\x07"
    if "TMUX" in environ:
        wrapped = "\x1bPtmux;" + sequence.replace("\x1b", "\x1b\x1b") + "\x1b\\"
        return sequence + wrapped
    if "STY" in environ:
        starts = range(0, len(sequence), _SCREEN_PIECE)
        pieces = (sequence[start : start + _SCREEN_PIECE] for start in starts)
        return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
    return sequence


def clipboard_commands(environ: Mapping[str, str], platform: str) -> tuple[tuple[str, ...], ...]:
    """Return commands that may reach this machine's clipboard, installed or not, the best first."""
    commands: list[tuple[str, ...]] = []
    if platform == "darwin":
        commands.append(("pbcopy",))
    if environ.get("WAYLAND_DISPLAY"):
        commands.append(("wl-copy",))
    if environ.get("DISPLAY"):
        commands += [("xclip", "-selection", "clipboard"), ("xsel", "--clipboard", "--input")]
    return tuple(commands)


def _succeeds(command: tuple[str, ...], text: str) -> bool:
    try:
        done = subprocess.run(  # noqa: S603  # fixed commands, no shell
            command,
            input=text.encode(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
