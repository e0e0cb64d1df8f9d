"""Queries to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.text.queries import QueryRow, query_line
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.content import Content


class QueryList(VirtualList):
    """Rows of queries, with headings between them."""

    def __init__(self, rows: Iterable[QueryRow] = (), *, id: str | None = None) -> None:  # noqa: A002  # Textual's own name
        """Begin with these rows."""
        super().__init__(id=id)
        self.rows = tuple(rows)

    def on_mount(self) -> None:
        """Show the rows."""
        self.show(self.rows)

    @property
    def current(self) -> QueryRow | None:
        """The query under the cursor; None on a heading."""
        row = self.rows[self.cursor] if self.rows else None
        return row if row is not None and row.query else None

    def show(self, rows: Iterable[QueryRow]) -> None:
        """Show other rows; the cursor stays where it is, or goes to the first query."""
        self.rows = tuple(rows)
        first = next((place for place, row in enumerate(self.rows) if row.query), 0)
        self.set_row_count(len(self.rows), cursor=max(self.cursor, first))

    def row_lines(self, index: int, width: int) -> Sequence[Content]:
        """Return a query with its name and what is known of it."""
        return (query_line(self.rows[index], width),)
