"""A screen above the others, from which the user takes a query."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Vertical
from textual.screen import ModalScreen

from tui.dialogs.modal import EndsOnce
from tui.dialogs.query_list import QueryList
from tui.widgets.status_line import StatusLine
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult

    from tui.text.queries import QueryRow


class QueryChoice(ModalScreen[str | None], EndsOnce[str | None]):
    """Ends with a query, or with None when the user leaves."""

    DEFAULT_CSS = """
    QueryChoice {
        align: center middle;
    }
    QueryChoice > Vertical {
        width: 90%;
        max-width: 100;
        height: 80%;
        max-height: 30;
        border: round $primary;
        border-title-color: $text-primary;
        border-title-style: bold;
        background: $surface;
    }
    """

    scope: ClassVar[str] = "choice"

    def __init__(self, title: str, rows: Iterable[QueryRow] = ()) -> None:
        """Show `rows` below a title."""
        super().__init__()
        self._title = title
        self.queries = QueryList(rows, id="queries")

    def compose(self) -> ComposeResult:
        """The rows in a frame, and the keys below them."""
        with Vertical() as frame:
            yield self.queries
            yield StatusLine()
        frame.border_title = self._title

    @on(VirtualList.Chosen)
    def _take(self) -> None:
        row = self.queries.current
        if row is not None:
            self.dismiss(row.query)

    def action_close(self) -> None:
        """Leave without a query."""
        self.dismiss(None)
