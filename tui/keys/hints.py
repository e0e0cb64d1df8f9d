"""Which keys the status line names: those of commands that can be done now."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from tui.keys.command_groups import active_groups, is_available
from tui.keys.names import key_name

if TYPE_CHECKING:
    from textual.screen import Screen

    from tui.keys.command import Command
    from tui.keys.keymap import Keymap

_MOST = 8

_HELD_EVERYWHERE = 2
"""How many hints of the app, such as that of the help, are shown in any case."""

_SCREENS_KEPT = 32

Kinds: TypeAlias = tuple[tuple[str, type[Any]], ...]
"""The scopes that work, innermost first, with the class that carries each of them out."""


def hints_on(screen: Screen[Any], keymap: Keymap) -> list[tuple[str, str]]:
    """Return the key and the words of each hint: the focused pane's first.

    While the user writes, a key that is a character is no hint. Only commands that have a hint,
    or may take the key of one, are asked whether they can be done.
    """
    groups = active_groups(screen)
    writes = screen.focused is not None and screen.focused.check_consume_key("a", "a")
    hints: list[tuple[str, str]] = []
    taken: set[str] = set()
    done: set[str] = set()
    for place, command in _deciding(keymap, tuple((scope, type(its)) for scope, its in groups)):
        if command.id in done or not is_available(groups[place][1], command.method):
            continue
        done.add(command.id)
        own = [key for key in keymap.keys_of(command.id) if key not in taken]
        taken.update(own)
        first = next((key for key in own if len(key) > 1 or not writes), None)
        if command.footer and first is not None:
            hints.append((key_name(first), command.footer))
    return _shortened(hints)


def _shortened(hints: list[tuple[str, str]]) -> list[tuple[str, str]]:
    if len(hints) > _MOST:
        return [*hints[: _MOST - _HELD_EVERYWHERE], *hints[-_HELD_EVERYWHERE:]]
    return hints


@lru_cache(_SCREENS_KEPT)
def _deciding(keymap: Keymap, kinds: Kinds) -> tuple[tuple[int, Command], ...]:
    """Return the commands that decide which hints there are, each with its place in `kinds`."""
    decide: list[tuple[int, Command]] = []
    keys_of_hints: set[str] = set()
    for place, (scope, kind) in reversed(list(enumerate(kinds))):
        for command in reversed(keymap.commands_in(scope)):
            keys = keymap.keys_of(command.id)
            if hasattr(kind, f"action_{command.method}"):
                if command.footer:
                    keys_of_hints.update(keys)
                if command.footer or not keys_of_hints.isdisjoint(keys):
                    decide.append((place, command))
    return tuple(reversed(decide))
