"""Which keys help, in the frame of what lies above a screen and has no status line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from tui.keys.dispatch import keys_in_force
from tui.keys.names import key_name

if TYPE_CHECKING:
    from typing import Any

    from textual.screen import Screen


def frame_hints(screen: Screen[Any], *hints: tuple[str, str]) -> Content:
    """Return what the first keys of commands do, such as `Esc leaves · y copies`.

    Args:
        screen: The screen of the keys.
        hints: The id of each command with a word for what it does; without a command, a remark.
    """
    keys = keys_in_force(screen)
    told: list[str] = []
    for command_id, words in hints:
        pressed = keys.keymap.keys_of(command_id)[:1] if keys and command_id else ()
        if pressed or not command_id:
            told.append(" ".join([*map(key_name, pressed), words]))
    return Content(" · ".join(told))
