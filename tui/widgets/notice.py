"""Short notices at the edge of the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.widget import Widget

_READ_AT_A_GLANCE = 2.5
"""Seconds."""


def notice(widget: Widget, text: str, seconds: float = _READ_AT_A_GLANCE) -> None:
    """Say what a key did or why it did nothing; it goes sooner than other notices of the app.

    `text` may come from a digest: a `CommandApp` makes it safe, and never takes it for markup.
    """
    widget.notify(text, timeout=seconds)
