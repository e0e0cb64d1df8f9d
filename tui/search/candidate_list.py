"""What the word that is being written may become; Tab goes from one candidate to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import reactive
from textual.widget import Widget

from digests import Completion
from tui.search.candidates import candidate_line

if TYPE_CHECKING:
    from textual.content import Content

_NOTHING = Completion("")


class CandidateList(Widget):
    """One line of candidates, the likeliest first."""

    DEFAULT_CSS = """
    CandidateList {
        height: 1;
        display: none;
    }
    CandidateList.-some {
        display: block;
    }
    """

    chosen: reactive[int | None] = reactive[int | None](None)
    """The candidate that stands in the query; None while the user writes."""

    completion: reactive[Completion] = reactive(_NOTHING)
    """The candidates, and the query that they belong to."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to choose from."""
        return not self.completion.candidates

    def show(self, completion: Completion) -> None:
        """Show the candidates for a query."""
        self.chosen = None
        self.completion = completion
        self.set_class(not self.is_empty, "-some")

    def clear(self) -> None:
        """Show none."""
        self.show(_NOTHING)

    def next(self, by: int) -> tuple[str, int]:
        """Choose the next candidate and return the query with it, and the cursor's place.

        There must be one.
        """
        first = 0 if by > 0 else -1
        number = first if self.chosen is None else self.chosen + by
        self.chosen = number % len(self.completion.candidates)
        return self.completion.applied(self.chosen)

    def belongs_to(self, query: str) -> bool:
        """Say whether `query` is what the candidates are for, or holds the chosen one."""
        if self.chosen is not None:
            return query == self.completion.applied(self.chosen)[0]
        return query == self.completion.query

    def render(self) -> Content:
        """Draw as many candidates as there is room for."""
        return candidate_line(self.completion.candidates, self.chosen, self.size.width)
