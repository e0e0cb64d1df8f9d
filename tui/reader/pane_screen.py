"""A screen of panes side by side: which are seen, and which has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol

from textual.reactive import Reactive, var
from textual.screen import Screen

from tui.reader.panes import (
    USUAL_SHARES,
    Pane,
    Shares,
    kept_shares,
    pane_to_read_in,
    pane_widths,
    shown_panes,
    widened,
)

if TYPE_CHECKING:
    from textual.events import DescendantFocus
    from textual.widget import Widget

    from tui.state.memory import SavedState
    from tui.widgets.item_view import ItemView


_KEPT_AS = "pane_widths"

_STEP = 2
"""Hundredths of the width by which a pane is made wider."""


class Panes(Protocol):
    """The panes as the commands of the reader see them."""

    pane: Pane
    """The pane that has the focus."""

    zen: bool
    """Whether the item stands alone."""

    text: ItemView
    """The pane of the item."""

    @property
    def shown(self) -> frozenset[Pane]:
        """The panes that are seen."""

    def show_what_is_read(self) -> None:
        """Leave the list of issues where it would hide the item."""

    def action_pane_left(self) -> None:
        """Go to the pane on the left."""


class PaneScreen(Screen[None]):
    """Carries out the commands that go from pane to pane."""

    scope: ClassVar[str] = "panes"

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """As in every screen, but a pane that gets the focus does not draw the others again."""

    pane: var[Pane] = var(Pane.ISSUES, init=False)
    """The pane that has the focus."""

    zen: var[bool] = var(False, init=False)
    """Whether the item stands alone."""

    shares: var[Shares] = var(USUAL_SHARES, init=False)
    """How the panes share the width."""

    text: ItemView
    """The pane of the item."""

    panes: tuple[Widget, ...] = ()
    """The widgets of the panes, in the order of `Pane`."""

    def __init__(self, remembered: SavedState) -> None:
        """Share the width as in an earlier run, as far as that is remembered."""
        super().__init__()
        self._remembered = remembered
        self.set_reactive(PaneScreen.shares, kept_shares(remembered.get(_KEPT_AS, [])))

    def on_unmount(self) -> None:
        """Keep the widths for the next run."""
        self._remembered.set(_KEPT_AS, list(self.shares))

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
        # `Widget.focus` waits for its turn: keys typed ahead would go to the pane before.
        self.set_focus(self.panes[self.pane], scroll_visible=False)

    def watch_zen(self) -> None:
        """Show the item alone, or with its neighbours."""
        if self.zen:
            self.pane = Pane.ITEM
        self.text.is_centred = self.zen
        self._arrange()

    def watch_shares(self) -> None:
        """Share the width anew."""
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

    def action_go_to_issues(self) -> None:
        """Go to the pane of issues."""
        self.pane = Pane.ISSUES

    def action_go_to_sections(self) -> None:
        """Go to the section tree."""
        self.pane = Pane.TREE

    def action_go_to_text(self) -> None:
        """Go to the text."""
        self.pane = Pane.ITEM

    def action_toggle_zen(self) -> None:
        """Show the item alone, or all panes again."""
        self.zen = not self.zen

    def action_widen(self) -> None:
        """Make the pane wider."""
        self.shares = widened(self.shares, self.pane, _STEP)

    def action_make_narrower(self) -> None:
        """Make the pane narrower."""
        self.shares = widened(self.shares, self.pane, -_STEP)

    def show_what_is_read(self) -> None:
        """Leave the list of issues where it would hide the item."""
        self.pane = pane_to_read_in(self.size.width, self.pane)

    @property
    def shown(self) -> frozenset[Pane]:
        """The panes that are seen."""
        return shown_panes(self.size.width, self.pane, zen=self.zen)

    def _arrange(self) -> None:
        widths = pane_widths(self.size.width, self.shown, self.shares)
        for pane, widget in zip(Pane, self.panes, strict=True):
            widget.display = pane in widths
            widget.styles.width = widths.get(pane, 0)
