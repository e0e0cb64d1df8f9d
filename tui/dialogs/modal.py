"""Screens that end with an answer."""

from __future__ import annotations

from textual.await_complete import AwaitComplete
from textual.screen import Screen, ScreenResultType


class EndsOnce(Screen[ScreenResultType]):
    """Ends once, and only while no other screen is above it.

    Keys that were typed ahead may ask for the end when there are others on top, or when the screen
    has ended already. Textual would take away whatever is on top then, or fail.

    Stands behind the class of Textual that a screen is of, so that it does not come between the two
    in the matter of style sheets.
    """

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """End with a result, if this is the screen on top."""
        return super().dismiss(result) if self.is_active else AwaitComplete()
