"""The list of all links of a text, above the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Container
from textual.screen import ModalScreen

from tui.dialogs.frame_hints import frame_hints
from tui.dialogs.link_list import LinkList
from tui.dialogs.link_row import link_rows
from tui.dialogs.modal import EndsOnce
from tui.widgets.find_line import FindLine
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.events import Click

    from tui.text.page import ItemText


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
