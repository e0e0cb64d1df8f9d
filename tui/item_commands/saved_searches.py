"""The commands for saved searches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from digests import SavedSearch, SavedSearchesError, narrowed, safe_line
from tui.jobs.messages import OpenSearch, SearchesChanged
from tui.keys.command_groups import Carrier, available_when
from tui.text.wrapping import display_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from digests import Library, SavedSearches
    from tui.reader.screen import ReaderScreen


_NOTICE_STAYS = 2.5
"""Seconds."""


class Saving(Carrier):
    """Saves the query of a screen, and shows what was saved."""

    def __init__(
        self,
        screen: Screen[Any],
        library: Library,
        saved: SavedSearches | None,
        query: Callable[[], str] = str,
        open_search: Callable[[str], None] | None = None,
    ) -> None:
        """Save for `screen`.

        Args:
            screen: Questions are asked above it, and `OpenSearch` is posted by it.
            library: What the saved searches find is counted in it.
            saved: Where searches are kept; None offers nothing.
            query: Returns what is to be saved; empty for nothing.
            open_search: Called with the query of a saved search that was chosen, in the place of
                posting `OpenSearch`.
        """
        self._screen = screen
        self._library = library
        self._saved = saved
        self._query = query
        self._open = open_search

    def _can_save(self) -> bool:
        return self._keeps_searches() and bool(self._query().strip())

    def _keeps_searches(self) -> bool:
        return self._saved is not None

    def searches(self) -> tuple[SavedSearch, ...]:
        """Return what was saved; a file with a mistake in it is reported."""
        try:
            return self._saved.all() if self._saved is not None else ()
        except SavedSearchesError as error:
            self._screen.notify(str(error), severity="warning", markup=False)
            return ()

    @available_when(_can_save)
    def action_save_search(self) -> None:
        """Ask for a name and save the search."""
        self._ask_name(self._query(), self._query(), "")

    @available_when(_keeps_searches)
    def action_manage_searches(self) -> None:
        """Show the saved searches."""
        from tui.dialogs.saved_searches import SavedSearchesScreen

        if self._saved is not None:
            self._screen.app.push_screen(
                SavedSearchesScreen(self._saved, self._library), self._chosen
            )

    def _ask_name(self, query: str, name: str, remark: str) -> None:
        from tui.dialogs.ask_line import AskLine

        def save(answer: str | None) -> None:
            if answer is not None:
                self._save(SavedSearch(answer, query))

        self._screen.app.push_screen(AskLine("Save the search as", name, remark=remark), save)

    def _save(self, search: SavedSearch) -> None:
        if self._saved is None:
            return
        try:
            known = {other.name: other for other in self._saved.all()}
            if search.name in known and known[search.name].query != search.query:
                words = f"{search.name!r} is the name of another search; take another"
                self._ask_name(search.query, search.name, words)
                return
            if search.name not in known:
                self._saved.save(search)
        except SavedSearchesError as error:
            self._screen.notify(str(error), severity="warning", markup=False)
        else:
            self._screen.notify(f"saved as {search.name}", markup=False, timeout=_NOTICE_STAYS)
            self._screen.app.post_message(SearchesChanged())

    def _chosen(self, query: str | None) -> None:
        if query is not None and self._open is not None:
            self._open(query)
        elif query is not None:
            self._screen.post_message(OpenSearch(query))


class SearchSaving(Saving):
    """On the search screen."""

    scope: ClassVar[str] = "search"


class ReaderSaving(Saving):
    """In the reader. A publication is starred by saving a search for all that it has."""

    scope: ClassVar[str] = "reader"

    def __init__(self, reader: ReaderScreen, library: Library, saved: SavedSearches | None) -> None:
        """Star the publication of the issue under the cursor of `reader`."""
        super().__init__(reader, library, saved)
        self._reader = reader

    def _can_star(self) -> bool:
        return self._keeps_searches() and self._reader.issue_list.current is not None

    @available_when(_can_star)
    def action_star_publication(self) -> None:
        """Star the publication under the cursor, or take the star away."""
        current = self._reader.issue_list.current
        if current is None or self._saved is None:
            return
        try:
            words = _star(self._saved, safe_line(current.publication))
        except SavedSearchesError as error:
            self._reader.notify(str(error), severity="warning", markup=False)
        else:
            self._reader.notify(display_text(words), markup=False, timeout=_NOTICE_STAYS)
            self._reader.app.post_message(SearchesChanged())


def _star(saved: SavedSearches, publication: str) -> str:
    """Save a search for a publication, or forget it, and say so. Raises SavedSearchesError."""
    query = narrowed("", "in", publication)
    known = saved.all()
    stars = [search.name for search in known if search.query == query and not search.mute]
    for name in stars:
        saved.remove(name)
    if stars:
        return f"no longer starred: {publication}"
    is_taken = any(search.name == publication for search in known)
    saved.save(SavedSearch(query if is_taken else publication, query))
    return f"starred: {publication}; it comes first in catching up"
