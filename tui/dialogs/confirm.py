"""Yes-or-no questions, asked before something that the user may not have meant."""

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
    """Asks a question; the result is whether the user said yes."""

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
        """Ask `question`, plain text that ends with a question mark."""
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        """Yield a box with the question, and the keys for yes and no in its frame."""
        box = Static(Content(display_text(self._question)), markup=False)
        box.border_subtitle = frame_hints(self, ("confirm.yes", "yes"), ("confirm.no", "no"))
        yield box

    def action_yes(self) -> None:
        """Dismiss with True."""
        self.dismiss(True)

    def action_no(self) -> None:
        """Dismiss with False."""
        self.dismiss(False)


class QuitDialog(Confirm):
    """Asks whether to quit; pressing the quit key again says yes."""

    scope: ClassVar[str] = "quitting"

    def __init__(self) -> None:
        """Ask with a fixed question."""
        super().__init__("Quit?")
