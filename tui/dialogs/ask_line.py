"""A dialog that asks for one line of text, such as a command, a file name or tags."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.content import Content
from textual.screen import ModalScreen
from textual.suggester import Suggester
from textual.widgets import Input, Static

from tui.dialogs.modal import DismissOnce, frame_hints
from tui.text import styles
from tui.text.wrapping import display_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult


class AskLine(ModalScreen[str | None], DismissOnce[str | None]):
    """Asks for a line of text.

    The result is the text without surrounding space, or None if the user cancels.
    """

    DEFAULT_CSS = """
    AskLine {
        align: center bottom;
    }
    AskLine > Input, AskLine > Input:focus {
        height: 3;
        padding: 0 1;
        border: round $primary;
        border-title-color: $text-primary;
        border-title-style: bold;
        border-subtitle-color: $text-muted;
        background: $surface;
    }
    AskLine > Static {
        height: auto;
        max-height: 6;
        padding: 0 2;
        background: $surface;
    }
    """

    scope: ClassVar[str] = "ask"

    def __init__(
        self,
        title: str,
        value: str = "",
        placeholder: str = "",
        *,
        history: Sequence[str] = (),
        remark: str = "",
        words: Sequence[str] = (),
        may_be_empty: bool = False,
    ) -> None:
        """Create the dialog with `value` already in its input.

        Args:
            title: What is asked for; plain text.
            value: The initial text.
            placeholder: An example, shown while the input is empty.
            history: Earlier answers, the oldest first.
            remark: A sentence above the input, such as what is wrong with the last answer.
            words: Completions of the last word of the line, the best first.
            may_be_empty: Whether an empty line is an answer; if not, it cancels.
        """
        super().__init__()
        self._title = title
        self._history = [*dict.fromkeys(reversed(history))][::-1]
        self._position = len(self._history)
        """The index of the shown answer in the history; its length while the draft is shown."""
        suggester = LastWord(words) if words else None
        self._line = Input(placeholder=placeholder, suggester=suggester, select_on_focus=False)
        self._may_be_empty = may_be_empty
        self._draft = value
        self._remark = remark

    def compose(self) -> ComposeResult:
        """Yield the remark, if there is one, and the input."""
        if self._remark:
            yield Static(Content.styled(display_text(self._remark), styles.NOTICE), markup=False)
        yield self._line

    def on_mount(self) -> None:
        """Fill the input and give it the focus."""
        self._line.value = self._draft
        self._line.border_title = Content(display_text(self._title))
        earlier = (("ask.older", "earlier"),) if self._history else ()
        leaving = (("ask.accept", "takes it"), ("ask.cancel", "leaves"))
        self._line.border_subtitle = frame_hints(self, *leaving, *earlier)
        self._line.focus()

    @on(Input.Submitted)
    def action_accept(self) -> None:
        """Dismiss with the text; an empty line cancels unless `may_be_empty`."""
        answer = self._line.value.strip()
        self.dismiss(answer if answer or self._may_be_empty else None)

    def action_cancel(self) -> None:
        """Dismiss with None."""
        self.dismiss(None)

    def action_older(self) -> None:
        """Show the previous answer of the history."""
        self._show(self._position - 1)

    def action_newer(self) -> None:
        """Show the next answer of the history, or after the last one the user's draft."""
        self._show(self._position + 1)

    def _show(self, position: int) -> None:
        if self._position == len(self._history):
            self._draft = self._line.value
        self._position = max(0, min(position, len(self._history)))
        self._line.value = [*self._history, self._draft][self._position]
        self._line.cursor_position = len(self._line.value)


class LastWord(Suggester):
    """Completes the last word of a line."""

    def __init__(self, words: Sequence[str]) -> None:
        """Suggest the first of `words` that fits."""
        super().__init__(use_cache=False, case_sensitive=True)
        self._words = tuple(words)

    async def get_suggestion(self, value: str) -> str | None:
        """Return the line with its last word completed; None if no word begins like it."""
        start = value.rpartition(" ")[2]
        matches = (word for word in self._words if word.startswith(start) and word != start)
        word = next(matches, None) if start else None
        return None if word is None else value + word[len(start) :]
