"""Commands of the search screen: marking and selecting hits, and exporting all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from digests import DigestError
from tui.dialogs.confirm import Confirm
from tui.export.query_items import found_items
from tui.item_commands.marks import MarkCommands
from tui.jobs.marks import MarksRefused, MarksWritten
from tui.jobs.search import HitRead, HitsMarked
from tui.keys.command_groups import CommandGroup, available_when
from tui.search.hit_pages import hit_count
from tui.state.marks import Selection
from tui.widgets.notice import notice

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message import Message
    from textual.screen import Screen

    from digests import Issue, Item, Library, SearchPage
    from tui.item_commands.context import ItemContext
    from tui.jobs.marks import MarkJobs
    from tui.jobs.search import SearchJobs
    from tui.search.hit_list import HitList

    Export = Callable[[tuple[tuple[Issue, Item], ...], str], None]


class HitMarkCommands(MarkCommands):
    """Marks and selects hits, and keeps their marks on the screen up to date."""

    def __init__(
        self, context: ItemContext, jobs: MarkJobs, search_jobs: SearchJobs, hits: HitList
    ) -> None:
        """Mark what is chosen in `context`, and show marks and selection in `hits`."""
        super().__init__(context, jobs)
        self._search_jobs = search_jobs
        self._hits = hits
        self._generation = -1
        self.selection = Selection()

    def look_up(self) -> None:
        """Read the marks of all loaded hits in a thread; `answered` gets the answer."""
        self._search_jobs.look_up_marks(hit.item_id for hit in self._hits.hits)

    def look_for_changes(self, generation: int) -> None:
        """Reload the marks if their generation differs from that of the last call."""
        if generation != self._generation:
            self._generation = generation
            self.look_up()

    def answered(self, answer: Message) -> None:
        """Show marks that were read, reload those that were written, or select a hit."""
        match answer:
            case HitsMarked():
                self._hits.show_marks(answer.marks, self.selection.ids)
            case HitRead():
                self._select(self.selection.toggled(answer.issue, [answer.item]))
            case MarksWritten():
                self.look_up()
                self.report(answer)
            case MarksRefused():
                self.look_up()
                self.report_refusal(answer)

    def _has_selection(self) -> bool:
        return bool(self.selection)

    def _has_item(self) -> bool:
        return self._hits.current_item is not None

    @available_when(_has_item)
    def action_select(self) -> None:
        """Select or unselect the hit under the cursor, and move to the next.

        A hit is selected once its file has been read.
        """
        hit = self._hits.current_item
        if hit is None:
            return
        if hit.item_id in self.selection.ids:
            issue, item = self.selection.items[hit.item_id]
            self._select(self.selection.toggled(issue, [item]))
        else:
            self._search_jobs.read_hit(hit.item_id)
        self._hits.action_cursor_down()

    @available_when(_has_selection)
    def action_select_none(self) -> None:
        """Clear the selection."""
        self._select(Selection())

    def _select(self, selection: Selection) -> None:
        self.selection = selection
        self._hits.show_marks(self._hits.marks, selection.ids)


_NOT_EXPORTED = "no item has all of the words; select those to be written"

_EXPORTED_UNASKED = 1_000
"""More hits are exported only if the user confirms, as each issue has to be parsed."""


class SearchExport(CommandGroup):
    """Exports all items with everything that a search asks for, not only the loaded ones."""

    scope: ClassVar[str] = "search"

    def __init__(
        self,
        screen: Screen[Any],
        library: Library,
        page: Callable[[], SearchPage | None],
        export: Export,
    ) -> None:
        """Create the command.

        Args:
            screen: Runs the worker that reads the items, and shows errors.
            library: Open.
            page: Returns the last page of hits; None before the first search.
            export: Gets the items and the query, and asks for the file.
        """
        self._screen = screen
        self._library = library
        self._page = page
        self._export = export

    def _has_hits(self) -> bool:
        return (page := self._page()) is not None and hit_count(page) > 0

    @available_when(_has_hits)
    def action_export_all(self) -> None:
        """Read the items in a thread and hand them over; very many only after a confirmation.

        Hits that are not exported can be selected and exported by another command.
        """
        page = self._page()
        assert page is not None, "see _has_hits"

        def read_if(is_confirmed: bool | None) -> None:
            if is_confirmed:
                self._screen.run_worker(
                    lambda: self._read(page.query), thread=True, group="export", exclusive=True
                )

        if page.total > _EXPORTED_UNASKED:
            self._screen.app.push_screen(Confirm(f"Export {page.total:,} items?"), read_if)
        else:
            read_if(True)

    def _read(self, query: str) -> None:
        """Read the items; runs in a thread."""
        app = self._screen.app
        try:
            chosen = tuple(found_items(self._library, query))
        except DigestError as error:
            app.call_from_thread(self._screen.notify, str(error), severity="warning")
            return
        if chosen:
            app.call_from_thread(self._export, chosen, query)
        else:
            app.call_from_thread(notice, self._screen, _NOT_EXPORTED)
