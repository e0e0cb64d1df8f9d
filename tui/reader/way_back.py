"""The way back to the screen that led to an item."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tui.keys.command_groups import Carrier

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.reader.screen import ReaderScreen


class WayBack(Carrier):
    """Shows that screen again from the item and from those around it.

    What was jumped to from there is gone back from first.
    """

    scope: ClassVar[str] = "going"

    def __init__(self, reader: ReaderScreen) -> None:
        """Nothing led to an item yet."""
        self._reader = reader
        self._item_id = ""
        self._show: Callable[[], None] | None = None
        self._depth = -1
        """How many places there were to go back to when the item was reached; -1 before."""

    def lead_to(self, item_id: str, show: Callable[[], None]) -> None:
        """Note that a screen leads to an item; `show` shows it again."""
        self._item_id, self._show, self._depth = item_id, show, -1

    def arrived(self, item_id: str) -> None:
        """Note which item is shown now."""
        if item_id == self._item_id and self._depth < 0:
            self._depth = self._reader.history.depth

    @property
    def is_open(self) -> bool:
        """Whether there is a screen to go back to."""
        issue, led_to = self._reader.issue, self._item_id.partition(".")[0]
        is_there = issue is not None and issue.id == led_to
        return self._show is not None and is_there and self._depth == self._reader.history.depth

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the other ways to the history."""
        del action, parameters
        return self.is_open

    def action_go_back(self) -> None:
        """Show the screen again."""
        show, self._show = self._show, None
        if show is not None:
            show()
