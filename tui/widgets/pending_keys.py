"""What the keys that were begun can go on to, above the status line."""

from __future__ import annotations

from itertools import zip_longest
from math import ceil
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from tui.keys.names import key_name
from tui.text import styles
from tui.text.wrapping import fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.keys.dispatch import KeyDispatch

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
    for rest, offer in keys.continuations():
        ways.setdefault(key_name(" ".join(rest)), offer.command.help)
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
