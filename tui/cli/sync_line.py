"""Which sources a sync waits for, and a line on the terminal that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.cli.terminal import terminal_width
from tui.text.progress import fetching_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tui.cli.terminal import Terminal

_TO_THE_BEGINNING = "\r\x1b[K"
"""And the line is empty then."""


class Waiting:
    """The sources that have not been reported yet."""

    def __init__(self, names: Iterable[str]) -> None:
        """`names` of sources are in the order in which they are begun."""
        self._names = dict.fromkeys(names)
        self.total = len(self._names)

    def remove(self, name: str) -> None:
        """The source is waited for no longer."""
        self._names.pop(name, None)

    def progress(self) -> dict[str, Any]:
        """Return how many are `done` of the `total`, and the `name` of the first that is not."""
        done = self.total - len(self._names)
        return {"done": done, "total": self.total, "name": next(iter(self._names), "")}


class SyncLine:
    """A line on standard error, if that is a terminal; a context manager that removes it."""

    def __init__(self, terminal: Terminal, waiting: Waiting, *, is_shown: bool) -> None:
        self._terminal = terminal
        self._waiting = waiting
        self._is_shown = is_shown and terminal.err.isatty()

    def __enter__(self) -> SyncLine:
        """Show nothing yet."""
        return self

    def __exit__(self, *_unused: object) -> None:
        """Remove the line."""
        self.clear()

    def show(self) -> None:
        """Say how far the sync has come."""
        progress = self._waiting.progress()
        if progress["name"]:
            self._write(_TO_THE_BEGINNING + _cut(fetching_text(**progress), terminal_width()))

    def clear(self) -> None:
        """Remove the line, so that another one can be printed."""
        self._write(_TO_THE_BEGINNING)

    def _write(self, text: str) -> None:
        if self._is_shown:
            self._terminal.err.write(text)
            self._terminal.err.flush()


def _cut(text: str, width: int) -> str:
    """Return what fits into a line even if all of its characters are wide: a byte is a cell."""
    return text.encode()[: width - 1].decode(errors="ignore")
