"""Asking whether to quit."""

from __future__ import annotations

from typing import ClassVar

from tui.dialogs.confirm import Confirm


class Quitting(Confirm):
    """The question that the key for leaving comes to at last; the same key again says yes."""

    scope: ClassVar[str] = "quitting"

    def __init__(self) -> None:
        """Ask."""
        super().__init__("Quit?")
