"""Asking for one line of text: a command, a file name, a tag."""

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
    """Shows a line to write in; ends with what was written, or with None when the user leaves."""

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
        """Begin with `value` in the line.

        Args:
            title: What is asked for; plain text.
            value: What stands in the line already.
            placeholder: An example, shown while the line is empty.
            history: What was written earlier, the oldest first.
            remark: A sentence above the line, such as what is wrong with the last answer.
            words: What completes the last word of the line, the best first.
            may_be_empty: Whether an empty line is an answer.
        """
        super().__init__()
        self._title = title
        self._history = [*dict.fromkeys(reversed(history))][::-1]
        self._place = len(self._history)
        """Which line of the history is shown; behind the last one while the user writes."""
        suggester = LastWord(words) if words else None
        self._line = Input(placeholder=placeholder, suggester=suggester, select_on_focus=False)
        self._may_be_empty = may_be_empty
        self._draft = value
        self._remark = remark

    def compose(self) -> ComposeResult:
        """The remark, if there is one, and the line."""
        if self._remark:
            yield Static(Content.styled(display_text(self._remark), styles.NOTICE), markup=False)
        yield self._line

    def on_mount(self) -> None:
        """Let the user write."""
        self._line.value = self._draft
        self._line.border_title = Content(display_text(self._title))
        earlier = (("ask.older", "earlier"),) if self._history else ()
        leaving = (("ask.accept", "takes it"), ("ask.cancel", "leaves"))
        self._line.border_subtitle = frame_hints(self, *leaving, *earlier)
        self._line.focus()

    @on(Input.Submitted)
    def action_accept(self) -> None:
        """End with what is written; an empty line may be the same as leaving."""
        answer = self._line.value.strip()
        self.dismiss(answer if answer or self._may_be_empty else None)

    def action_cancel(self) -> None:
        """End without an answer."""
        self.dismiss(None)

    def action_older(self) -> None:
        """Show what was written before."""
        self._show(self._place - 1)

    def action_newer(self) -> None:
        """Show what was written after that, at last what the user began to write."""
        self._show(self._place + 1)

    def _show(self, place: int) -> None:
        if self._place == len(self._history):
            self._draft = self._line.value
        self._place = max(0, min(place, len(self._history)))
        self._line.value = [*self._history, self._draft][self._place]
        self._line.cursor_position = len(self._line.value)


class LastWord(Suggester):
    """Completes the last word of a line."""

    def __init__(self, words: Sequence[str]) -> None:
        """`words` are in the order in which they are tried."""
        super().__init__(use_cache=False, case_sensitive=True)
        self._words = tuple(words)

    async def get_suggestion(self, value: str) -> str | None:
        """Return the line with its last word completed; None when nothing begins like it."""
        start = value.rpartition(" ")[2]
        found = (word for word in self._words if word.startswith(start) and word != start)
        word = next(found, None) if start else None
        return None if word is None else value + word[len(start) :]
