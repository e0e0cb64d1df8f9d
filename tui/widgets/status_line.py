"""The last line: where the reader is, what goes on behind the screen, which keys help now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tui.commands import find
from tui.key_names import key_name
from tui.rendering import styles
from tui.rendering.wrapping import cut, display_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from textual.screen import Screen

_MOST_HINTS = 8
_GAP = 2
"""Cells between two hints."""


class StatusLine(Widget):
    """A place on the left, hints on the right; what goes on goes before the place."""

    DEFAULT_CSS = """
    StatusLine {
        dock: bottom;
        height: auto;
        padding: 0 1;
        background: $surface;
        color: $text-muted;
    }
    """

    place: reactive[str] = reactive("")
    """Where the reader is."""

    activity: reactive[str] = reactive("")
    """What goes on in the background; empty when nothing does."""

    def __init__(self, notice: str = "") -> None:
        """`notice` is a sentence that stays, on a line of its own."""
        super().__init__()
        self._notice = notice

    def on_mount(self) -> None:
        """Follow the focus: every pane has its own keys."""
        self.screen.bindings_updated_signal.subscribe(self, self._keys_changed)

    def render(self) -> Content:
        """Draw the line; where there is no room for both, the place goes before the hints."""
        width = self.size.width
        left = cut(display_text(" · ".join(filter(None, (self.activity, self.place)))), width)
        right = _hints(_active_hints(self.screen), width - cell_len(left) - _GAP)
        space = " " * max(width - cell_len(left) - right.cell_length, 0)
        line = Content.assemble(left, space, right)
        if not self._notice:
            return line
        return Content.assemble((cut(self._notice, width), styles.NOTICE), "\n", line)

    def _keys_changed(self, screen: Screen[Any]) -> None:
        del screen
        self.refresh()


def _active_hints(screen: Screen[Any]) -> list[tuple[str, str]]:
    """Return the key and the words of each hint, the focused pane's first.

    While the user writes, a key that is a character is no hint.
    """
    writes = screen.focused is not None and screen.focused.check_consume_key("a", "a")
    hints: dict[str, tuple[str, str]] = {}
    for active in screen.active_bindings.values():
        command = find(active.binding.id or "")
        if command is not None and command.footer and active.enabled:
            keys = [key for key in command.keys if len(key) > 1 or not writes]
            if keys:
                hints[command.id] = (key_name(keys[0]), command.footer)
    return list(hints.values())[:_MOST_HINTS]


def _hints(hints: Sequence[tuple[str, str]], room: int) -> Content:
    """Return as many hints as there is room for; the last, which hold everywhere, go first."""
    shown: list[Content] = []
    for key, words in reversed(hints):
        hint = Content.assemble((key, styles.KEY), f" {words}")
        room -= hint.cell_length + _GAP
        if room < -_GAP:
            break
        shown.insert(0, hint)
    return Content(" " * _GAP).join(shown)
