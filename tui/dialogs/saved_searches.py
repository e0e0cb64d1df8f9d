"""The dialog in which saved searches are opened, renamed, deleted or made mute rules."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on

from digests import MUTES, SavedSearch, SavedSearchesError
from tui.dialogs.query_choice import QueryChoice
from tui.jobs.library import JobFailed
from tui.jobs.messages import SearchesChanged
from tui.jobs.search import SearchesFound, SearchJobs
from tui.keys.command_groups import available_when
from tui.text.queries import saved_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from digests import Library, SavedSearches


class SavedSearchesScreen(QueryChoice):
    """Lists the saved searches; the result is the chosen one's query, or None."""

    scope: ClassVar[str] = "saved"

    def __init__(self, saved: SavedSearches, library: Library) -> None:
        """List `saved`, each with the number of its hits in `library`."""
        super().__init__("Saved searches")
        self._saved = saved
        self._jobs = SearchJobs(self, library)
        self._searches: tuple[SavedSearch, ...] = ()

    def on_mount(self) -> None:
        """Read the saved searches and count their hits, in a thread."""
        self._jobs.count_saved(self._saved)

    @property
    def current(self) -> SavedSearch | None:
        """The search under the cursor."""
        return self._searches[self.queries.cursor] if self._searches else None

    def _has_search(self) -> bool:
        return self.current is not None

    @on(SearchesFound)
    def _show(self, answer: SearchesFound) -> None:
        self._searches = tuple(search for search, _ in answer.searches)
        self.queries.show(saved_rows(answer.searches))
        self.refresh_bindings()

    @on(JobFailed)
    def _leave(self, failed: JobFailed) -> None:
        self.notify(str(failed.error), severity="warning")
        self.dismiss(None)

    @available_when(_has_search)
    def action_rename(self) -> None:
        """Ask for another name; a name in use is reported and changes nothing."""
        from tui.dialogs.ask_line import AskLine

        search = self.current
        if search is None:
            return

        def rename(name: str | None) -> None:
            if name is not None:
                self._change(lambda: self._saved.rename(search.name, name))

        self.app.push_screen(AskLine("Another name", search.name), rename)

    @available_when(_has_search)
    def action_forget(self) -> None:
        """Delete the search after the user confirms."""
        from tui.dialogs.confirm import Confirm

        search = self.current
        if search is None:
            return

        def forget(is_sure: bool | None) -> None:
            if is_sure:
                self._change(lambda: self._saved.remove(search.name))

        self.app.push_screen(Confirm(f"Forget the saved search {search.name}?"), forget)

    @available_when(_has_search)
    def action_mute(self) -> None:
        """Switch to the next of `MUTES`, the ways to mute what the search finds."""
        search = self.current
        if search is not None:
            mute = MUTES[(MUTES.index(search.mute) + 1) % len(MUTES)]
            self._change(lambda: self._saved.save(replace(search, mute=mute)))

    def _change(self, change: Callable[[], None]) -> None:
        try:
            change()
        except SavedSearchesError as error:
            self.notify(str(error), severity="warning")
            return
        self._jobs.count_saved(self._saved)
        self.app.post_message(SearchesChanged())
