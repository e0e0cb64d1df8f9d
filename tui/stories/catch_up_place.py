"""Where catching up was left, so that it can be taken up again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.state.catch_up import CaughtUp
    from tui.state.read_items import ReadItems


@dataclass(frozen=True, slots=True)
class CatchUpPlace:
    """The rows as they were left."""

    caught_up: CaughtUp

    read: ReadItems
    """What was read before. What is read since stays in its row."""

    minutes: int = 0
    """That the user has; 0 for no limit."""

    item_id: str = ""
    """The item that is read; empty when the user left for another reason."""
