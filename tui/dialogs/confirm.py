"""Asking before something is done that the user may not have meant.

Asking whether to quit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.dialogs.modal import DismissOnce, frame_hints
from tui.text.wrapping import display_text

if TYPE_CHECKING:
    from textual.app import ComposeResult


class Confirm(ModalScreen[bool], DismissOnce[bool]):
    """Shows a question; ends with whether the user said yes."""

    DEFAULT_CSS = """
    Confirm {
        align: center middle;
    }
    Confirm > Static {
        min-width: 24;
        width: auto;
        max-width: 90%;
        height: auto;
        padding: 1 3;
        border: round $primary;
        border-subtitle-color: $text-muted;
        background: $surface;
    }
    """

    scope: ClassVar[str] = "confirm"

    def __init__(self, question: str) -> None:
        """`question` is plain text and ends with a question mark."""
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        """The question in a box."""
        box = Static(Content(display_text(self._question)), markup=False)
        box.border_subtitle = frame_hints(self, ("confirm.yes", "yes"), ("confirm.no", "no"))
        yield box

    def action_yes(self) -> None:
        """Do it."""
        self.dismiss(True)

    def action_no(self) -> None:
        """Leave everything as it is."""
        self.dismiss(False)


class QuitDialog(Confirm):
    """The question that the key for leaving comes to at last; the same key again says yes."""

    scope: ClassVar[str] = "quitting"

    def __init__(self) -> None:
        """Ask."""
        super().__init__("Quit?")
