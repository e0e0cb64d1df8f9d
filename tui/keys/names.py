"""How keys are written for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.keys.command import Command

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
    "insert": "Ins",
    "delete": "Del",
    "backspace": "Backspace",
    "ctrl": "Ctrl",
    "shift": "Shift",
    "alt": "Alt",
}


def key_name(key: str) -> str:
    """Return the name of a key or a sequence of the command table: `Ctrl+d` for `ctrl+d`."""
    names = [_name(pressed) for pressed in key.split()]
    # `gg` can be read as it stands, `F81` cannot.
    return (" " if any(len(name) > 1 for name in names) else "").join(names)


def key_names(command: Command) -> tuple[str, ...]:
    """Return the names of a command's keys as long as nobody has changed them."""
    return tuple(key_name(key) for key in command.keys)


def _name(key: str) -> str:
    return key if len(key) == 1 else "+".join(_part(part) for part in key.split("+"))


def _part(part: str) -> str:
    is_function_key = part[:1] == "f" and part[1:].isdigit()
    return part.upper() if is_function_key else _NAMES.get(part, part)
