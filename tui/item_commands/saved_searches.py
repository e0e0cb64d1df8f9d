"""Commands that save searches, open saved ones, and star publications."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from digests import SavedSearch, SavedSearchesError, narrowed, safe_line
from tui.jobs.messages import OpenSearch, SearchesChanged
from tui.keys.command_groups import CommandGroup, available_when
from tui.text.wrapping import display_text
from tui.widgets.notice import notice

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from digests import Library, SavedSearches


class Saving(CommandGroup):
    """Saves the query of a screen, and shows the saved searches."""

    def __init__(
        self,
        screen: Screen[Any],
        library: Library,
        saved: SavedSearches | None,
        query: Callable[[], str] = str,
        open_search: Callable[[str], None] | None = None,
    ) -> None:
        """Create the commands of `screen`.

        Args:
            screen: Dialogs are pushed above it, and `OpenSearch` is posted by it.
            library: Open; used to count the hits of saved searches.
            saved: Where searches are kept; None disables the commands.
            query: Returns the query to save; empty for none.
            open_search: Called with the query of the chosen saved search, instead of posting
                `OpenSearch`.
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
        """Return the saved searches; if their file cannot be read, report it and return none."""
        try:
            return self._saved.all() if self._saved is not None else ()
        except SavedSearchesError as error:
            self._screen.notify(str(error), severity="warning")
            return ()

    @available_when(_can_save)
    def action_save_search(self) -> None:
        """Ask for a name and save the query under it; if another search has it, ask again."""
        self._ask_name(self._query(), self._query(), "")

    @available_when(_keeps_searches)
    def action_manage_searches(self) -> None:
        """Show the saved searches in a dialog, and open the chosen one."""
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
                remark = f"{search.name!r} is the name of another search; take another"
                self._ask_name(search.query, search.name, remark)
                return
            if search.name not in known:
                self._saved.save(search)
        except SavedSearchesError as error:
            self._screen.notify(str(error), severity="warning")
        else:
            notice(self._screen, f"saved as {search.name}")
            self._screen.app.post_message(SearchesChanged())

    def _chosen(self, query: str | None) -> None:
        if query is not None and self._open is not None:
            self._open(query)
        elif query is not None:
            self._screen.post_message(OpenSearch(query))


class SearchSaving(Saving):
    """The commands on the search screen."""

    scope: ClassVar[str] = "search"


class ReaderSaving(Saving):
    """The commands in the reader. Starring a publication saves a search for all its items."""

    scope: ClassVar[str] = "reader"

    def __init__(
        self,
        screen: Screen[Any],
        library: Library,
        saved: SavedSearches | None,
        publication: Callable[[], str],
    ) -> None:
        """Create the commands; `publication` returns the one to star, or an empty string."""
        super().__init__(screen, library, saved)
        self._publication = publication

    def _can_star(self) -> bool:
        return self._keeps_searches() and bool(self._publication())

    @available_when(_can_star)
    def action_star_publication(self) -> None:
        """Star or unstar the publication of the issue under the cursor."""
        publication = safe_line(self._publication())
        if not publication or self._saved is None:
            return
        try:
            message = _star(self._saved, publication)
        except SavedSearchesError as error:
            self._screen.notify(str(error), severity="warning")
        else:
            notice(self._screen, display_text(message))
            self._screen.app.post_message(SearchesChanged())


def _star(saved: SavedSearches, publication: str) -> str:
    """Save or remove the search for a publication, and return a message.

    Raises SavedSearchesError.
    """
    query = narrowed("", "in", publication)
    known = saved.all()
    # A star may have been written by hand, or when names were not quoted.
    queries = query, f"in:{publication}"
    stars = [search.name for search in known if search.query in queries and not search.mute]
    for name in stars:
        saved.remove(name)
    if stars:
        return f"no longer starred: {publication}"
    is_taken = any(search.name == publication for search in known)
    saved.save(SavedSearch(query if is_taken else publication, query))
    return f"starred: {publication}; it comes first in catching up"
