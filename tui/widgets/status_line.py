"""The last line: where the reader is, what goes on behind the screen, which keys help now.

Above it lies what the keys that were begun can go on to.
"""

from __future__ import annotations

from itertools import zip_longest
from math import ceil
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from digests import safe_line
from tui.keys.dispatch import keys_in_force
from tui.keys.hints import hints_on
from tui.keys.names import key_name
from tui.text import styles
from tui.text.wrapping import cut, display_text, fit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from textual.screen import Screen

    from tui.keys.dispatch import KeyDispatch


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
        self._notice = safe_line(notice)
        self._pending = PendingKeys()
        self._hints: list[tuple[str, str]] = []
        self._looks_up = False
        """Whether the hints are about to be looked up."""

    def on_mount(self) -> None:
        """Follow the focus: every pane has its own keys."""
        self.screen.mount(self._pending)
        self.screen.bindings_updated_signal.subscribe(self, self._keys_changed)
        keys = keys_in_force(self.screen)
        if keys is not None:
            self._look_up(keys)

    def render(self) -> Content:
        """Draw the line; where there is no room for both, the place goes before the hints."""
        width = self.size.width
        left = cut(display_text(" · ".join(filter(None, (self.activity, self.place)))), width)
        right = _hints(self._hints, width - cell_len(left) - _GAP)
        space = " " * max(width - cell_len(left) - right.cell_length, 0)
        line = Content.assemble(left, space, right)
        if not self._notice:
            return line
        return Content.assemble((cut(self._notice, width), styles.NOTICE), "\n", line)

    def _keys_changed(self, screen: Screen[Any]) -> None:
        """Show at once what was begun; everything else when the screen has drawn what was done."""
        keys = keys_in_force(screen)
        if keys is None:
            return
        if keys.pending or self._pending.display:
            self._pending.show(keys)
        if keys.pending:
            is_number = not keys.pending.keys
            self._show([(_begun(keys), "Enter opens the link" if is_number else "Esc ends")])
        elif not self._looks_up:
            self._looks_up = True
            self.call_after_refresh(self._look_up, keys)

    def _look_up(self, keys: KeyDispatch) -> None:
        self._looks_up = False
        if self.is_attached and not keys.pending:
            self._show(hints_on(self.screen, keys.keymap))

    def _show(self, hints: list[tuple[str, str]]) -> None:
        if hints != self._hints:
            self._hints = hints
            self.refresh()


def _begun(keys: KeyDispatch) -> str:
    pressed = (*keys.pending.digits, *keys.pending.keys)
    return f"{key_name(' '.join(pressed))}…"


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


_WIDEST_COLUMN = 48
"""Cells; longer help is cut."""


class PendingKeys(Static):
    """Lies over the panes, so that nothing moves, and is hidden while nothing was begun."""

    DEFAULT_CSS = """
    PendingKeys {
        layer: _toastrack;
        dock: bottom;
        display: none;
        height: auto;
        max-height: 50%;
        margin: 0 0 1 0;
        padding: 0 1;
        background: $surface;
        border-top: solid $primary-muted;
    }
    """

    def show(self, keys: KeyDispatch) -> None:
        """Show every way to go on from what was begun, or nothing."""
        ways = ways_on(keys)
        self.display = bool(ways)
        if ways:
            self.update(ways_content(ways, self.screen.size.width - 2))


def ways_on(keys: KeyDispatch) -> list[tuple[str, str]]:
    """Return the keys that lack, and what they do: where two scopes differ, the inner one's."""
    ways: dict[str, str] = {}
    for rest, available in keys.continuations():
        ways.setdefault(key_name(" ".join(rest)), available.command.help)
    return sorted(ways.items())


def ways_content(ways: Sequence[tuple[str, str]], width: int) -> Content:
    """Set the ways in as many columns as `width` cells have room for, one below the other first."""
    keys_width = max(cell_len(key) for key, _ in ways) + 1
    widest = max(cell_len(words) for _, words in ways)
    column = min(keys_width + widest + 2, _WIDEST_COLUMN, width)
    height = ceil(len(ways) / max(width // column, 1))
    columns = [ways[start : start + height] for start in range(0, len(ways), height)]
    return Content("\n").join(
        Content.assemble(*(part for way in row if way for part in _way(way, keys_width, column)))
        for row in zip_longest(*columns)
    )


def _way(way: tuple[str, str], keys_width: int, column: int) -> tuple[tuple[str, str], str]:
    key, words = way
    return (fit(key, keys_width), styles.KEY), fit(words, column - keys_width - 1) + " "
