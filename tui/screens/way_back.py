"""The way back to the screen that led to an item."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tui.keys.carriers import Carrier

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.screens.reader import ReaderScreen


class WayBack(Carrier):
    """Shows that screen again, as long as the issue is open into which it led."""

    scope: ClassVar[str] = "going"

    def __init__(self, reader: ReaderScreen) -> None:
        """Nothing led to an item yet."""
        self._reader = reader
        self._issue_id = ""
        self._show: Callable[[], None] | None = None

    def lead_to(self, issue_id: str, show: Callable[[], None] | None) -> None:
        """Note that a screen led into an issue; `show` shows it again, None forgets it."""
        self._issue_id, self._show = issue_id, show

    @property
    def is_open(self) -> bool:
        """Whether there is a screen to go back to."""
        issue = self._reader.issue
        return self._show is not None and issue is not None and issue.id == self._issue_id

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the other ways to the history."""
        del action, parameters
        return self.is_open

    def action_go_back(self) -> None:
        """Show the screen again."""
        show, self._show = self._show, None
        if show is not None:
            show()
