"""A screen of panes side by side: which are seen, and which has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import var
from textual.screen import Screen

from tui.screens.panes import Pane, shown_panes

if TYPE_CHECKING:
    from textual.events import DescendantFocus
    from textual.widget import Widget


class PaneScreen(Screen[None]):
    """Carries out the commands that go from pane to pane."""

    pane: var[Pane] = var(Pane.ISSUES, init=False)
    """The pane that has the focus."""

    zen: var[bool] = var(False, init=False)
    """Whether the item stands alone."""

    panes: tuple[Widget, ...] = ()
    """The widgets of the panes, in the order of `Pane`."""

    def on_resize(self) -> None:
        """Show as many panes as the width allows."""
        self._arrange()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Follow a click into another pane."""
        if event.widget in self.panes:
            self.pane = Pane(self.panes.index(event.widget))

    def watch_pane(self) -> None:
        """Show the pane and give it the focus; only the item can be alone on the screen."""
        if self.pane is not Pane.ITEM:
            self.zen = False
        self._arrange()
        self.panes[self.pane].focus(scroll_visible=False)

    def watch_zen(self) -> None:
        """Show the item alone, or with its neighbours."""
        if self.zen:
            self.pane = Pane.ITEM
        self._arrange()

    def action_next_pane(self) -> None:
        """Go to the next pane; from the last to the first."""
        self.pane = self.pane.next(1)

    def action_previous_pane(self) -> None:
        """Go to the previous pane; from the first to the last."""
        self.pane = self.pane.next(-1)

    def action_pane_left(self) -> None:
        """Go to the pane on the left."""
        self.pane = self.pane.moved(-1)

    def action_pane_right(self) -> None:
        """Go to the pane on the right."""
        self.pane = self.pane.moved(1)

    def action_toggle_zen(self) -> None:
        """Show the item alone, or all panes again."""
        self.zen = not self.zen

    def _arrange(self) -> None:
        shown = shown_panes(self.size.width, self.pane, zen=self.zen)
        for pane, widget in zip(Pane, self.panes, strict=True):
            widget.display = pane in shown
