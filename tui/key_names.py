"""How keys are written for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.commands import Command

_NAMES = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "tab": "Tab",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "ctrl": "Ctrl",
    "shift": "Shift",
    "f1": "F1",
}

_DIGITS = tuple("123456789")


def key_name(key: str) -> str:
    """Return the name of a key of the command table: `Ctrl+d` for `ctrl+d`."""
    return "+".join(_NAMES.get(part, part) for part in key.split("+"))


def key_names(command: Command) -> tuple[str, ...]:
    """Return the names of a command's keys, the digits as one."""
    if command.keys == _DIGITS:
        return ("1…9",)
    return tuple(key_name(key) for key in command.keys)
