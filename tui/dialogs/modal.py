"""Screens that end with an answer.

Which keys help, in the frame of what lies above a screen and has no status line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.await_complete import AwaitComplete
from textual.content import Content
from textual.screen import Screen, ScreenResultType

from tui.keys.dispatch import keys_in_force
from tui.keys.names import key_name

if TYPE_CHECKING:
    from typing import Any


class DismissOnce(Screen[ScreenResultType]):
    """Ends once, and only while no other screen is above it.

    Keys that were typed ahead may ask for the end when there are others on top, or when the screen
    has ended already. Textual would take away whatever is on top then, or fail.

    Stands behind the class of Textual that a screen is of, so that it does not come between the two
    in the matter of style sheets.
    """

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """End with a result, if this is the screen on top."""
        return super().dismiss(result) if self.is_active else AwaitComplete()


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
