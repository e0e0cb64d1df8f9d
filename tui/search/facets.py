"""The facets beside the hits: when they are counted and shown, and the list of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual.message import Message

from digests import narrowed
from tui.keys.command_groups import CommandGroup, available_when
from tui.search.facet_rows import FacetRow, facet_line, facet_rows
from tui.widgets.debounce import Debounce
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content
    from textual.screen import Screen

    from digests import Facets, SearchPage
    from tui.jobs.search import FacetsCounted, SearchJobs
    from tui.search.query_line import SearchLine


VISIBLE_FROM = 140
"""Screen width from which facets are always visible; below it only while focused."""

_PAUSE = 0.2
"""Seconds without typing before facets are counted."""


class FacetPane(CommandGroup):
    """Counts the facets of the hits, and narrows the query by them."""

    scope: ClassVar[str] = "search"

    def __init__(
        self, screen: Screen[Any], jobs: SearchJobs, facets: FacetList, line: SearchLine
    ) -> None:
        """Show in `facets` what the query in `line` can be narrowed to.

        The answers of `jobs` arrive at `screen`, which passes them to `show_counts`.
        """
        self._screen = screen
        self._jobs = jobs
        self._facets = facets
        self._line = line
        self._pause = Debounce(screen, _PAUSE)
        self._query = ""
        self._has_hits = False

    @property
    def is_visible(self) -> bool:
        """Whether to show the facets: there are hits and room, or the facets have the focus."""
        has_room = self._screen.size.width >= VISIBLE_FROM
        return self._facets.has_focus or (has_room and self._has_hits)

    def _is_of_hits(self) -> bool:
        return self._has_hits

    def update_hits(self, page: SearchPage) -> None:
        """Count the facets of a query after a pause in which its first page of hits is drawn.

        They are counted if they are visible; hits with only most of the words have none.
        """
        self._query, self._has_hits = page.query, page.total > 0
        if self.is_visible and not page.offset:
            self._pause.call(lambda: self._jobs.count_facets(self._query))

    def show_counts(self, answer: FacetsCounted) -> None:
        """Show the facets, unless the hits on the screen are those of another query."""
        if answer.query == self._query:
            self._facets.show(answer.facets, answer.query)

    def narrow(self, field: str, value: str, *, is_excluded: bool) -> None:
        """Require a value in the query or exclude it; if that is so already, undo it."""
        query = narrowed(self._line.query_text, field, value, excluded=is_excluded)
        if query:
            self._line.write(query)
        else:
            self._line.begin(query)

    @available_when(_is_of_hits)
    def action_go_to_facets(self) -> None:
        """Show the facets, focus them, and count them without a pause."""
        self._facets.display = True
        self._facets.focus()
        self._jobs.count_facets(self._query)


class FacetList(VirtualList):
    """Lists values by field, to narrow a search to the one under the cursor or exclude it."""

    scope: ClassVar[str] = "facets"

    @dataclass
    class FacetChosen(Message):
        """The user toggles whether hits must have a value, or must not have it."""

        field: str
        value: str
        is_excluded: bool

    class FacetsLeft(Message):
        """The user returns to the hits."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's own name
        """Create an empty list."""
        super().__init__(id=id)
        self._facets: Facets | None = None
        self._query = ""
        self._unfolded: frozenset[str] = frozenset()
        self._rows: tuple[FacetRow, ...] = ()

    @property
    def current(self) -> FacetRow | None:
        """The row under the cursor; None without rows."""
        return self._rows[self.cursor] if self._rows else None

    def show(self, facets: Facets | None, query: str) -> None:
        """Show the facets of a query; the cursor stays on its value if that is still listed."""
        self._facets, self._query = facets, query
        self._show_rows()

    def row_lines(self, index: int, width: int) -> Sequence[Content]:
        """Return one line, as `facet_line` draws it."""
        return (facet_line(self._rows[index], width),)

    def _is_on_value(self) -> bool:
        return self.current is not None and bool(self.current.value)

    def action_choose(self) -> None:
        """Post `FacetChosen` for a value; on any other row fold or unfold its field."""
        row = self.current
        if row is not None and row.value:
            self.post_message(self.FacetChosen(row.field, row.value, is_excluded=False))
        elif row is not None:
            self._unfolded ^= {row.field}
            self._show_rows()

    @available_when(_is_on_value)
    def action_exclude(self) -> None:
        """Post `FacetChosen` with `is_excluded`."""
        row = self.current
        if row is not None:
            self.post_message(self.FacetChosen(row.field, row.value, is_excluded=True))

    def action_leave_facets(self) -> None:
        """Post `FacetsLeft`."""
        self.post_message(self.FacetsLeft())

    def _show_rows(self) -> None:
        before = (self.current.field, self.current.value) if self.current else ("", "")
        asked = self._query, self._unfolded
        rows = facet_rows(self._facets, *asked) if self._facets else ()
        self._rows = rows
        keys = [(row.field, row.value) for row in rows]
        cursor = keys.index(before) if before in keys else min(self.cursor, len(rows))
        self.set_row_count(len(rows), cursor=cursor)
