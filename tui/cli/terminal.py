"""What the command line prints: made safe, and on a terminal set in bold and dim.

Nothing else writes to the standard streams while a verb runs.
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
_USUAL_WIDTH = 80


class Styled(NamedTuple):
    """Text that is set apart where the terminal can."""

    text: str
    sequence: str


def bold(text: str) -> Styled:
    """Return `text` to be printed in bold."""
    return Styled(text, "\x1b[1m")


def dim(text: str) -> Styled:
    """Return `text` to be printed in a lighter tone."""
    return Styled(text, "\x1b[2m")


@dataclass(frozen=True, slots=True)
class Terminal:
    """Standard output and standard error."""

    out: TextIO
    err: TextIO
    styled: bool = False
    """Whether bold and dim have an effect; see `can_style`."""

    width: int | None = None
    """Cells in a line of the terminal; None when standard output is no terminal."""

    @property
    def is_plain(self) -> bool:
        """Whether only ASCII can be printed."""
        return (self.out.encoding or "utf-8").lower().replace("-", "") not in ("utf8", "gb18030")

    def print(self, *parts: str | Styled) -> None:
        """Print the parts, nothing between them, as one line or several."""
        self.out.write("".join(map(self._safe, parts)) + "\n")

    def print_json(self, value: object) -> None:
        """Print a JSON value on one line, letters beyond ASCII as themselves."""
        self.out.write(digests.safe_text(json.dumps(value, ensure_ascii=False)) + "\n")

    def say(self, sentence: object) -> None:
        """Tell the user something that is not output, on standard error: `ainews: sentence`."""
        # What was printed before must be seen before, also when both go to one file.
        self.out.flush()
        self.err.write(f"ainews: {safe_line(str(sentence))}\n")
        self.err.flush()

    def say_all(self, sentences: Iterable[object]) -> None:
        """Tell several things, one a line."""
        for sentence in sentences:
            self.say(sentence)

    def _safe(self, part: str | Styled) -> str:
        if isinstance(part, str):
            return digests.safe_text(part)
        text = digests.safe_text(part.text)
        return f"{part.sequence}{text}{_END}" if self.styled and text else text


def terminal_width() -> int:
    """Return the cells of a line: what `COLUMNS` says, or the terminal, or 80 without one.

    `shutil` says the same, and loads every kind of compression with it.
    """
    named = os.environ.get("COLUMNS", "")
    if named.isdecimal() and int(named) > 0:
        return int(named)
    try:
        return os.get_terminal_size().columns or _USUAL_WIDTH
    except OSError:  # standard output is closed, or no terminal
        return _USUAL_WIDTH


def can_style(stream: TextIO, environ: Mapping[str, str]) -> bool:
    """Say whether `stream` shows styles: a terminal, unless `NO_COLOR` or `TERM` forbid it."""
    return stream.isatty() and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"
