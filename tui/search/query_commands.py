"""Commands that edit the query line: completion, sort order, search history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from digests import with_other_order
from tui.keys.command_groups import CommandGroup, available_when
from tui.search.hit_pages import hit_count

if TYPE_CHECKING:
    from textual.screen import Screen

    from digests import Completion
    from tui.jobs.search import SearchJobs
    from tui.search.hit_pages import HitPages
    from tui.search.query_line import SearchLine
    from tui.state.memory import SearchHistory

_MOST_RECENT = 10
"""Earlier searches shown while the query line is empty."""


class QueryCommands(CommandGroup):
    """Completes words, changes the sort order, and brings back earlier queries."""

    scope: ClassVar[str] = "search"

    def __init__(
        self,
        screen: Screen[Any],
        jobs: SearchJobs,
        line: SearchLine,
        pages: HitPages,
        history: SearchHistory,
    ) -> None:
        """Edit `line`.

        The answers of `jobs` arrive at `screen`, which passes them to `show_candidates`.
        """
        self._screen = screen
        self._jobs = jobs
        self._line = line
        self._pages = pages
        self._history = history
        self._pending_step = 0
        """The step to take once the candidates are known: 1, -1, or 0 for none."""

    def _has_query(self) -> bool:
        return bool(self._line.query_text.strip())

    def _can_complete(self) -> bool:
        return self._line.is_focused and self._has_query()

    def _has_candidates(self) -> bool:
        return self._line.is_focused and not self._line.candidates.is_empty

    def _has_history(self) -> bool:
        return bool(self._history.queries)

    @property
    def recent(self) -> tuple[str, ...]:
        """The latest earlier queries, newest first."""
        return self._history.queries[:_MOST_RECENT]

    def look_up(self) -> None:
        """Request candidates for the word at the cursor, unless the line holds one of them."""
        query = self._line.query_text
        self._pending_step = 0
        if not self._line.candidates.belongs_to(query):
            self._jobs.complete(query, self._line.cursor)

    def show_candidates(self, completion: Completion) -> None:
        """Show candidates that arrived, and take one if the user is waiting for it."""
        if completion.query == self._line.query_text:
            self._line.available(completion)
            if self._pending_step:
                self._take_candidate(self._pending_step)

    def remember(self) -> None:
        """Add the query to the search history if it has hits."""
        if self._pages.page is not None and hit_count(self._pages.page):
            self._history.add(self._pages.query)

    @available_when(_can_complete)
    def action_complete(self) -> None:
        """Take the next candidate or the suggested query; if there is none, move the focus on."""
        self._take_candidate(1)

    @available_when(_has_candidates)
    def action_complete_back(self) -> None:
        """Take the previous candidate."""
        self._take_candidate(-1)

    @available_when(_has_query)
    def action_toggle_sort(self) -> None:
        """Toggle between newest first and best first, in the query."""
        self._line.write(with_other_order(self._line.query_text))

    @available_when(_has_history)
    def action_show_history(self) -> None:
        """Let the user choose an earlier query, which replaces the line."""
        from tui.dialogs.query_choice import EarlierSearches

        def write(query: str | None) -> None:
            if query is not None:
                self._line.begin(query)

        self._screen.app.push_screen(EarlierSearches(self._history.queries), write)

    def _take_candidate(self, step: int) -> None:
        """Take the candidate `step` places further; if none are known yet, wait for them."""
        query, page = self._line.query_text, self._pages.page
        if not self._line.candidates.belongs_to(query):
            self._pending_step = step
            self._jobs.complete(query, self._line.cursor)
            return
        self._pending_step = 0
        if not self._line.candidates.is_empty:
            self._line.write(*self._line.candidates.next(step))
        elif page is not None and page.query == query and page.suggestion:
            self._line.write(page.suggestion)
        else:
            self._screen.focus_next()
