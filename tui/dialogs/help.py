"""The help: a screen that lists every command with its keys and can be searched."""

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
from tui.text.queries import WAYS_TO_ASK
from tui.text.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from textual.app import ComposeResult
    from textual.events import Click

    from tui.keys.keymap import Keymap


class HelpScreen(ModalScreen[None], DismissOnce[None]):
    """Shows the keys above the screen that it was opened from."""

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
        """Show `rows`, in the order of `help_rows`."""
        super().__init__()
        self._rows = rows
        self._text = Static()
        self._query = Input(placeholder="a key or a word", select_on_focus=False)
        self._box = VerticalScroll(self._text, self._query)

    def compose(self) -> ComposeResult:
        """Yield one text that scrolls, and the input to search it."""
        self._box.border_title = "Keys"
        self._box.border_subtitle = Content(self._own_keys())
        yield self._box

    def on_mount(self) -> None:
        """Give the text the focus, so that keys scroll it."""
        self._box.focus()
        self.call_after_refresh(self._show_rows)

    def on_resize(self) -> None:
        """Wrap the lines for the new width."""
        self.call_after_refresh(self._show_rows)

    def on_click(self, event: Click) -> None:
        """Close the help on a click outside its box."""
        if event.widget is self:
            self.dismiss()

    @on(Input.Changed)
    def _search(self) -> None:
        self._show_rows()
        self._box.scroll_home(animate=False)

    @on(Input.Submitted)
    def _read_results(self) -> None:
        self._box.focus()

    def _own_keys(self) -> str:
        keys = keys_in_force(self)
        labels = {"help.find": "finds", "help.close": "closes"} if keys else {}
        first = {name: keys.keymap.keys_of(name)[:1] for name in labels} if keys else {}
        return " · ".join(
            f"{key_name(key)} {labels[name]}" for name in first for key in first[name]
        )

    def _show_rows(self) -> None:
        width = self._box.scrollable_content_region.width
        if width:
            self._text.update(help_content(self._rows, width, self._query.value.strip()))

    def action_find(self) -> None:
        """Open the search input; only rows that contain its text stay visible."""
        self.add_class("-finding")
        self._query.focus()

    def action_close(self) -> None:
        """End the search and show all rows; without a search, close the help."""
        if not self.has_class("-finding"):
            self.dismiss()
            return
        self.remove_class("-finding")
        self._query.value = ""
        self._box.focus()

    def action_scroll_down(self) -> None:
        """Scroll down one line."""
        self._scroll_by(1)

    def action_scroll_up(self) -> None:
        """Scroll up one line."""
        self._scroll_by(-1)

    def action_half_page_down(self) -> None:
        """Scroll down half the visible height."""
        self._scroll_by(self._box.size.height // 2)

    def action_half_page_up(self) -> None:
        """Scroll up half the visible height."""
        self._scroll_by(-(self._box.size.height // 2))

    def action_page_down(self) -> None:
        """Scroll down the visible height."""
        self._scroll_by(self._box.size.height)

    def action_page_up(self) -> None:
        """Scroll up the visible height."""
        self._scroll_by(-self._box.size.height)

    def action_scroll_home(self) -> None:
        """Scroll to the top."""
        self._box.scroll_home(animate=False)

    def action_scroll_end(self) -> None:
        """Scroll to the end."""
        self._box.scroll_end(animate=False)

    def _scroll_by(self, lines: int) -> None:
        # Immediately, so that repeated steps add up.
        self._box.scroll_relative(y=lines, animate=False, immediate=True)


_KEYS_WIDTH = 16
"""Cells for the keys and the space after them; a longer list of keys takes several lines."""

_INDENT = 2

_HEADING = "bold $text-accent"
_KEYS = "bold"
_UNAVAILABLE = "dim"
_MATCH = "reverse"

REMARK = (
    "A number goes before a command: 3J, 12G; alone, with Enter or a pause, it opens that link. "
    "Esc ends what was begun. What is dim cannot be done now."
)
"""Shown below the rows: facts about all keys."""


@dataclass(frozen=True, slots=True)
class HelpRow:
    """A command in the help, or a way to write a query."""

    group: str
    keys: tuple[str, ...]
    """Their display names, or what is written."""

    description: str
    is_offered: bool
    """Whether the command is available now."""

    def matches(self, query: str) -> bool:
        """Return whether `query` is one of the keys or part of the text, ignoring case there."""
        text = f"{self.description} {' '.join(self.keys)}"
        return query in self.keys or query.lower() in text.lower()


def help_rows(
    keymap: Keymap, pane: Sequence[str] = (), available_ids: Collection[str] | None = None
) -> tuple[HelpRow, ...]:
    """Return a row for each command, the groups of the focused pane first.

    Args:
        keymap: The active keymap.
        pane: The scopes of the focused pane.
        available_ids: Ids of the commands available now; None for all.
    """
    focused = [command.group for command in keymap.commands if command.scope in pane]
    order = list(dict.fromkeys((*focused, *GROUPS)))
    rows = [
        HelpRow(
            command.group,
            tuple(map(key_name, keymap.keys_of(command.id))),
            command.help,
            available_ids is None or command.id in available_ids,
        )
        for command in sorted(keymap.commands, key=lambda command: command.scope not in pane)
    ]
    return tuple(sorted(_distinct(rows), key=lambda row: order.index(row.group)))


def query_rows() -> tuple[HelpRow, ...]:
    """Return a row for each way to write a query."""
    return tuple(HelpRow("To ask", (written,), finds, True) for written, finds in WAYS_TO_ASK)


def _distinct(rows: Iterable[HelpRow]) -> Iterator[HelpRow]:
    """Yield each row once: several panes have the same keys for scrolling."""
    seen: set[tuple[object, ...]] = set()
    for row in rows:
        identity = (row.group, row.keys, row.description)
        if identity not in seen:
            seen.add(identity)
            yield row


def help_content(rows: Sequence[HelpRow], width: int, query: str = "") -> Content:
    """Return the rows that match `query`, in two columns within `width` cells."""
    matches = [row for row in rows if row.matches(query)] if query else rows
    if not matches:
        return Content(f"nothing here is called {query}")
    lines: list[Content] = []
    for group, members in groupby(matches, key=lambda row: row.group):
        lines.append(Content.styled(group, _HEADING))
        for row in members:
            lines.extend(_row_lines(row, width, query))
        lines.append(Content(""))
    remark = [Content.styled(line, _UNAVAILABLE) for line in _wrapped(REMARK, width)]
    return Content("\n").join(lines if query else [*lines, *remark])


def _row_lines(row: HelpRow, width: int, query: str) -> Iterator[Content]:
    keys = _wrapped(" ".join(row.keys) or "no key", _KEYS_WIDTH - 2)
    description = _wrapped(row.description, max(width - _INDENT - _KEYS_WIDTH, 10))
    for left, right in zip_longest(keys, description, fillvalue=""):
        space = " " * (_KEYS_WIDTH - cell_len(left))
        highlighted = _highlighted(right, query)
        line = Content.assemble(" " * _INDENT, (left, _KEYS), space, highlighted)
        yield line if row.is_offered else line.stylize(_UNAVAILABLE)


def _wrapped(text: str, width: int) -> list[str]:
    return [text[start:end].rstrip() for start, end in wrap(text, width)]


def _highlighted(text: str, query: str) -> Content:
    start = text.lower().find(query.lower()) if query else -1
    content = Content(text)
    return content.stylize(_MATCH, start, start + len(query)) if start >= 0 else content
