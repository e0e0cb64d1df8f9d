"""Dialogs in which the user chooses a query, and the list of queries."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Vertical
from textual.screen import ModalScreen

from tui.dialogs.modal import DismissOnce
from tui.text.queries import QueryRow, query_line
from tui.widgets.status_line import StatusLine
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.app import ComposeResult
    from textual.content import Content


class QueryChoice(ModalScreen[str | None], DismissOnce[str | None]):
    """Shows a list of queries; the result is the chosen one, or None if the user leaves."""

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
        """Show `rows` in a frame with a title."""
        super().__init__()
        self._title = title
        self.queries = QueryList(rows, id="queries")

    def compose(self) -> ComposeResult:
        """Yield the rows, and the status line with the keys below them."""
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
        """Dismiss with None."""
        self.dismiss(None)


class EarlierSearches(QueryChoice):
    """Shows the search history; the result is the chosen query, or None."""

    def __init__(self, queries: Iterable[str]) -> None:
        """Show `queries`, which are ordered newest first."""
        super().__init__("Earlier searches", (QueryRow(query) for query in queries))


class QueryList(VirtualList):
    """Rows of queries, with headings between them."""

    def __init__(self, rows: Iterable[QueryRow] = (), *, id: str | None = None) -> None:  # noqa: A002  # Textual's own name
        """List `rows`."""
        super().__init__(id=id)
        self.rows = tuple(rows)

    def on_mount(self) -> None:
        """Show the initial rows."""
        self.show(self.rows)

    @property
    def current(self) -> QueryRow | None:
        """The row of the query under the cursor; None on a heading or without rows."""
        row = self.rows[self.cursor] if self.rows else None
        return row if row is not None and row.query else None

    def show(self, rows: Iterable[QueryRow]) -> None:
        """Replace the rows; the cursor keeps its index but never stays above the first query."""
        self.rows = tuple(rows)
        first = next((index for index, row in enumerate(self.rows) if row.query), 0)
        self.set_row_count(len(self.rows), cursor=max(self.cursor, first))

    def row_lines(self, index: int, width: int) -> Sequence[Content]:
        """Return one line: a heading, or a query with its name and counts."""
        return (query_line(self.rows[index], width),)
