"""The hits of a query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from tui.rendering import styles
from tui.rendering.dates import long_date
from tui.rendering.hit_text import highlighted_in
from tui.rendering.wrapping import cut, display_text
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digests import Hit, SearchPage

_ROOM_FOR_SNIPPETS = 15
"""Height from which a row shows the words around what was found."""


class HitList(VirtualList):
    """Rows of a title, a place and a snippet."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's own name
        """Begin without hits."""
        super().__init__(id=id)
        self.hits: tuple[Hit, ...] = ()

    @property
    def row_height(self) -> int:
        """Three lines where there is room."""
        return 3 if self.size.height >= _ROOM_FOR_SNIPPETS else 2

    @property
    def current(self) -> Hit | None:
        """The hit under the cursor."""
        return self.hits[self.cursor] if self.hits else None

    def show(self, page: SearchPage, *, cursor: int = 0) -> None:
        """Show the first hits of a query, or add a later page to them."""
        if page.offset and page.offset == len(self.hits):
            self.hits += page.hits
            self.set_row_count(len(self.hits), cursor=self.cursor)
        elif not page.offset:
            self.hits = page.hits
            self.set_row_count(len(self.hits), cursor=cursor)

    def row_lines(self, index: int, width: int) -> Sequence[Content]:
        """Return the title, where the item stands, and the words around what was found."""
        hit = self.hits[index]
        room = width - 2
        where = (hit.publication, long_date(hit.date), " › ".join(hit.section))
        place = cut(display_text(" · ".join(part for part in where if part)), room)
        return (
            Content.assemble(" ", highlighted_in(hit.title, room, styles.BOLD)),
            Content.assemble(" ", (place, styles.QUIET)),
            Content.assemble(" ", highlighted_in(hit.snippet, room)),
        )[: self.row_height]
