"""The help as text: every command with its keys, set for a width."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from tui.keys.groups import GROUPS
from tui.keys.names import key_name
from tui.text.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from tui.keys.keymap import Keymap

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
