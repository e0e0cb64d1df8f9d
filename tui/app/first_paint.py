"""What is seen first: the frames of the panes.

They are drawn before the reader and all that it needs are loaded, which takes longer than Textual
itself does. So the time until something is seen does not grow with the program.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.screen import ModalScreen
from textual.widget import Widget

from tui.reader.panes import USUAL_SHARES, Pane, pane_widths, shown_panes

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult


class FirstPaint(ModalScreen[None]):
    """The frames, as the reader arranges them at its start, without anything in them.

    It is modal because nothing can carry out a command of the app yet.
    """

    DEFAULT_CSS = """
    FirstPaint {
        background: $background;
    }
    FirstPaint > #first-status {
        dock: bottom;
        height: 1;
        background: $surface;
    }
    """

    def __init__(self, begin: Callable[[], object]) -> None:
        """`begin` is called as soon as the frames were drawn."""
        super().__init__()
        self._begin = begin
        self._frames = tuple(_Empty(id=f"first-{pane.name.lower()}") for pane in Pane)

    def compose(self) -> ComposeResult:
        """The frames, and the ground of the status line."""
        with Horizontal():
            yield from self._frames
        yield _Empty(id="first-status")

    def on_mount(self) -> None:
        """Let the program go on after the paint."""
        self.call_after_refresh(self._begin)

    def on_resize(self) -> None:
        """Show as many frames as the reader will show panes."""
        shown = shown_panes(self.size.width, Pane.ISSUES, zen=False)
        widths = pane_widths(self.size.width, shown, USUAL_SHARES)
        for pane, frame in zip(Pane, self._frames, strict=True):
            frame.display = pane in widths
            frame.styles.width = widths.get(pane, 0)


class _Empty(Widget):
    """A frame, or a ground."""

    def render(self) -> str:
        """Draw nothing."""
        return ""
