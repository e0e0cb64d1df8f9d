"""The commands that go back to where the reader was, and forward again."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tui.keys.command_groups import Carrier
from tui.state.history import Spot, Trail

if TYPE_CHECKING:
    from tui.reader.screen import ReaderScreen


class History(Carrier):
    """Keeps the trail of what was read in a reader."""

    scope: ClassVar[str] = "going"

    def __init__(self, reader: ReaderScreen) -> None:
        """Nothing was read yet."""
        self._reader = reader
        self._trail = Trail()
        self._will_jump = False
        self._returns_to: Spot | None = None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only directions in which there is something."""
        del parameters
        return bool(self._trail.behind if action == "go_back" else self._trail.ahead)

    @property
    def depth(self) -> int:
        """How many places there are to go back to."""
        return len(self._trail.behind)

    def will_jump(self) -> None:
        """The next place is no neighbour of this one, even when it is in the same issue."""
        self._will_jump = True

    def leave(self) -> None:
        """Note how far the text is scrolled that is about to be replaced."""
        if self._returns_to is None:
            self._trail = self._trail.scrolled(self._reader.text.scroll_offset.y)

    def arrive(self, issue_id: str, item_id: str) -> None:
        """Note what is shown now; after going back or forward, scroll it as it was."""
        spot, known, back = Spot(issue_id, item_id), self._trail.here, self._returns_to
        self._returns_to = None
        if back is not None and (back.issue_id, back.item_id) == (issue_id, item_id):
            self._reader.text.scroll_to(y=back.scroll, animate=False, immediate=True)
            return
        is_jump = self._will_jump or known is None or known.issue_id != issue_id
        self._will_jump = False
        self._trail = self._trail.jumped(spot) if is_jump else self._trail.stepped(spot)

    def action_go_back(self) -> None:
        """Go back to where you were."""
        self.leave()
        self._return(self._trail.back())

    def action_go_forward(self) -> None:
        """Go forward again."""
        self.leave()
        self._return(self._trail.forward())

    def _return(self, trail: Trail) -> None:
        if trail.here is not None and trail != self._trail:
            self._trail = trail
            self._returns_to = trail.here
            self._reader.opening.go_to(trail.here.issue_id, trail.here.item_id)
