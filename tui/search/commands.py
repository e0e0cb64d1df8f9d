"""The marks of hits and which are selected: shown beside them, and changed by commands.

Writing all that a search finds into one file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from digests import DigestError
from tui.dialogs.confirm import Confirm
from tui.export.query_items import found_items
from tui.item_commands.marks import MarkCommands
from tui.jobs.marks import MarksRefused, MarksWritten
from tui.jobs.search import HitRead, HitsMarked
from tui.keys.command_groups import Carrier, available_when
from tui.state.marks import Selection

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message import Message
    from textual.screen import Screen

    from digests import Issue, Item, Library, SearchPage
    from tui.item_commands.context import Place
    from tui.jobs.marks import MarkJobs
    from tui.jobs.search import SearchJobs
    from tui.search.hit_list import HitList

    Export = Callable[[tuple[tuple[Issue, Item], ...], str], None]


class HitMarks(MarkCommands):
    """Marks and selects hits."""

    def __init__(
        self, place: Place, jobs: MarkJobs, search_jobs: SearchJobs, hits: HitList
    ) -> None:
        """Mark in `place`, and show the marks in `hits`."""
        super().__init__(place, jobs)
        self._search_jobs = search_jobs
        self._hits = hits
        self._generation = -1
        self.selection = Selection()

    def look_up(self) -> None:
        """Read the marks of the hits again."""
        self._search_jobs.look_up_marks(hit.item_id for hit in self._hits.hits)

    def look_for_changes(self, generation: int) -> None:
        """Read the marks again if any process has written some since."""
        if generation != self._generation:
            self._generation = generation
            self.look_up()

    def answered(self, answer: Message) -> None:
        """Show marks that were read or written, and what is selected."""
        match answer:
            case HitsMarked():
                self._hits.show_marks(answer.marks, self.selection.ids)
            case HitRead():
                self._select(self.selection.toggled(answer.issue, [answer.item]))
            case MarksWritten():
                self.look_up()
                self.say(answer)
            case MarksRefused():
                self.look_up()
                self.refuse(answer)

    def _has_selection(self) -> bool:
        return bool(self.selection)

    def _has_hit(self) -> bool:
        return self._hits.current is not None

    @available_when(_has_hit)
    def action_select(self) -> None:
        """Select the hit under the cursor and go on to the next, or unselect it."""
        hit = self._hits.current
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
        """Select nothing."""
        self._select(Selection())

    def _select(self, selection: Selection) -> None:
        self.selection = selection
        self._hits.show_marks(self._hits.marks, selection.ids)


_WRITTEN_UNASKED = 1_000
"""More hits than these are read only when the user says so again: each issue has to be parsed."""


class SearchExport(Carrier):
    """Reads the hits of a screen's search for a file."""

    scope: ClassVar[str] = "search"

    def __init__(
        self,
        screen: Screen[Any],
        library: Library,
        page: Callable[[], SearchPage | None],
        export: Export,
    ) -> None:
        """Export for `screen` what `page` shows a part of; `export` asks for the file."""
        self._screen = screen
        self._library = library
        self._page = page
        self._export = export

    def _has_hits(self) -> bool:
        return (page := self._page()) is not None and page.total > 0

    @available_when(_has_hits)
    def action_export_all(self) -> None:
        """Write all hits into a file; of very many only when the user says so again."""
        page = self._page()
        assert page is not None, "see _has_hits"

        def read_if(is_meant: bool | None) -> None:
            if is_meant:
                self._screen.run_worker(
                    lambda: self._read(page.query), thread=True, group="export", exclusive=True
                )

        if page.total > _WRITTEN_UNASKED:
            self._screen.app.push_screen(Confirm(f"Export {page.total:,} items?"), read_if)
        else:
            read_if(True)

    def _read(self, query: str) -> None:
        """Runs in a thread."""
        app = self._screen.app
        try:
            chosen = tuple(found_items(self._library, query))
        except DigestError as error:
            app.call_from_thread(self._screen.notify, str(error), severity="warning", markup=False)
        else:
            app.call_from_thread(self._export, chosen, query)
