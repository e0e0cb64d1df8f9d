"""The list of the tellings of a story, in groups, each with the reason why it belongs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.message import Message

from digests import safe_line
from tui.keys.command_groups import available_when
from tui.text import styles
from tui.text.dates import long_date
from tui.text.stories.templates import reason
from tui.text.wrapping import cut, display_text
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digests import Retelling, Telling, Tellings
    from tui.text.stories.templates import StoryWords


class TellingList(VirtualList):
    """Lists tellings, some of which the user may have rejected as another story."""

    scope: ClassVar[str] = "tellings"

    @dataclass
    class Rejected(Message):
        """The user rejects a telling as another story, or takes that back."""

        telling: Telling
        is_rejected: bool

    @dataclass
    class TellingsLeft(Message):
        """The user closes the list."""

    def __init__(
        self,
        rows: Sequence[TellingRow],
        words: StoryWords,
        *,
        id: str | None = None,  # noqa: A002  # Textual's own name
    ) -> None:
        """List `rows` in this order, with the phrases of `words`."""
        super().__init__(id=id)
        self.rows = tuple(rows)
        self._words = words
        self._decisions: list[Telling] = []
        """The tellings whose rejection was toggled here, the latest last."""

    def on_mount(self) -> None:
        """Show the initial rows."""
        self.set_row_count(len(self.rows))

    @property
    def row_height(self) -> int:
        """Two: the title and the reason."""
        return 2

    @property
    def current(self) -> Telling | None:
        """The telling under the cursor; None without rows."""
        row = self.rows[self.cursor] if self.rows else None
        return row.retelling.telling if row is not None and row.retelling is not None else None

    def can_rest(self, index: int) -> bool:
        """Return whether the row is a telling; the cursor skips headings."""
        return self.rows[index].retelling is not None

    def row_lines(self, index: int, width: int) -> Sequence[Content]:
        """Return the two lines of a telling or a heading."""
        return row_lines(self.rows[index], self._words, width)

    def show_rejected(self, item_id: str, *, is_rejected: bool) -> None:
        """Show whether a telling is rejected, after that was written."""
        self.rows = tuple(
            replace(row, is_rejected=is_rejected)
            if row.retelling is not None and row.retelling.telling.item_id == item_id
            else row
            for row in self.rows
        )
        self.redraw()

    def _has_decisions(self) -> bool:
        return bool(self._decisions)

    def action_reject(self) -> None:
        """Toggle whether the telling under the cursor is rejected."""
        if self.current is not None:
            self._decisions.append(self.current)
            self._toggle_rejected(self.current)

    @available_when(_has_decisions)
    def action_take_back(self) -> None:
        """Toggle back the rejection that was changed last."""
        self._toggle_rejected(self._decisions.pop())

    def action_close(self) -> None:
        """Post `TellingsLeft`."""
        self.post_message(self.TellingsLeft())

    def _toggle_rejected(self, telling: Telling) -> None:
        is_rejected = any(
            row.is_rejected
            for row in self.rows
            if row.retelling is not None and row.retelling.telling == telling
        )
        self.post_message(self.Rejected(telling, not is_rejected))
        self.refresh_bindings()


@dataclass(frozen=True, slots=True)
class TellingRow:
    """A telling, or the heading of a group of tellings."""

    heading: str = ""
    retelling: Retelling | None = None
    is_rejected: bool = False
    """Whether the user has rejected it as another story."""


def telling_rows(tellings: Tellings, words: StoryWords) -> tuple[TellingRow, ...]:
    """Return all tellings with headings, the most certain groups first."""
    return tuple(_rows(tellings, words))


def row_lines(row: TellingRow, words: StoryWords, width: int) -> tuple[Content, ...]:
    """Return two lines: publication, date and title; below them the reason."""
    if row.retelling is None:
        heading = cut(display_text(row.heading), width)
        return Content(""), Content.styled(heading, styles.SUBHEADING)
    telling = row.retelling.telling
    date = f"  {long_date(telling.date)}  "
    room = max(width // 2 - len(date), 0)
    source = f" {cut(display_text(safe_line(telling.publication)), room)}{date}"
    title = cut(display_text(safe_line(telling.title)), max(width - len(source), 0))
    why = words.rejected if row.is_rejected else reason(row.retelling.evidence, words)
    look = styles.STRUCK if row.is_rejected else styles.BOLD
    return (
        Content.assemble((source, styles.QUIET), (title, look)).truncate(width),
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
    for name, group in groups.items():
        if group:
            yield TellingRow(words.headings[name])
        for one in group:
            yield TellingRow(retelling=one, is_rejected=name == "rejected")
