"""The commands that go from item to item and from issue to issue."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from digests import Item, Section
from tui.keys.command_groups import Carrier
from tui.reader.loader import Arrival
from tui.reader.panes import pane_to_read_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.reader.screen import ReaderScreen
    from tui.reader.tree_rows import Part

_NOTICE_STAYS = 2.5
"""Seconds."""


class Going(Carrier):
    """Goes on in the reader, from whichever pane has the focus."""

    scope: ClassVar[str] = "going"

    def __init__(self, reader: ReaderScreen, *, advances: bool) -> None:
        """Go on in `reader`; `advances` is the setting `space_advances`."""
        self._reader = reader
        self._advances = advances
        self._told_end_of: Item | None = None

    def arrive(self, arrival: Arrival) -> None:
        """Go to the place in the open issue for which it was opened."""
        tree = self._reader.section_tree
        match arrival:
            case Arrival.FIRST_ITEM:
                tree.step(1, _is_item)
            case Arrival.LAST_ITEM:
                tree.go_to_last(_is_item)
            case Arrival.FIRST_UNREAD:
                if not tree.step(1, self._is_unread):
                    self.go_to_unread(1)
            case Arrival.LAST_UNREAD:
                if not tree.go_to_last(self._is_unread):
                    self.go_to_unread(-1)

    def action_next_item(self) -> None:
        """Read the next item, in the next issue after the last."""
        self._reader.opening.when_open(lambda: self._step_item(1))

    def action_previous_item(self) -> None:
        """Read the previous item, in the previous issue before the first."""
        self._reader.opening.when_open(lambda: self._step_item(-1))

    def action_next_section(self) -> None:
        """Go to the next section."""
        self._reader.opening.when_open(lambda: self._step_section(1))

    def action_previous_section(self) -> None:
        """Go to the previous section."""
        self._reader.opening.when_open(lambda: self._step_section(-1))

    def action_next_issue(self) -> None:
        """Open the next issue of the list."""
        self._open_issue(1)

    def action_previous_issue(self) -> None:
        """Open the previous issue of the list."""
        self._open_issue(-1)

    def action_next_unread(self) -> None:
        """Go to the next hit of the search that led here, else to the next unread item."""
        self._reader.opening.when_open(lambda: self._step_unread(1))

    def action_previous_unread(self) -> None:
        """Go to the previous hit, else to the previous unread item."""
        self._reader.opening.when_open(lambda: self._step_unread(-1))

    def at_end(self) -> None:
        """Say that a page further is the next item, and the second time go there."""
        item = self._reader.item
        if not self._advances:
            return
        if item is self._told_end_of:
            self.action_next_item()
        else:
            self._told_end_of = item
            self._reader.notify("the end; the same key again: next item", timeout=_NOTICE_STAYS)

    def go_to_unread(self, by: int) -> None:
        """Go to the next unread item or the one before, if need be in another issue."""
        reader = self._reader
        reader.history.will_jump()
        if self._step(by, self._is_unread):
            return
        arrival = Arrival.FIRST_UNREAD if by > 0 else Arrival.LAST_UNREAD
        if not self._open_issue(by, arrival, reader.marks_shown.unread_issues):
            where = "below" if by > 0 else "above"
            reader.notify(f"nothing unread {where}", timeout=_NOTICE_STAYS)

    def _step_item(self, by: int) -> None:
        self._show_what_is_read()
        if not self._step(by, _is_item):
            self._open_issue(by, Arrival.FIRST_ITEM if by > 0 else Arrival.LAST_ITEM)

    def _step_section(self, by: int) -> None:
        self._show_what_is_read()
        self._step(by, _is_section)

    def _show_what_is_read(self) -> None:
        """Leave the list of issues, where the item may not be seen."""
        reader = self._reader
        reader.pane = pane_to_read_in(reader.size.width, reader.pane)

    def _step_unread(self, by: int) -> None:
        self._show_what_is_read()
        if not self._reader.search_places.step(by):
            self.go_to_unread(by)

    def _step(self, by: int, is_wanted: Callable[[Part], bool]) -> bool:
        return self._reader.section_tree.step(by, is_wanted)

    def _open_issue(
        self,
        by: int,
        arrival: Arrival = Arrival.GIVEN_ITEM,
        ids: frozenset[str] | None = None,
    ) -> bool:
        summary = self._reader.issue_list.step(by, ids)
        if summary is not None:
            self._reader.opening.open(summary.id, arrival=arrival)
        return summary is not None

    def _is_unread(self, part: Part) -> bool:
        return isinstance(part, Item) and self._reader.marks_shown.is_unread(part)


def _is_item(part: Part) -> bool:
    return isinstance(part, Item)


def _is_section(part: Part) -> bool:
    return isinstance(part, Section)
