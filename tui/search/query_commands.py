"""The commands that write in the query line for the user."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from digests import with_other_order
from tui.keys.command_groups import Carrier, available_when

if TYPE_CHECKING:
    from textual.screen import Screen

    from digests import Completion
    from tui.jobs.search import SearchJobs
    from tui.search.hit_pages import HitPages
    from tui.search.query_line import SearchLine
    from tui.state.memory import SearchHistory

_MOST_RECENT = 10
"""Earlier searches that an empty line shows."""


class QueryCommands(Carrier):
    """Completes words, changes the order, brings earlier queries back."""

    scope: ClassVar[str] = "search"

    def __init__(
        self,
        screen: Screen[Any],
        jobs: SearchJobs,
        line: SearchLine,
        pages: HitPages,
        history: SearchHistory,
    ) -> None:
        """Write in `line`; the answers of `jobs` come to `screen`."""
        self._screen = screen
        self._jobs = jobs
        self._line = line
        self._pages = pages
        self._history = history
        self._waits = 0
        """Which way to go among the candidates as soon as they are known; 0 for nowhere."""

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
        """The last of the earlier queries, the newest first."""
        return self._history.queries[:_MOST_RECENT]

    def look_up(self) -> None:
        """Look up candidates for the word under the cursor, unless one of them was just taken."""
        query = self._line.query_text
        self._waits = 0
        if not self._line.candidates.belongs_to(query):
            self._jobs.complete(query, self._line.cursor)

    def looked_up(self, completion: Completion) -> None:
        """Show candidates that arrived, and go to the first if the user waits for it."""
        if completion.query == self._line.query_text:
            self._line.offer(completion)
            if self._waits:
                self._take(self._waits)

    def remember(self) -> None:
        """Keep the query for later if it has led somewhere."""
        if self._pages.page is not None and self._pages.page.total:
            self._history.remember(self._pages.query)

    @available_when(_can_complete)
    def action_complete(self) -> None:
        """Complete the word, or take what may have been meant; else go to the hits."""
        self._take(1)

    @available_when(_has_candidates)
    def action_complete_back(self) -> None:
        """Go back to the candidate before."""
        self._take(-1)

    @available_when(_has_query)
    def action_toggle_sort(self) -> None:
        """Put the newest hits first, or the best again."""
        self._line.write(with_other_order(self._line.query_text))

    @available_when(_has_history)
    def action_show_history(self) -> None:
        """Choose from earlier searches."""
        from tui.dialogs.query_choice import EarlierSearches

        def write(query: str | None) -> None:
            if query is not None:
                self._line.begin(query)

        self._screen.app.push_screen(EarlierSearches(self._history.queries), write)

    def _take(self, by: int) -> None:
        """Take the next candidate; before they are known, wait for them."""
        query, page = self._line.query_text, self._pages.page
        if not self._line.candidates.belongs_to(query):
            self._waits = by
            self._jobs.complete(query, self._line.cursor)
            return
        self._waits = 0
        if not self._line.candidates.is_empty:
            self._line.write(*self._line.candidates.next(by))
        elif page is not None and page.query == query and page.suggestion:
            self._line.write(page.suggestion)
        else:
            self._screen.focus_next()
