"""The dialog that lists the links of a text, to open or copy some of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Container
from textual.message import Message
from textual.screen import ModalScreen

from tui.dialogs.link_row import link_rows, row_lines
from tui.dialogs.modal import DismissOnce, frame_hints
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
    """Lists links. Several can be selected, and a query narrows the list."""

    scope: ClassVar[str] = "link-list"

    @dataclass
    class Done(Message):
        """The user has chosen links to open, or closes the list."""

        numbers: tuple[int, ...] = ()
        """The links to open, counted from 1; empty if the user closes the list."""

    @dataclass
    class NarrowAsked(Message):
        """The user wants to type a query that narrows the list."""

    def __init__(self, rows: Sequence[LinkRow], *, id: str | None = None) -> None:  # noqa: A002  # Textual's own name
        """List `rows` in this order."""
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
        """Two: the link text and the address."""
        return 2

    def row_lines(self, index: int, width: int) -> Sequence[Content]:
        """Return the lines of a link."""
        row = self._rows[index]
        return row_lines(row, width, self._digits, is_selected=row in self._selected)

    def narrow(self, query: str) -> None:
        """List only the links that match `query`; all if it is empty. The cursor may move."""
        self._rows = tuple(row for row in self._all if row.matches(query))
        self.set_row_count(len(self._rows))

    @property
    def has_selection(self) -> bool:
        """Whether any link is selected, listed or not."""
        return bool(self._selected)

    @property
    def counts(self) -> str:
        """How many links are listed and selected, such as `3/12 · 2 selected`."""
        listed = f"{len(self._rows)}/{len(self._all)}"
        count = listed if len(self._rows) != len(self._all) else str(len(self._all))
        return f"{count} · {len(self._selected)} selected" if self._selected else count

    def _has_rows(self) -> bool:
        return bool(self._rows)

    @on(VirtualList.Chosen)
    def open_current(self, chosen: VirtualList.Chosen) -> None:
        """Open the link under the cursor."""
        chosen.stop()
        self.post_message(self.Done((self._rows[chosen.index].number,)))

    @available_when(_has_rows)
    def action_copy(self) -> None:
        """Copy the addresses of the selected links, or of the one under the cursor."""
        urls = [row.link.url for row in self._chosen]
        what = "address" if len(urls) == 1 else f"{len(urls)} addresses"
        self.post_message(CopyText("\n".join(urls), what))

    @available_when(_has_rows)
    def action_select(self) -> None:
        """Select or unselect the link under the cursor, and move to the next."""
        self._selected ^= {self._rows[self.cursor]}
        self.redraw()
        self.cursor += 1
        self.post_message(self.Highlighted(self, self.cursor))

    @available_when(_has_rows)
    def action_open_selected(self) -> None:
        """Open the selected links, or the one under the cursor without a selection."""
        self.post_message(self.Done(tuple(row.number for row in self._chosen)))

    def action_narrow(self) -> None:
        """Ask for a query that narrows the list."""
        self.post_message(self.NarrowAsked())

    @on(FindLine.Edited)
    def narrow_as_typed(self, edited: FindLine.Edited) -> None:
        """Narrow the list while the query is being typed."""
        edited.stop()
        self.narrow(edited.words)

    @on(FindLine.Closed)
    def leave_line(self, closed: FindLine.Closed) -> None:
        """Return the focus to the list, and show all links if the query was cancelled."""
        closed.stop()
        if not closed.is_kept:
            self.narrow("")
        self.focus()

    def action_close(self) -> None:
        """Close the list without opening anything."""
        self.post_message(self.Done())

    @property
    def _chosen(self) -> tuple[LinkRow, ...]:
        selected = tuple(row for row in self._all if row in self._selected)
        return selected or (self._rows[self.cursor],)


_LINK_HINTS = (
    ("list.choose", "opens"),
    ("link-list.copy", "copies"),
    ("link-list.select", "selects"),
    ("link-list.narrow", "narrows"),
)
_SELECTION_HINTS = (("link-list.open-selected", "opens them"), ("link-list.copy", "copies them"))


class LinksScreen(ModalScreen[tuple[int, ...]], DismissOnce[tuple[int, ...]]):
    """Lists links; the result is the numbers of those to open."""

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
        """Yield the list, and above it the hidden query line."""
        with Container():
            yield self._line
            yield self._list

    def on_mount(self) -> None:
        """Give the list the focus."""
        self._list.border_title = "Links, primary sources first"
        self._list.focus()

    @on(LinkList.Done)
    def _end(self, done: LinkList.Done) -> None:
        self.dismiss(done.numbers)

    @on(VirtualList.Highlighted)
    def _count(self) -> None:
        hints = _SELECTION_HINTS if self._list.has_selection else _LINK_HINTS
        self._list.border_subtitle = frame_hints(self, ("", self._list.counts), *hints)

    @on(LinkList.NarrowAsked)
    def _ask(self) -> None:
        self._line.open()

    def on_click(self, event: Click) -> None:
        """Close the dialog on a click outside the list."""
        if event.widget is self:
            self.dismiss(())
