"""A line over the end of a text or a list, for what is to be found there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input


class FindLine(Input):
    """Lies over the last line of a widget; it is hidden while nobody writes in it."""

    DEFAULT_CSS = """
    FindLine, FindLine:focus {
        display: none;
        position: absolute;
        overlay: screen;
        height: 1;
        padding: 0 1;
        border: none;
        background: $surface-lighten-1;
    }
    FindLine.-open {
        display: block;
    }
    """

    scope: ClassVar[str] = "find"

    @dataclass
    class Edited(Message):
        """Other words are to be found."""

        words: str

    @dataclass
    class Closed(Message):
        """The reader has written enough, or gave up."""

        is_kept: bool
        """Whether what was found stays marked."""

    def __init__(self, over: Widget, placeholder: str) -> None:
        """Begin hidden. The widget `over` which the line lies gets its messages."""
        super().__init__(placeholder=placeholder, select_on_focus=False)
        self._over = over

    def open(self) -> None:
        """Show the line, and let the reader write."""
        self.lie_over()
        self.value = ""
        self.add_class("-open")
        self.screen.set_focus(self, scroll_visible=False)

    def lie_over(self) -> None:
        """Take the place of the widget's last line."""
        region = self._over.content_region
        around = self.parent if isinstance(self.parent, Widget) else self.screen
        origin = around.content_region.offset
        self.styles.offset = (region.x - origin.x, region.bottom - 1 - origin.y)
        self.styles.width = region.width

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Take the keys that edit a line too: they mean something else around it."""
        edits = key in self._bindings.key_to_bindings
        return edits or super().check_consume_key(key, character)

    @on(Input.Changed)
    def _report(self, changed: Input.Changed) -> None:
        changed.stop()
        if self.has_class("-open"):
            self._over.post_message(self.Edited(changed.value))

    @on(Input.Submitted)
    def _keep(self, submitted: Input.Submitted) -> None:
        submitted.stop()
        self._close(is_kept=True)

    def action_end_find(self) -> None:
        """Give up."""
        self._close(is_kept=False)

    def on_blur(self) -> None:
        """A click elsewhere closes the line too."""
        self._close(is_kept=True)

    def _close(self, *, is_kept: bool) -> None:
        if self.has_class("-open"):
            self.remove_class("-open")
            self._over.post_message(self.Closed(is_kept))
