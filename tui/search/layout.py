"""Which panes of the search screen are visible, and moving in its lists while typing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tui.keys.command_groups import CommandGroup

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

    from tui.dialogs.query_choice import QueryList
    from tui.search.facets import FacetList
    from tui.search.hit_list import HitList
    from tui.widgets.item_view import ItemView
    from tui.widgets.virtual_list import VirtualList

_PREVIEW_FROM = 100
"""Screen width from which the preview is visible beside the hits."""

_ROOM_FOR_FACETS = 40
"""Cells that visible facets take from the room for the preview."""

_HITS_BESIDE_FACETS_FROM = 60
"""Screen width from which hits are visible beside the facets."""


class SearchPanes(CommandGroup):
    """Arranges the panes: queries to start from, or facets, hits and a preview.

    The commands move in the list while the query line has the focus.
    """

    scope: ClassVar[str] = "search"

    def __init__(
        self, start: QueryList, facets: FacetList, hits: HitList, preview: ItemView
    ) -> None:
        """Arrange these widgets, which are given from left to right."""
        self._start = start
        self._facets = facets
        self._hits = hits
        self._preview = preview

    def __iter__(self) -> Iterator[Widget]:
        """Yield the widgets from left to right."""
        yield from (self._start, self._facets, self._hits, self._preview)

    @property
    def list(self) -> VirtualList:
        """The visible list, in which the arrow keys move while the user types."""
        return self._start if self._start.display else self._hits

    def action_next_hit(self) -> None:
        """Move down one row in `list`."""
        self.list.action_cursor_down()

    def action_previous_hit(self) -> None:
        """Move up one row in `list`."""
        self.list.action_cursor_up()

    def action_hits_page_down(self) -> None:
        """Move down a page in `list`."""
        self.list.action_cursor_page_down()

    def action_hits_page_up(self) -> None:
        """Move up a page in `list`."""
        self.list.action_cursor_page_up()

    def arrange(self, width: int, query: str, *, has_facets: bool) -> None:
        """Show the panes that `query` needs and that fit into a screen of `width` cells."""
        is_asked = bool(query.strip())
        room = width - (_ROOM_FOR_FACETS if has_facets else 0)
        self._start.display = not is_asked
        self._facets.display = has_facets
        self._hits.display = is_asked and (not has_facets or width >= _HITS_BESIDE_FACETS_FROM)
        self._preview.display = is_asked and room >= _PREVIEW_FROM
