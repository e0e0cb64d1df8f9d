"""Commands as they are written in the table."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from tui.keys.command import Command

if TYPE_CHECKING:
    from collections.abc import Iterator

CommandRow: TypeAlias = tuple[str, str, str, str, str, str]
"""Name, keys with two spaces between, action, help, group, footer."""


def commands_of(scope: str, rows: tuple[CommandRow, ...]) -> Iterator[Command]:
    """Yield the commands that the rows of a scope stand for."""
    for name, keys, action, help_text, group, footer in rows:
        in_order = tuple(keys.split("  "))
        yield Command(f"{scope}.{name}", in_order, action, help_text, group, footer)
