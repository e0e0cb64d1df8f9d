"""The facets beside the hits: when they are seen, and when they are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from digests import narrowed
from tui.keys.command_groups import Carrier

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.timer import Timer

    from tui.jobs.search import FacetsCounted, SearchJobs
    from tui.search.facet_list import FacetList
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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer facets only of hits."""
        del action, parameters
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

    def action_go_to_facets(self) -> None:
        """Go to the facets."""
        self._facets.display = True
        self._facets.focus()
        self._jobs.count_facets(self._query)

    def _count_when_resting(self) -> None:
        if self._rest is not None:
            self._rest.stop()
        self._rest = self._screen.set_timer(_PAUSE, lambda: self._jobs.count_facets(self._query))
