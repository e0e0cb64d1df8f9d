"""Searches in the reader: the one that led to an item, and those that are saved.

The reader goes from hit to hit without the search screen, and back to it. Saved searches are
counted in the list of issues, and those that mute mark what is new as read.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tui.jobs.library import HitsFound, SearchesCounted
from tui.jobs.messages import OpenSearch
from tui.jobs.search import NewsMuted, SearchJobs
from tui.keys.dispatch import keys_in_force
from tui.keys.names import key_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message import Message
    from textual.screen import Screen

    from digests import Hit, Library, SavedSearches, SearchPage
    from tui.jobs.library import LibraryJobs
    from tui.reader.history import HistoryCommands
    from tui.reader.issue_list import IssueList
    from tui.search.hit_pages import SearchPlace
    from tui.settings import Settings
    from tui.state.memory import SearchHistory
    from tui.text.runs import Marks as MarkedWords
    from tui.text.stories.rows import StoryLook


_AROUND = 2
"""Hits to bring on each side: what was read since may be no hit any more."""


class SearchOrigin:
    """Remembers where in which search the reader came from."""

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
        self.place: SearchPlace | None = None
        self._direction = 0

    @property
    def words(self) -> str:
        """Say which hit is read; empty without a search."""
        if self.place is None or self.place.hit is None:
            return ""
        return f"hit {self.place.cursor + 1:,} of {self.place.query}"

    def search(self, place: SearchPlace | None = None) -> None:
        """Open the search screen."""
        from tui.search.screen import SearchScreen

        screen = SearchScreen(
            self._library,
            place,
            saved=self._saved,
            history=self._searched,
            settings=self._settings,
            look=self._look,
        )
        self._screen.app.push_screen(screen, self._leave)

    def search_for(self, query: str) -> None:
        """Open the search screen with a query."""
        from tui.search.hit_pages import SearchPlace

        self.search(SearchPlace(query))

    def search_again(self) -> None:
        """Go back to the search that led here."""
        self.search(self.place)

    def _leave(self, place: SearchPlace | None) -> None:
        self.place = place
        if place is not None and place.hit is not None:
            self._read(place.hit)

    def step(self, by: int) -> bool:
        """Go to the next hit or the one before; False when no search led here."""
        place = self.place
        if place is None or place.hit is None:
            return False
        self._direction = by
        offset = max(place.cursor - _AROUND, 0)
        self._jobs.search(place.query, offset, limit=2 * _AROUND + 1)
        return True

    def found(self, page: SearchPage) -> None:
        """Go on among the hits around the one that was read."""
        by, place = self._direction, self.place
        if place is None or place.hit is None or page.query != place.query:
            return
        index = _next(page, place.hit.item_id, place.cursor, by)
        if not page.offset <= index < page.offset + len(page.hits):
            self._screen.notify(f"no more hits {'below' if by > 0 else 'above'}", timeout=2.5)
            return
        hit = page.hits[index - page.offset]
        self.place = replace(place, hit=hit, cursor=index)
        self._read(hit)

    def highlighter(self, item_id: str) -> MarkedWords | None:
        """Return what marks the words of the query in the item that was found by it."""
        place = self.place
        if place is None or place.hit is None or place.hit.item_id != item_id:
            return None
        return lambda text: self._library.highlight(place.query, text).spans

    def _read(self, hit: Hit) -> None:
        self._history.will_jump()
        self._open_item(hit.issue_id, hit.item_id)


def _next(page: SearchPage, item_id: str, cursor: int, by: int) -> int:
    """Return the number of the next hit; one that is gone has left its number to the one below."""
    ids = [hit.item_id for hit in page.hits]
    if item_id in ids:
        return page.offset + ids.index(item_id) + by
    return cursor if by > 0 else cursor - 1


class ReaderSearches:
    """Gives the answers about searches to those who wait for them."""

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

    def look_again(self) -> None:
        """Count what the saved searches find, and let them mute what is new."""
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
                self._mute_rules.say(answer)


_NOTICE_STAYS = 6.0
"""Seconds: the user did not ask for it, so it takes longer to be noticed."""


class MuteRules:
    """Lets the saved searches that mark as read look at what is new."""

    def __init__(self, screen: Screen[Any], library: Library, saved: SavedSearches | None) -> None:
        """The answer, `NewsMuted`, comes to `screen`."""
        self._screen = screen
        self._saved = saved
        self._jobs = SearchJobs(screen, library)

    def run(self) -> None:
        """Mark what is new since the last run."""
        if self._saved is not None:
            self._jobs.mark_muted(self._saved)

    def say(self, done: NewsMuted) -> None:
        """Tell the user what was marked and how it is taken back."""
        if done.changed is None:
            return
        count, dispatch = done.changed.count, keys_in_force(self._screen)
        keys = dispatch.keymap.keys_of("marks.undo") if dispatch else ()
        hint = f" · {key_name(keys[0])} takes it back" if keys else ""
        words = f"{count:,} {'item' if count == 1 else 'items'} marked read by mute rules{hint}"
        self._screen.notify(words, markup=False, timeout=_NOTICE_STAYS)
