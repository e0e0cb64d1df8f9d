"""A view that scrolls without a new layout of the screen when what it shows becomes longer.

The toolkit lays out all widgets anew when a scroll bar comes or goes, and when anything that
scrolls changes its length; that takes longer than drawing another item. Here the bar always has
its cell, and is blank while there is nothing to scroll.
"""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView

from tui.widgets.scroll_bar import UprightBar


class ScrollPane(ScrollView, inherit_bindings=False):
    """Scrolls up and down. A subclass sets `virtual_size` and draws its lines."""

    DEFAULT_CSS = """
    ScrollPane {
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
    }
    """

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)
    """The width that is drawn, and all lines."""

    @property
    def vertical_scrollbar(self) -> UprightBar:
        """The bar, which is made when it is first asked for."""
        if not isinstance(self._vertical_scrollbar, UprightBar):
            self._vertical_scrollbar = UprightBar(name="vertical")
            self._vertical_scrollbar.display = False
            self.app._start_widget(self, self._vertical_scrollbar)
        return self._vertical_scrollbar

    @property
    def allow_vertical_scroll(self) -> bool:
        """Whether there is more than is seen."""
        return super().allow_vertical_scroll and self.max_scroll_y > 0

    def watch_virtual_size(self, size: Size) -> None:
        """Show in the scroll bar how much there is now."""
        self._scroll_update(size)
