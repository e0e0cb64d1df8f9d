"""Going back to where the reader was, and forward again, like a browser.

What led to an item may be a screen of its own, such as catching up; going back shows it again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tui.keys.command_groups import CommandGroup
from tui.state.history import History, Location

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.reader.loader import IssueLoader
    from tui.widgets.item_view import ItemView


class HistoryCommands(CommandGroup):
    """Keeps what was read, item by item, and how far each text was scrolled."""

    scope: ClassVar[str] = "going"

    def __init__(self, text: ItemView, loader: IssueLoader) -> None:
        """Nothing was read yet; `loader` goes to what is shown in `text`."""
        self._text = text
        self._loader = loader
        self._trail = History()
        self._will_jump = False
        self._returns_to: Location | None = None

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
            self._trail = self._trail.scrolled(self._text.scroll_offset.y)

    def arrive(self, issue_id: str, item_id: str) -> None:
        """Note what is shown now; after going back or forward, scroll it as it was."""
        spot, known, back = Location(issue_id, item_id), self._trail.here, self._returns_to
        self._returns_to = None
        if back is not None and (back.issue_id, back.item_id) == (issue_id, item_id):
            self._text.scroll_to(y=back.scroll, animate=False, immediate=True)
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

    def _return(self, trail: History) -> None:
        if trail.here is not None and trail != self._trail:
            self._trail = trail
            self._returns_to = trail.here
            self._loader.go_to(trail.here.issue_id, trail.here.item_id)


class ReturnPoint(CommandGroup):
    """Shows the screen again that led to an item, from that item and from its neighbours.

    It takes its turn after the history: whoever has jumped on from there goes back to the item
    first, and then to the screen.
    """

    scope: ClassVar[str] = "going"

    def __init__(self, loader: IssueLoader, history: HistoryCommands) -> None:
        """Nothing led to an item yet."""
        self._loader = loader
        self._history = history
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
            self._depth = self._history.depth

    @property
    def is_open(self) -> bool:
        """Whether there is a screen to go back to."""
        issue, led_to = self._loader.issue, self._item_id.partition(".")[0]
        is_there = issue is not None and issue.id == led_to
        return self._show is not None and is_there and self._depth == self._history.depth

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the other ways to the history."""
        del action, parameters
        return self.is_open

    def action_go_back(self) -> None:
        """Show the screen again."""
        show, self._show = self._show, None
        if show is not None:
            show()
