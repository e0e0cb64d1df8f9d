"""Dismissing screens safely, and key hints in the frames of dialogs.

Dialogs have no status line, so their frames show the keys.
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
    """A screen that is dismissed once, and only while it is on top.

    Keys typed ahead may dismiss a screen when others are above it, or when it is gone already.
    Textual would then pop whatever is on top, or fail.

    List this class after the Textual class among the bases, so that style sheets still see that
    class as the direct base.
    """

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Dismiss with a result; do nothing if this is not the screen on top."""
        return super().dismiss(result) if self.is_active else AwaitComplete()


def frame_hints(screen: Screen[Any], *hints: tuple[str, str]) -> Content:
    """Return the first key of each command with its label, such as `Esc leaves · y copies`.

    Commands without a key are left out.

    Args:
        screen: The screen whose keymap is used.
        hints: Pairs of a command id and a label. A label without an id stands alone.
    """
    keys = keys_in_force(screen)
    shown: list[str] = []
    for command_id, label in hints:
        pressed = keys.keymap.keys_of(command_id)[:1] if keys and command_id else ()
        if pressed or not command_id:
            shown.append(" ".join([*map(key_name, pressed), label]))
    return Content(" · ".join(shown))
