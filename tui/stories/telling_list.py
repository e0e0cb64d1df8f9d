"""The tellings of a story, with headings between them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from tui.stories.telling_rows import TellingRow, row_lines
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content

    from digests import Telling
    from tui.text.stories.words import StoryWords


class TellingList(VirtualList):
    """Lists tellings; some may be rejected."""

    scope: ClassVar[str] = "tellings"

    @dataclass
    class Judged(Message):
        """The user says that a telling is another story, or takes that back."""

        telling: Telling
        is_rejected: bool

    @dataclass
    class Left(Message):
        """The user leaves."""

    def __init__(
        self,
        rows: Sequence[TellingRow],
        words: StoryWords,
        *,
        id: str | None = None,  # noqa: A002  # Textual's own name
    ) -> None:
        """List `rows` in their order."""
        super().__init__(id=id)
        self.rows = tuple(rows)
        self._words = words
        self._judged: list[Telling] = []
        """What was said here, the last at the end."""

    def on_mount(self) -> None:
        """Show the rows."""
        self.set_row_count(len(self.rows))

    @property
    def row_height(self) -> int:
        """A line for the title and one for the reason."""
        return 2

    @property
    def current(self) -> Telling | None:
        """The telling under the cursor."""
        row = self.rows[self.cursor] if self.rows else None
        return row.retelling.telling if row is not None and row.retelling is not None else None

    def can_rest(self, index: int) -> bool:
        """Headings are gone over."""
        return self.rows[index].retelling is not None

    def row_lines(self, index: int, width: int) -> Sequence[Content]:
        """Return the lines of a telling or a heading."""
        return row_lines(self.rows[index], self._words, width)

    def show_judged(self, item_id: str, *, is_rejected: bool) -> None:
        """Show that a telling is, or is not, another story."""
        self.rows = tuple(
            replace(row, is_rejected=is_rejected)
            if row.retelling is not None and row.retelling.telling.item_id == item_id
            else row
            for row in self.rows
        )
        self.redraw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to take back only what was said here."""
        if action == "take_back":
            return bool(self._judged)
        return super().check_action(action, parameters)

    def action_reject(self) -> None:
        """Say that the telling under the cursor is another story, or take that back."""
        if self.current is not None:
            self._judged.append(self.current)
            self._judge(self.current)

    def action_take_back(self) -> None:
        """Take back what was said last."""
        self._judge(self._judged.pop())

    def action_close(self) -> None:
        """Leave."""
        self.post_message(self.Left())

    def _judge(self, telling: Telling) -> None:
        is_rejected = any(
            row.is_rejected
            for row in self.rows
            if row.retelling is not None and row.retelling.telling == telling
        )
        self.post_message(self.Judged(telling, not is_rejected))
        self.refresh_bindings()
