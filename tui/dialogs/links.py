"""The list of all links of a text, above the screen.

The links of a text as a list from which some are opened or copied.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Container
from textual.message import Message
from textual.screen import ModalScreen

from tui.dialogs.link_row import link_rows, row_lines
from tui.dialogs.modal import EndsOnce, frame_hints
from tui.jobs.messages import CopyText
from tui.keys.command_groups import available_when
from tui.widgets.find_line import FindLine
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.content import Content
    from textual.events import Click

    from tui.dialogs.link_row import LinkRow
    from tui.text.page import ItemText


class LinkList(VirtualList):
    """Lists links; some may be selected, and all but a few hidden."""

    scope: ClassVar[str] = "link-list"

    @dataclass
    class Done(Message):
        """The user has found what was looked for, or leaves."""

        urls: tuple[str, ...] = ()
        """What is to be opened."""

    @dataclass
    class NarrowAsked(Message):
        """The user wants to say which links are to be listed."""

    def __init__(self, rows: Sequence[LinkRow], *, id: str | None = None) -> None:  # noqa: A002  # Textual's own name
        """List `rows` in their order."""
        super().__init__(id=id)
        self._all = tuple(rows)
        self._rows = self._all
        self._selected: set[LinkRow] = set()
        self._digits = len(str(max((row.number for row in rows), default=0)))

    def on_mount(self) -> None:
        """Show every link."""
        self.narrow("")

    @property
    def row_height(self) -> int:
        """A line for the words and one for the address."""
        return 2

    def row_lines(self, index: int, width: int) -> Sequence[Content]:
        """Return the lines of a link."""
        row = self._rows[index]
        return row_lines(row, width, self._digits, is_selected=row in self._selected)

    def narrow(self, words: str) -> None:
        """List only the links that hold `words`."""
        self._rows = tuple(row for row in self._all if row.holds(words))
        self.set_row_count(len(self._rows))

    @property
    def has_selection(self) -> bool:
        """Whether some links are selected."""
        return bool(self._selected)

    @property
    def counts(self) -> str:
        """How many are listed and selected."""
        listed = f"{len(self._rows)}/{len(self._all)}"
        counted = listed if len(self._rows) != len(self._all) else str(len(self._all))
        return f"{counted} · {len(self._selected)} selected" if self._selected else counted

    def _has_rows(self) -> bool:
        return bool(self._rows)

    @on(VirtualList.Chosen)
    def open_current(self, chosen: VirtualList.Chosen) -> None:
        """Open the link under the cursor."""
        chosen.stop()
        self.post_message(self.Done((self._rows[chosen.index].link.url,)))

    @available_when(_has_rows)
    def action_copy(self) -> None:
        """Copy the addresses of the selected links, or of the one under the cursor."""
        urls = self._chosen
        what = "address" if len(urls) == 1 else f"{len(urls)} addresses"
        self.post_message(CopyText("\n".join(urls), what))

    @available_when(_has_rows)
    def action_select(self) -> None:
        """Select the link under the cursor, or not, and go to the next."""
        self._selected ^= {self._rows[self.cursor]}
        self.redraw()
        self.cursor += 1
        self.post_message(self.Highlighted(self, self.cursor))

    @available_when(_has_rows)
    def action_open_selected(self) -> None:
        """Open the selected links; without any, the one under the cursor."""
        self.post_message(self.Done(self._chosen))

    def action_narrow(self) -> None:
        """Ask which links are to be listed."""
        self.post_message(self.NarrowAsked())

    @on(FindLine.Edited)
    def narrow_to_words(self, edited: FindLine.Edited) -> None:
        """List fewer links while the words are written."""
        edited.stop()
        self.narrow(edited.words)

    @on(FindLine.Closed)
    def leave_line(self, closed: FindLine.Closed) -> None:
        """Go on in the list, with all links when the words were given up."""
        closed.stop()
        if not closed.is_kept:
            self.narrow("")
        self.focus()

    def action_close(self) -> None:
        """Leave without opening anything."""
        self.post_message(self.Done())

    @property
    def _chosen(self) -> tuple[str, ...]:
        selected = tuple(row.link.url for row in self._all if row in self._selected)
        return selected or (self._rows[self.cursor].link.url,)


_OF_LINK = (
    ("list.choose", "opens"),
    ("link-list.copy", "copies"),
    ("link-list.select", "selects"),
    ("link-list.narrow", "narrows"),
)
_OF_SELECTION = (("link-list.open-selected", "opens them"), ("link-list.copy", "copies them"))


class LinksScreen(ModalScreen[tuple[str, ...]], EndsOnce[tuple[str, ...]]):
    """Shows links; ends with the addresses that are to be opened."""

    DEFAULT_CSS = """
    LinksScreen {
        align: center middle;
    }
    LinksScreen > Container {
        width: 90%;
        max-width: 110;
        height: auto;
        max-height: 90%;
    }
    LinksScreen LinkList {
        height: auto;
        scrollbar-size-horizontal: 0;
        border: round $primary;
        border-title-color: $text-primary;
        border-title-style: bold;
        border-subtitle-color: $text-muted;
        background: $surface;
    }
    """

    def __init__(self, text: ItemText) -> None:
        """List the links of `text`, the primary sources first."""
        super().__init__()
        self._list = LinkList(link_rows(text))
        self._line = FindLine(self._list, "list only links with these words")

    def compose(self) -> ComposeResult:
        """The line for narrowing lies over the list."""
        with Container():
            yield self._line
            yield self._list

    def on_mount(self) -> None:
        """Begin in the list."""
        self._list.border_title = "Links, primary sources first"
        self._list.focus()

    @on(LinkList.Done)
    def _end(self, done: LinkList.Done) -> None:
        self.dismiss(done.urls)

    @on(VirtualList.Highlighted)
    def _count(self) -> None:
        hints = _OF_SELECTION if self._list.has_selection else _OF_LINK
        self._list.border_subtitle = frame_hints(self, ("", self._list.counts), *hints)

    @on(LinkList.NarrowAsked)
    def _ask(self) -> None:
        self._line.open()

    def on_click(self, event: Click) -> None:
        """A click beside the list closes it."""
        if event.widget is self:
            self.dismiss(())
