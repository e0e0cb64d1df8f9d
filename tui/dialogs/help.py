"""The help screen: every key, those of the focused pane first, to be searched.

The help as text: every command with its keys, set for a width.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import on
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.dialogs.modal import DismissOnce
from tui.keys.command import GROUPS
from tui.keys.dispatch import keys_in_force
from tui.keys.names import key_name
from tui.text.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from textual.app import ComposeResult
    from textual.events import Click

    from tui.keys.keymap import Keymap


class HelpScreen(ModalScreen[None], DismissOnce[None]):
    """Shows the keys over the screen that it was called from."""

    DEFAULT_CSS = """
    HelpScreen {
        align: center middle;
    }
    HelpScreen > VerticalScroll {
        width: 76;
        max-width: 100%;
        height: auto;
        max-height: 92%;
        padding: 0 1;
        scrollbar-size-vertical: 1;
        border: round $primary;
        border-title-color: $text-primary;
        border-subtitle-color: $text-muted;
        background: $surface;
    }
    HelpScreen Input, HelpScreen Input:focus {
        dock: bottom;
        display: none;
        height: 1;
        border: none;
        padding: 0;
        background: $surface-lighten-1;
    }
    HelpScreen.-finding Input {
        display: block;
    }
    """

    scope: ClassVar[str] = "help"

    def __init__(self, rows: Sequence[HelpRow]) -> None:
        """Show `rows`; see `tui.dialogs.help.help_rows`."""
        super().__init__()
        self._rows = rows
        self._text = Static()
        self._query = Input(placeholder="a key or a word", select_on_focus=False)
        self._box = VerticalScroll(self._text, self._query)

    def compose(self) -> ComposeResult:
        """One text that scrolls, and the line to search it."""
        self._box.border_title = "Keys"
        self._box.border_subtitle = Content(self._own_keys())
        yield self._box

    def on_mount(self) -> None:
        """Let the keys scroll at once."""
        self._box.focus()
        self.call_after_refresh(self._show_rows)

    def on_resize(self) -> None:
        """Break the lines anew."""
        self.call_after_refresh(self._show_rows)

    def on_click(self, event: Click) -> None:
        """A click beside the box closes it."""
        if event.widget is self:
            self.dismiss()

    @on(Input.Changed)
    def _find(self) -> None:
        self._show_rows()
        self._box.scroll_home(animate=False)

    @on(Input.Submitted)
    def _read_what_was_found(self) -> None:
        self._box.focus()

    def _own_keys(self) -> str:
        keys = keys_in_force(self)
        own = {"help.find": "finds", "help.close": "closes"} if keys else {}
        first = {name: keys.keymap.keys_of(name)[:1] for name in own} if keys else {}
        return " · ".join(f"{key_name(key)} {own[name]}" for name in first for key in first[name])

    def _show_rows(self) -> None:
        width = self._box.scrollable_content_region.width
        if width:
            self._text.update(help_content(self._rows, width, self._query.value.strip()))

    def action_find(self) -> None:
        """Write what is looked for; rows that have it stay."""
        self.add_class("-finding")
        self._query.focus()

    def action_close(self) -> None:
        """Show all rows again, or go back to the screen below."""
        if not self.has_class("-finding"):
            self.dismiss()
            return
        self.remove_class("-finding")
        self._query.value = ""
        self._box.focus()

    def action_scroll_down(self) -> None:
        """Scroll down one line."""
        self._by(1)

    def action_scroll_up(self) -> None:
        """Scroll up one line."""
        self._by(-1)

    def action_half_page_down(self) -> None:
        """Scroll down half of what is seen."""
        self._by(self._box.size.height // 2)

    def action_half_page_up(self) -> None:
        """Scroll up half of what is seen."""
        self._by(-(self._box.size.height // 2))

    def action_page_down(self) -> None:
        """Scroll down as much as is seen."""
        self._by(self._box.size.height)

    def action_page_up(self) -> None:
        """Scroll up as much as is seen."""
        self._by(-self._box.size.height)

    def action_scroll_home(self) -> None:
        """Go to the top."""
        self._box.scroll_home(animate=False)

    def action_scroll_end(self) -> None:
        """Go to the end."""
        self._box.scroll_end(animate=False)

    def _by(self, lines: int) -> None:
        # At once, so that a count adds up.
        self._box.scroll_relative(y=lines, animate=False, immediate=True)


_KEYS_WIDTH = 16
"""Cells for the keys and the space behind them; a longer list of keys takes several lines."""

_INDENT = 2

_HEADING = "bold $text-accent"
_KEYS = "bold"
_NOT_NOW = "dim"
_FOUND = "reverse"

REMARK = (
    "A number goes before a command: 3J, 12G; alone, with Enter or a pause, it opens that link. "
    "Esc ends what was begun. What is dim cannot be done now."
)
"""What holds for all keys."""


@dataclass(frozen=True, slots=True)
class HelpRow:
    """One line of the help."""

    group: str
    keys: tuple[str, ...]
    """As they are written for people."""

    words: str
    is_offered: bool
    """Whether it can be done now."""

    def has(self, query: str) -> bool:
        """Say whether one of the keys is `query`, or the words have it in them."""
        return query in self.keys or query.lower() in f"{self.words} {' '.join(self.keys)}".lower()


def help_rows(
    keymap: Keymap, pane: Sequence[str] = (), offered: Collection[str] | None = None
) -> tuple[HelpRow, ...]:
    """Return what the help says, the groups of the focused pane first.

    Args:
        keymap: The keys in force.
        pane: The scopes of the focused pane.
        offered: Ids of the commands that can be done now; None for all.
    """
    focused = [command.group for command in keymap.commands if command.scope in pane]
    order = list(dict.fromkeys((*focused, *GROUPS)))
    rows = [
        HelpRow(
            command.group,
            tuple(map(key_name, keymap.keys_of(command.id))),
            command.help,
            offered is None or command.id in offered,
        )
        for command in sorted(keymap.commands, key=lambda command: command.scope not in pane)
    ]
    return tuple(sorted(_distinct(rows), key=lambda row: order.index(row.group)))


def _distinct(rows: Iterable[HelpRow]) -> Iterator[HelpRow]:
    """The keys that scroll are the same in every text; the focused one's stand for all."""
    seen: set[tuple[object, ...]] = set()
    for row in rows:
        known = (row.group, row.keys, row.words)
        if known not in seen:
            seen.add(known)
            yield row


def help_content(rows: Sequence[HelpRow], width: int, query: str = "") -> Content:
    """Return the rows that have `query` in them, set in two columns for `width` cells."""
    found = [row for row in rows if row.has(query)] if query else rows
    if not found:
        return Content(f"nothing here is called {query}")
    lines: list[Content] = []
    for group, members in groupby(found, key=lambda row: row.group):
        lines.append(Content.styled(group, _HEADING))
        for row in members:
            lines.extend(_row_lines(row, width, query))
        lines.append(Content(""))
    remark = [Content.styled(line, _NOT_NOW) for line in _broken(REMARK, width)]
    return Content("\n").join(lines if query else [*lines, *remark])


def _row_lines(row: HelpRow, width: int, query: str) -> Iterator[Content]:
    keys = _broken(" ".join(row.keys) or "no key", _KEYS_WIDTH - 2)
    words = _broken(row.words, max(width - _INDENT - _KEYS_WIDTH, 10))
    for left, right in zip_longest(keys, words, fillvalue=""):
        space = " " * (_KEYS_WIDTH - cell_len(left))
        marked = _marked(right, query)
        line = Content.assemble(" " * _INDENT, (left, _KEYS), space, marked)
        yield line if row.is_offered else line.stylize(_NOT_NOW)


def _broken(text: str, width: int) -> list[str]:
    return [text[start:end].rstrip() for start, end in wrap(text, width)]


def _marked(text: str, query: str) -> Content:
    at = text.lower().find(query.lower()) if query else -1
    found = Content(text)
    return found.stylize(_FOUND, at, at + len(query)) if at >= 0 else found
