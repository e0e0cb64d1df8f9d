"""The tellings of a story, with headings between them.

The tellings of a story as rows, each with the reason why it is held to be one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.message import Message

from digests import safe_line
from tui.keys.command_groups import available_when
from tui.text import styles
from tui.text.dates import long_date
from tui.text.stories.words import reason
from tui.text.wrapping import cut, display_text
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digests import Retelling, Telling, Tellings
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

    def _has_judged(self) -> bool:
        return bool(self._judged)

    def action_reject(self) -> None:
        """Say that the telling under the cursor is another story, or take that back."""
        if self.current is not None:
            self._judged.append(self.current)
            self._judge(self.current)

    @available_when(_has_judged)
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


@dataclass(frozen=True, slots=True)
class TellingRow:
    """A telling, or the heading of a group of them."""

    heading: str = ""
    retelling: Retelling | None = None
    is_rejected: bool = False
    """Whether the user said that it is another story."""


def telling_rows(tellings: Tellings, words: StoryWords) -> tuple[TellingRow, ...]:
    """Return all tellings, the surest groups first."""
    return tuple(_rows(tellings, words))


def row_lines(row: TellingRow, words: StoryWords, width: int) -> tuple[Content, ...]:
    """Return two lines: where and when, with the title; below them the reason."""
    if row.retelling is None:
        heading = cut(display_text(row.heading), width)
        return Content(""), Content.styled(heading, styles.SUBHEADING)
    telling = row.retelling.telling
    date = f"  {long_date(telling.date)}  "
    room = max(width // 2 - len(date), 0)
    place = f" {cut(display_text(safe_line(telling.publication)), room)}{date}"
    title = cut(display_text(safe_line(telling.title)), max(width - len(place), 0))
    why = words.rejected if row.is_rejected else reason(row.retelling.evidence, words)
    look = styles.STRUCK if row.is_rejected else styles.BOLD
    return (
        Content.assemble((place, styles.QUIET), (title, look)).truncate(width),
        Content.styled(cut(f"   {display_text(safe_line(why))}", width), styles.QUIET),
    )


def _rows(tellings: Tellings, words: StoryWords) -> Iterator[TellingRow]:
    elsewhere = [one for family in tellings.elsewhere for one in family]
    groups = {
        "here": tellings.repeats,
        "editions": tellings.editions,
        "elsewhere": [one for one in elsewhere if one.is_by_link],
        "probably": [one for one in elsewhere if not one.is_by_link],
        "maybe": tellings.maybe,
        "rejected": tellings.rejected,
    }
    for name, found in groups.items():
        if found:
            yield TellingRow(words.heading(name))
        for one in found:
            yield TellingRow(retelling=one, is_rejected=name == "rejected")
