"""A card that a new user sees once: five keys from which all others can be discovered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.dialogs.modal import DismissOnce
from tui.keys.names import key_name
from tui.text import styles

if TYPE_CHECKING:
    from textual.app import App, ComposeResult

    from tui.keys.keymap import Keymap
    from tui.state.memory import SavedState

_SEEN = "card seen"
"""The key in the saved state; true once the user has seen the card."""

FIVE_KEYS = (
    ("going.next-item", "read on, from any pane"),
    ("panes.next", "go to the next pane"),
    ("reader.search", "search all issues"),
    ("links.open-link", "open the link of an item"),
    ("app.help", "show all keys"),
)
"""Ids of commands with descriptions, in the order in which a reader comes to need them."""

_ONLY_CLOSE = frozenset({"escape", "enter", "space"})
"""Keys that do nothing but close the card. All others also do what they always do."""


class FirstRun(ModalScreen[None], DismissOnce[None]):
    """Shows the card; any key or click closes it."""

    DEFAULT_CSS = """
    FirstRun {
        align: center middle;
    }
    FirstRun > Static {
        width: auto;
        max-width: 100%;
        height: auto;
        max-height: 100%;
        padding: 0 2;
        border: round $primary;
        border-title-color: $text-primary;
        border-title-style: bold;
        border-subtitle-color: $text-muted;
        background: $surface;
    }
    """

    def __init__(self, keymap: Keymap) -> None:
        """Show the five commands with their keys in `keymap`."""
        super().__init__()
        self._keymap = keymap

    def compose(self) -> ComposeResult:
        """Yield the card."""
        card = Static(card_content(self._keymap))
        card.border_title = "Five keys to begin with"
        card.border_subtitle = "any key closes this"
        yield card

    def close_by(self, key: str) -> bool:
        """Close the card; return whether `key` must do nothing else."""
        self.dismiss()
        return key in _ONLY_CLOSE

    def on_click(self) -> None:
        """Close the card, wherever the click was."""
        self.dismiss()


def card_content(keymap: Keymap) -> Content:
    """Return a line with the first key of each of the five commands that has one."""
    all_keys = [(keymap.keys_of(command_id), description) for command_id, description in FIVE_KEYS]
    named = [(key_name(keys[0]), description) for keys, description in all_keys if keys]
    widest = max((cell_len(name) for name, _ in named), default=0)
    lines = (
        Content.assemble((name, styles.KEY), " " * (widest - cell_len(name) + 2), description)
        for name, description in named
    )
    return Content("\n").join(lines)


def show_once(app: App[None], keymap: Keymap, remembered: SavedState) -> None:
    """Show the card unless the saved state says that the user has seen it."""
    if remembered.get(_SEEN, default=False):
        return
    remembered.set(_SEEN, value=True)
    app.push_screen(FirstRun(keymap))
