"""Printing for the command line: text is made safe, and styled if the output is a terminal.

While a verb runs, nothing else writes to the standard streams.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TextIO

import digests
from digests import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_END = "\x1b[0m"
_DEFAULT_WIDTH = 80


class Styled(NamedTuple):
    """Text with a style that terminals show and pipes do not get."""

    text: str
    sequence: str
    """The escape sequence that turns the style on."""


def bold(text: str) -> Styled:
    """Return `text`, to be printed in bold."""
    return Styled(text, "\x1b[1m")


def dim(text: str) -> Styled:
    """Return `text`, to be printed in a fainter colour."""
    return Styled(text, "\x1b[2m")


@dataclass(frozen=True, slots=True)
class Terminal:
    """Standard output and standard error."""

    out: TextIO
    err: TextIO
    styled: bool = False
    """Whether bold and dim have an effect; see `can_style`."""

    width: int | None = None
    """Cells in a line of the terminal; None when standard output is not a terminal."""

    @property
    def is_plain(self) -> bool:
        """Whether plots have to be drawn in ASCII, because the encoding is not Unicode."""
        return (self.out.encoding or "utf-8").lower().replace("-", "") not in ("utf8", "gb18030")

    def print(self, *parts: str | Styled) -> None:
        """Print the parts without separators, and a newline at the end."""
        self.out.write("".join(map(self._safe, parts)) + "\n")

    def print_json(self, value: object) -> None:
        """Print a JSON value on one line, without escapes for letters beyond ASCII."""
        self.out.write(digests.safe_text(json.dumps(value, ensure_ascii=False)) + "\n")

    def notify(self, message: object) -> None:
        """Print a message that is not output on standard error, as `ainews: message`."""
        # Earlier output comes first, also when both streams go to one file.
        self.out.flush()
        self.err.write(f"ainews: {safe_line(str(message))}\n")
        self.err.flush()

    def notify_all(self, messages: Iterable[object]) -> None:
        """Print several messages as `notify` does, one per line."""
        for message in messages:
            self.notify(message)

    def _safe(self, part: str | Styled) -> str:
        if isinstance(part, str):
            return digests.safe_text(part)
        text = digests.safe_text(part.text)
        return f"{part.sequence}{text}{_END}" if self.styled and text else text


def terminal_width() -> int:
    """Return the cells in a line: from `COLUMNS`, or from the terminal, or else 80.

    `shutil.get_terminal_size` does the same, but `shutil` loads every compression module.
    """
    configured = os.environ.get("COLUMNS", "")
    if configured.isdecimal() and int(configured) > 0:
        return int(configured)
    try:
        return os.get_terminal_size().columns or _DEFAULT_WIDTH
    except OSError:  # standard output is closed or not a terminal
        return _DEFAULT_WIDTH


def can_style(stream: TextIO, environ: Mapping[str, str]) -> bool:
    """Return whether `stream` is a terminal, and neither `NO_COLOR` nor `TERM` forbid styles."""
    return stream.isatty() and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"
