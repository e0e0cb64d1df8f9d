"""Searches in the reader: the one that led to an item, and those that are saved.

The reader goes from hit to hit without the search screen, and back to it. Saved searches are
counted in the list of issues, and those that mute mark what is new as read.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from digests import HitKind
from tui.jobs.library import HitsFound, SearchesCounted
from tui.jobs.messages import OpenSearch
from tui.jobs.search import NewsMuted, SearchJobs
from tui.keys.dispatch import keys_in_force
from tui.keys.names import key_name
from tui.text.counts import counted
from tui.widgets.notice import notice

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message import Message
    from textual.screen import Screen

    from digests import Hit, Library, SavedSearches, SearchPage
    from tui.jobs.library import LibraryJobs
    from tui.reader.history import HistoryCommands
    from tui.reader.issue_list import IssueList
    from tui.search.hit_pages import SearchState
    from tui.settings import Settings
    from tui.state.memory import SearchHistory
    from tui.text.runs import Highlighter
    from tui.text.stories.rows import StoryLook


_AROUND = 2
"""Hits to load on each side: an item marked since may no longer be a hit."""


class SearchOrigin:
    """Remembers which hit of which search led to the item that is read."""

    def __init__(
        self,
        screen: Screen[Any],
        library: Library,
        jobs: LibraryJobs,
        history: HistoryCommands,
        look: StoryLook,
        saved: SavedSearches | None,
        searched: SearchHistory,
        settings: Settings,
        open_item: Callable[[str, str], None],
    ) -> None:
        """There was no search.

        Args:
            screen: Search screens are shown above it.
            library: Open.
            jobs: Find the hits around the one that is read; answers are to be given to `found`.
            history: Is told that the reader jumps from hit to hit.
            look: How stories are told.
            saved: The searches that the user keeps; None where they cannot be kept.
            searched: The queries that were asked before.
            settings: What the user wants.
            open_item: Called with the ids of the issue and of the item that shall be read.
        """
        self._screen = screen
        self._library = library
        self._jobs = jobs
        self._history = history
        self._look = look
        self._saved = saved
        self._searched = searched
        self._settings = settings
        self._open_item = open_item
        self.state: SearchState | None = None
        self._direction = 0

    @property
    def label(self) -> str:
        """Which hit is read, such as `hit 3 of gpu`; empty without a search."""
        if self.state is None or self.state.hit is None:
            return ""
        return f"hit {self.state.cursor + 1:,} of {self.state.query}"

    def search(self, state: SearchState | None = None) -> None:
        """Open the search screen."""
        from tui.search.screen import SearchScreen

        screen = SearchScreen(
            self._library,
            state,
            saved=self._saved,
            history=self._searched,
            settings=self._settings,
            look=self._look,
        )
        self._screen.app.push_screen(screen, self._leave)

    def search_for(self, query: str) -> None:
        """Open the search screen with a query."""
        from tui.search.hit_pages import SearchState

        self.search(SearchState(query))

    def search_again(self) -> None:
        """Go back to the search that led here."""
        self.search(self.state)

    def _leave(self, state: SearchState | None) -> None:
        self.state = state
        if state is not None and state.hit is not None:
            self._read(state.hit)

    def step(self, by: int) -> bool:
        """Ask for the next hit (`by` 1) or the previous one (-1); False when no search led here."""
        state = self.state
        if state is None or state.hit is None:
            return False
        self._direction = by
        offset = max(state.cursor - _AROUND, 0)
        self._jobs.search(state.query, offset, limit=2 * _AROUND + 1)
        return True

    def found(self, page: SearchPage) -> None:
        """Read the hit that `step` asked for, now that its neighbours are known."""
        by, state = self._direction, self.state
        if state is None or state.hit is None or page.query != state.query:
            return
        index = _next(page, state.hit.item_id, state.cursor, by)
        if not page.offset <= index < page.offset + len(page.hits):
            notice(self._screen, f"no more hits {'below' if by > 0 else 'above'}")
            return
        hit = page.hits[index - page.offset]
        self.state = replace(state, hit=hit, cursor=index)
        self._read(hit)

    def highlighter(self, item_id: str) -> Highlighter | None:
        """Return what highlights the query in the hit it led to; None for anything else.

        `item_id` is the issue's for an issue as a whole.
        """
        state = self.state
        if state is None or state.hit is None or state.hit.item_id != item_id:
            return None
        return lambda text: self._library.highlight(state.query, text).spans

    def _read(self, hit: Hit) -> None:
        self._history.will_jump()
        self._open_item(hit.issue_id, hit.item_id if hit.kind is HitKind.ITEM else "")


def _next(page: SearchPage, item_id: str, cursor: int, by: int) -> int:
    """Return the index of the next hit; when the current one is gone, the next has its index."""
    ids = [hit.item_id for hit in page.hits]
    if item_id in ids:
        return page.offset + ids.index(item_id) + by
    return cursor if by > 0 else cursor - 1


class ReaderSearches:
    """Counts the saved searches, runs mute rules, and hands answers about searches on."""

    def __init__(
        self,
        screen: Screen[Any],
        library: Library,
        jobs: LibraryJobs,
        issue_list: IssueList,
        origin: SearchOrigin,
        saved: SavedSearches | None,
    ) -> None:
        """Count by `jobs` what stands in `issue_list`, and hand hits to `origin`.

        `screen` gets the answers, to be given to `answered`; `saved` may hold mute rules.
        """
        self._jobs = jobs
        self._issues = issue_list
        self._origin = origin
        self._mute_rules = MuteRules(screen, library, saved)

    def reload(self) -> None:
        """Count what the saved searches find, and run mute rules on what is new."""
        self._jobs.count_searches()
        self._mute_rules.run()

    def answered(self, answer: Message) -> None:
        """Show what an answer of the library says."""
        match answer:
            case HitsFound():
                self._origin.found(answer.page)
            case OpenSearch():
                self._origin.search_for(answer.query)
            case SearchesCounted():
                self._issues.show_searches(answer.rows)
            case NewsMuted():
                self._mute_rules.report(answer)


_UNASKED = 6.0
"""Seconds; longer than usual, because the user did not ask for it."""


class MuteRules:
    """Runs the saved searches that mark what they find as read."""

    def __init__(self, screen: Screen[Any], library: Library, saved: SavedSearches | None) -> None:
        """The answer, `NewsMuted`, comes to `screen`."""
        self._screen = screen
        self._saved = saved
        self._jobs = SearchJobs(screen, library)

    def run(self) -> None:
        """Mark what is new since the last run."""
        if self._saved is not None:
            self._jobs.mark_muted(self._saved)

    def report(self, done: NewsMuted) -> None:
        """Tell the user what was marked and how it is taken back."""
        if done.changed is None:
            return
        dispatch = keys_in_force(self._screen)
        keys = dispatch.keymap.keys_of("marks.undo") if dispatch else ()
        hint = f" · {key_name(keys[0])} takes it back" if keys else ""
        items = counted(done.changed.count, "item")
        notice(self._screen, f"{items} marked read by mute rules{hint}", _UNASKED)
