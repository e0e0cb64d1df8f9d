"""The commands of the reader that belong to none of its panes: search, narrow, leave."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from tui.keys.command_groups import CommandGroup
from tui.reader.panes import Pane

if TYPE_CHECKING:
    from textual.screen import Screen

    from tui.reader.history import ReturnPoint
    from tui.reader.issue_list import IssueList
    from tui.reader.listing import ListingCommands
    from tui.reader.loader import IssueLoader
    from tui.reader.marks import ReaderMarks
    from tui.reader.pane_screen import Panes
    from tui.reader.searches import SearchOrigin


class ReaderCommands(CommandGroup):
    """Opens what lies over the reader, and leaves it again."""

    scope: ClassVar[str] = "reader"

    def __init__(
        self,
        screen: Screen[Any],
        panes: Panes,
        issue_list: IssueList,
        loader: IssueLoader,
        listing: ListingCommands,
        marks: ReaderMarks,
        origin: SearchOrigin,
        return_point: ReturnPoint,
    ) -> None:
        """Open screens above `screen`; the others are what is left one after another."""
        self._screen = screen
        self._panes = panes
        self._issues = issue_list
        self._loader = loader
        self._listing = listing
        self._marks = marks
        self._origin = origin
        self._return_point = return_point

    def enter_issue(self) -> None:
        """Go into the issue under the cursor of the list, or show what a saved search finds."""
        search = self._issues.current_search
        if search is not None:
            self._origin.search_for(search.search.query)
        elif self._issues.current is not None:
            self._loader.open_current()
            self._panes.pane = Pane.TREE

    def action_search(self) -> None:
        """Search all issues."""
        self._origin.search()

    def action_narrow(self) -> None:
        """Narrow the list to what a query finds."""
        self._listing.ask_narrow()

    def action_back(self) -> None:
        """Leave the innermost thing that is open; else go to the pane on the left."""
        if not self.leave():
            self._panes.action_pane_left()

    def leave_or_quit(self, *, ask: bool) -> None:
        """Leave the innermost thing that is open; at last the program, if need be after asking."""
        if self.leave():
            return
        if len(self._panes.shown) == 1 and self._panes.pane is not Pane.ISSUES:
            self._panes.action_pane_left()
        elif not ask:
            self._screen.app.exit()
        else:
            self._ask_to_quit()

    def _ask_to_quit(self) -> None:
        from tui.dialogs.confirm import QuitDialog

        def quit_if(is_sure: bool | None) -> None:
            if is_sure:
                self._screen.app.exit()

        self._screen.app.push_screen(QuitDialog(), quit_if)

    def leave(self) -> bool:
        """Leave zen, the selection, the item that another screen led to, or what is narrowed.

        Only the first of them that there is; False when there is none.
        """
        if self._panes.zen:
            self._panes.zen = False
        elif self._marks.selection:
            self._marks.select_none()
        elif self._return_point.is_open:
            self._return_point.action_go_back()
        elif self._origin.state is not None:
            self._origin.search_again()
        else:
            return self._listing.peel()
        return True
