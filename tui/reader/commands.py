"""The commands of the reader that belong to none of its panes: search, narrow, leave."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tui.keys.command_groups import Carrier
from tui.reader.panes import Pane

if TYPE_CHECKING:
    from tui.reader.screen import ReaderScreen


class ReaderCommands(Carrier):
    """Opens what lies over the reader, and leaves it again."""

    scope: ClassVar[str] = "reader"

    def __init__(self, reader: ReaderScreen) -> None:
        """Act on `reader`."""
        self._reader = reader

    def enter_issue(self) -> None:
        """Go into the issue under the cursor of the list, or show what a saved search finds."""
        reader = self._reader
        search = reader.issue_list.current_search
        if search is not None:
            reader.search_places.search_for(search.search.query)
        elif reader.issue_list.current is not None:
            reader.opening.open_current()
            reader.pane = Pane.TREE

    def action_search(self) -> None:
        """Search all issues."""
        self._reader.search_places.search()

    def action_narrow(self) -> None:
        """Narrow the list to what a query finds."""
        self._reader.view.ask_narrow()

    def action_back(self) -> None:
        """Leave the innermost thing that is open; else go to the pane on the left."""
        if not self.leave():
            self._reader.action_pane_left()

    def leave_or_quit(self, *, ask: bool) -> None:
        """Leave the innermost thing that is open; at last the program, if need be after asking."""
        reader = self._reader
        if self.leave():
            return
        if len(reader.shown) == 1 and reader.pane is not Pane.ISSUES:
            reader.action_pane_left()
        elif not ask:
            reader.app.exit()
        else:
            self._ask_to_quit()

    def _ask_to_quit(self) -> None:
        from tui.dialogs.confirm import Quitting

        def quit_if(is_sure: bool | None) -> None:
            if is_sure:
                self._reader.app.exit()

        self._reader.app.push_screen(Quitting(), quit_if)

    def leave(self) -> bool:
        """Leave zen, the selection, the item that another screen led to, or what is narrowed.

        Only the first of them that there is; False when there is none.
        """
        reader = self._reader
        if reader.zen:
            reader.zen = False
        elif reader.marks_shown.selection:
            reader.marks_shown.select_none()
        elif reader.stories.way_back.is_open:
            reader.stories.way_back.action_go_back()
        elif reader.search_places.place is not None:
            reader.search_places.search_again()
        else:
            return reader.view.peel()
        return True
