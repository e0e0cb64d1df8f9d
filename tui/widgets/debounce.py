"""Waiting until somebody has paused."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message_pump import MessagePump
    from textual.timer import Timer


class Debounce:
    """Does the last of several things, once no other has come for a while."""

    def __init__(self, owner: MessagePump, seconds: float) -> None:
        """Wait `seconds`; what is done runs as a callback of `owner`, and ends with it."""
        self._owner = owner
        self._seconds = seconds
        self._timer: Timer | None = None

    def call(self, do: Callable[[], object]) -> None:
        """Do something after the pause, instead of what still waits."""
        self.cancel()
        self._timer = self._owner.set_timer(self._seconds, do)

    def cancel(self) -> None:
        """Drop what still waits."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
