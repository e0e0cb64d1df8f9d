"""Where the user is on a screen: what the commands for items act on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from textual.screen import Screen

    from digests import Issue, Item
    from tui.widgets.item_view import ItemView


class ItemContext(Protocol):
    """A screen on which items are read, as the groups of commands see it."""

    @property
    def issue(self) -> Issue | None:
        """The open issue; None while none is open."""

    @property
    def item(self) -> Item | None:
        """The item under the cursor; None on a section, an issue, or nothing."""

    @property
    def chosen(self) -> tuple[tuple[Issue, Item], ...]:
        """The selected items, which may be of several issues, in reading order.

        Without a selection it is the item under the cursor, or nothing.
        """

    @property
    def chosen_ids(self) -> tuple[str, ...]:
        """The ids of `chosen`; they may be known before the files of the issues are read."""

    @property
    def text(self) -> ItemView:
        """The text that is shown."""

    @property
    def screen(self) -> Screen[Any]:
        """The screen itself, for notices and for screens above it."""
