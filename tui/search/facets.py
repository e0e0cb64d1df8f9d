"""The facets beside the hits: when they are seen, and when they are counted.

What the hits of a search have in common, and how many have it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual.message import Message

from digests import narrowed
from tui.keys.command_groups import Carrier, available_when
from tui.search.facet_rows import FacetRow, facet_line, facet_rows
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content
    from textual.screen import Screen
    from textual.timer import Timer

    from digests import Facets
    from tui.jobs.search import FacetsCounted, SearchJobs
    from tui.search.query_line import SearchLine


SEEN_FROM = 140
"""Width from which the facets are always seen; below it only while they have the focus."""

_PAUSE = 0.2
"""Seconds that nothing is typed before facets are counted."""


class FacetPane(Carrier):
    """Counts facets after a pause, and narrows the query by them."""

    scope: ClassVar[str] = "search"

    def __init__(
        self, screen: Screen[Any], jobs: SearchJobs, facets: FacetList, line: SearchLine
    ) -> None:
        """Show in `facets` what the query in `line` can be narrowed to."""
        self._screen = screen
        self._jobs = jobs
        self._facets = facets
        self._line = line
        self._rest: Timer | None = None
        self._query = ""
        self._has_hits = False

    @property
    def is_seen(self) -> bool:
        """Whether there is room for the facets, or the user is in them."""
        has_room = self._screen.size.width >= SEEN_FROM
        return self._facets.has_focus or (has_room and self._has_hits)

    def _is_of_hits(self) -> bool:
        return self._has_hits

    def found(self, query: str, total: int) -> None:
        """Take note of the query on the screen, and count its facets when they are seen."""
        self._query, self._has_hits = query, total > 0
        if self.is_seen:
            self._count_when_resting()

    def counted(self, answer: FacetsCounted) -> None:
        """Show facets that arrived, unless they are of another query by now."""
        if answer.query == self._query:
            self._facets.show(answer.facets, answer.query)

    def narrow(self, field: str, value: str, *, is_excluded: bool) -> None:
        """Demand a value in the query, or exclude it, or no longer so."""
        query = narrowed(self._line.query_text, field, value, excluded=is_excluded)
        if query:
            self._line.write(query)
        else:
            self._line.begin(query)

    @available_when(_is_of_hits)
    def action_go_to_facets(self) -> None:
        """Go to the facets."""
        self._facets.display = True
        self._facets.focus()
        self._jobs.count_facets(self._query)

    def _count_when_resting(self) -> None:
        if self._rest is not None:
            self._rest.stop()
        self._rest = self._screen.set_timer(_PAUSE, lambda: self._jobs.count_facets(self._query))


class FacetList(VirtualList):
    """Values in groups; the one under the cursor narrows the search, or is excluded from it."""

    scope: ClassVar[str] = "facets"

    @dataclass
    class Narrowed(Message):
        """The user wants hits with a value only, or none with it, or no longer so."""

        field: str
        value: str
        is_excluded: bool

    class Left(Message):
        """The user wants to go back to the hits."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's own name
        """Begin without facets."""
        super().__init__(id=id)
        self._facets: Facets | None = None
        self._query = ""
        self._unfolded: frozenset[str] = frozenset()
        self._rows: tuple[FacetRow, ...] = ()

    @property
    def current(self) -> FacetRow | None:
        """The row under the cursor."""
        return self._rows[self.cursor] if self._rows else None

    def show(self, facets: Facets | None, query: str) -> None:
        """Show the facets of a query; the cursor stays on its value if that is still there."""
        self._facets, self._query = facets, query
        self._show_rows()

    def row_lines(self, index: int, width: int) -> Sequence[Content]:
        """Return a heading, a value with its count, or how many are folded away."""
        return (facet_line(self._rows[index], width),)

    def _is_on_value(self) -> bool:
        return self.current is not None and bool(self.current.value)

    def action_choose(self) -> None:
        """Narrow to the value, or no longer; unfold or fold a group."""
        row = self.current
        if row is not None and row.value:
            self.post_message(self.Narrowed(row.field, row.value, is_excluded=False))
        elif row is not None:
            self._unfolded ^= {row.field}
            self._show_rows()

    @available_when(_is_on_value)
    def action_exclude(self) -> None:
        """Exclude the value, or no longer."""
        row = self.current
        if row is not None:
            self.post_message(self.Narrowed(row.field, row.value, is_excluded=True))

    def action_leave_facets(self) -> None:
        """Go back to the hits."""
        self.post_message(self.Left())

    def _show_rows(self) -> None:
        place = (self.current.field, self.current.value) if self.current else ("", "")
        rows = facet_rows(self._facets, self._query, self._unfolded) if self._facets else ()
        self._rows = rows
        places = [(row.field, row.value) for row in rows]
        cursor = places.index(place) if place in places else min(self.cursor, len(rows))
        self.set_row_count(len(rows), cursor=cursor)
