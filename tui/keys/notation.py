"""Keys as people write them in the settings file.

Keys have the names that Textual gives them: `ctrl+f`, `pagedown`, `f3`, and characters are
themselves. A sequence has spaces between its keys; short ones of characters may do without, so
`g g` and `gg`, `, x` and `,x` are the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.keys.keymap import Sequence

_LONGEST = 4
_LONGEST_WITHOUT_SPACES = 3

_NAMED = frozenset(
    "up down left right home end pageup pagedown enter escape tab space backspace delete "
    "insert".split()
) | {f"f{number}" for number in range(1, 25)}

_OTHER_NAMES = {
    "esc": "escape",
    "return": "enter",
    "ret": "enter",
    "del": "delete",
    "ins": "insert",
    "bs": "backspace",
    "spc": "space",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "pgdown": "pagedown",
    "control": "ctrl",
    "option": "alt",
    "cmd": "super",
    "↑": "up",
    "↓": "down",
    "←": "left",
    "→": "right",
}
"""What else these keys and modifiers are called; the help screen draws the arrows."""

_MODIFIERS = frozenset(("alt", "ctrl", "shift", "super", "hyper", "meta"))

_SENT_AS = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+[": "escape", "ctrl+h": "backspace"}
"""Terminals send these as the other key, so that nobody can tell them apart."""


def read_keys(written: str) -> Sequence:
    """Return the keys of `written` as the key reader gets them.

    Raises ValueError, with words that follow what is written (`has no key in it`).
    """
    parts = written.split()
    if len(parts) == 1 and _is_run_together(parts[0]):
        parts = list(parts[0])
    keys = tuple(_key(part) for part in parts)
    if not keys:
        raise ValueError("has no key in it")
    if len(keys) > _LONGEST:
        raise ValueError(f"has more than {_LONGEST} keys")
    if keys[0] in "123456789":
        raise ValueError("begins with a digit, which is a count or the number of a link")
    if len(keys) > 1 and "escape" in keys:
        raise ValueError("cannot have Esc in it, which ends what was begun")
    return keys


def _is_run_together(part: str) -> bool:
    is_name = part.lower() in _NAMED or part.lower() in _OTHER_NAMES
    return 1 < len(part) <= _LONGEST_WITHOUT_SPACES and "+" not in part and not is_name


def _key(part: str) -> str:
    if len(part) == 1 and part not in _OTHER_NAMES:
        return part
    *before, last = (_name(name) for name in part.split("+"))
    is_shifted = last.isupper() and "alt" in before
    modifiers = sorted({*before, *(("shift",) if is_shifted else ())})
    if not _MODIFIERS.issuperset(modifiers) or not _can_be_modified(last):
        raise ValueError(f"is no key: {part}")
    if modifiers == ["shift"] and len(last) == 1:
        return last.upper()
    key = "+".join((*modifiers, last.lower()))
    if key in _SENT_AS:
        raise ValueError(f"is no key of its own: terminals send {_SENT_AS[key]} for it")
    return key


def _can_be_modified(name: str) -> bool:
    return name.lower() in _NAMED or (len(name) == 1 and name.isascii() and name.isprintable())


def _name(written: str) -> str:
    if len(written) == 1 and written not in _OTHER_NAMES:
        return written
    return _OTHER_NAMES.get(written.lower(), written.lower())
