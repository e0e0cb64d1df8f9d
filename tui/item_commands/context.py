"""What the commands for items act on: the open issue, the cursor, the selection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from textual.screen import Screen

    from digests import Issue, Item
    from tui.widgets.item_view import ItemView


class ItemContext(Protocol):
    """What a group of commands needs from a screen on which items are read."""

    @property
    def issue(self) -> Issue | None:
        """The open issue, or None."""

    @property
    def item(self) -> Item | None:
        """The item under the cursor; None if there is a section, an issue, or nothing."""

    @property
    def chosen(self) -> tuple[tuple[Issue, Item], ...]:
        """The selected items, which may be of several issues, in reading order.

        Without a selection, the item under the cursor, if any.
        """

    @property
    def chosen_ids(self) -> tuple[str, ...]:
        """The ids of `chosen`; they may be known before the issue files are read."""

    @property
    def text(self) -> ItemView:
        """The view that shows the item."""

    @property
    def screen(self) -> Screen[Any]:
        """The screen itself, to show notices and push dialogs."""
