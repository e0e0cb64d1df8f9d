"""The commands for the links of the hit under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.item_commands.links import LinkCommands

if TYPE_CHECKING:
    from tui.item_commands.context import Place
    from tui.widgets.item_view import ItemView


class HitLinks(LinkCommands):
    """Acts on links only while the text is that of the hit under the cursor."""

    def __init__(self, text: ItemView, place: Place) -> None:
        """Act on the links of `text`, which follows the cursor of `place` a little later."""
        super().__init__(text, place)
        self._hit_place = place

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer no links of the hit where the cursor was before."""
        return self._hit_place.item is not None and super().check_action(action, parameters)
