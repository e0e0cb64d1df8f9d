"""The command that shows what somebody has missed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tui.keys.command_groups import Carrier
from tui.state.catch_up import last_visit, with_visit

if TYPE_CHECKING:
    from collections.abc import Callable

    from digests import SavedSearches
    from tui.reader.screen import ReaderScreen
    from tui.state.memory import Remembered
    from tui.stories.catch_up_place import CatchUpPlace
    from tui.text.stories.rows import StoryLook

_KEPT_AS = "visits"


class CatchingUp(Carrier):
    """Shows the screen for catching up, and remembers when the reader was open."""

    scope: ClassVar[str] = "stories"

    def __init__(
        self,
        reader: ReaderScreen,
        look: StoryLook,
        saved: SavedSearches | None,
        remembered: Remembered,
        go: Callable[[str, Callable[[], None]], None],
    ) -> None:
        """Show it above `reader`.

        Args:
            reader: Where items are read.
            look: How stories are told.
            saved: The searches that the user keeps.
            remembered: Where the days of visits are kept.
            go: Called with the id of an item that shall be read, and with what leads back.
        """
        self._reader = reader
        self._look = look
        self._saved = saved
        self._remembered = remembered
        self._go = go

    def action_catch_up(self) -> None:
        """Show one row for each story since the last visit."""
        self._show()

    def note_visit(self) -> None:
        """Remember that the reader was open today."""
        visits: list[str] = self._remembered.get(_KEPT_AS, [])
        self._remembered.set(_KEPT_AS, with_visit(visits, self._look.today))

    def _show(self, place: CatchUpPlace | None = None) -> None:
        from tui.stories.catch_up import CatchUpScreen

        visits: list[str] = self._remembered.get(_KEPT_AS, [])
        visit = last_visit(visits, self._look.today)

        def leave(left: CatchUpPlace | None) -> None:
            if left is not None:
                self._go(left.item_id, lambda: self._show(left))

        screen = CatchUpScreen(self._reader.library, self._look, visit, self._saved, place)
        self._reader.app.push_screen(screen, leave)
