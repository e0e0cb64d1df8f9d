"""The search screen: a query over all issues, its hits as you type, and a preview."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal
from textual.reactive import Reactive
from textual.widgets import Input

from digests import IndexDamagedError, IssueNotFoundError, IssueUnreadableError
from tui.dialogs.modal import DismissOnce
from tui.dialogs.query_choice import QueryList
from tui.item_commands.export import ExportCommands
from tui.item_commands.links import HitLinks
from tui.item_commands.saved_searches import SearchSaving
from tui.jobs.library import HitsFound, IssueOpened, JobFailed, QueryRefused
from tui.jobs.marks import MarkJobs, MarksRefused, MarksWritten
from tui.jobs.search import FacetsCounted, HitRead, HitsMarked, SearchJobs, WordCompleted
from tui.jobs.stories import TellingsFound
from tui.search.commands import HitMarkCommands, SearchExport
from tui.search.facets import FacetList, FacetPane
from tui.search.hit_list import HitList
from tui.search.hit_pages import HitPages, SearchState, hit_position, hit_remark
from tui.search.layout import SearchPanes
from tui.search.query_commands import QueryCommands
from tui.search.query_line import SearchLine
from tui.search.stories import HitStories
from tui.settings import Settings
from tui.state.memory import SearchHistory
from tui.stories.preview import ItemPreview
from tui.text.icons import icons_of
from tui.text.queries import start_rows
from tui.widgets.item_view import ItemView
from tui.widgets.status_line import StatusLine
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.message import Message
    from textual.widget import Widget

    from digests import Issue, Item, Library, SavedSearches
    from tui.keys.command_groups import CommandGroup
    from tui.text.stories.rows import StoryLook


_MENDING = "the search index was damaged and is being made anew; the search then goes on"


class SearchScreen(DismissOnce[SearchState | None]):
    """Searches all issues; an `ItemContext`.

    The result is the search with the hit to read, or None if the user leaves.
    """

    CSS_PATH = "../styles/search.tcss"
    scope: ClassVar[str] = "search"

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """As in every screen, but a change of focus does not redraw all panes."""

    def __init__(
        self,
        library: Library,
        state: SearchState | None = None,
        *,
        look: StoryLook,
        saved: SavedSearches | None = None,
        history: SearchHistory | None = None,
        settings: Settings | None = None,
    ) -> None:
        """Create the screen with an empty query, or restore a search.

        Args:
            library: Open.
            state: The search to restore.
            look: How stories are drawn.
            saved: The user's saved searches; None offers none.
            history: Earlier searches; None starts an empty history.
            settings: The user's settings; None for the defaults.
        """
        super().__init__()
        settings = settings or Settings()
        self._library = library
        self._line = SearchLine(state.query if state else "", id="search-line")
        self._start = QueryList(id="start")
        self._facets = FacetList(id="facets")
        self._hits = HitList(icons=icons_of(settings.icons), id="hits")
        self.text = ItemView(widest=settings.text_width, id="preview")
        self._status = StatusLine()
        jobs = SearchJobs(self, library)
        self._pages = HitPages(library, jobs, self._hits, state)
        self._stories = HitStories(self, library, look, (self._line, self._hits, self.text))
        self._preview = ItemPreview(self, jobs, self.text, self._stories.tellings)
        self._queries = QueryCommands(
            self, jobs, self._line, self._pages, history or SearchHistory()
        )
        self._narrowing = FacetPane(self, jobs, self._facets, self._line)
        self._marks = HitMarkCommands(self, MarkJobs(self, library.marks), jobs, self._hits)
        self._panes = SearchPanes(self._start, self._facets, self._hits, self.text)
        self._saving = SearchSaving(
            self, library, saved, lambda: self._pages.query, self._line.begin
        )
        exports = ExportCommands(self, settings)
        self.command_groups: tuple[CommandGroup, ...] = (
            self._queries,
            self._narrowing,
            self._saving,
            self._panes,
            self._marks,
            HitLinks(self.text, self),
            exports,
            *self._stories.command_groups,
            SearchExport(self, library, lambda: self._pages.page, exports.export),
        )

    def compose(self) -> ComposeResult:
        """Yield the query line, and below it the panes side by side."""
        yield self._line
        with Horizontal():
            yield from self._panes
        yield self._status

    def on_mount(self) -> None:
        """Focus the query; the preview never gets the focus, as keys go to the line and lists."""
        self.text.can_focus = False
        self._start.show(start_rows(self._saving.searches(), self._queries.recent))
        self._line.focus_input()
        self._arrange()

    def on_resize(self) -> None:
        """Show the panes that fit."""
        self._arrange()

    def on_descendant_focus(self) -> None:
        """Rearrange the panes, as a narrow screen shows facets only while they are focused."""
        self._arrange()
        self._stories.tellings.show_again()

    @property
    def issue(self) -> Issue | None:
        """The issue of the hit under the cursor; None until its file is read."""
        return self._preview.issue_of(self._hit_id)

    @property
    def item(self) -> Item | None:
        """The item under the cursor; None until its file is read, and on an issue as a whole."""
        return self._preview.item_of(self._hit_id)

    @property
    def chosen(self) -> tuple[tuple[Issue, Item], ...]:
        """The selected items, or without a selection the one under the cursor, once read."""
        here = ((self.issue, self.item),) if self.issue and self.item else ()
        return tuple(self._marks.selection.items.values()) or here

    @property
    def chosen_ids(self) -> tuple[str, ...]:
        """The ids of the selected items, or of the one under the cursor."""
        here = (self._hits.current_item.item_id,) if self._hits.current_item else ()
        return tuple(self._marks.selection.items) or here

    @property
    def _hit_id(self) -> str:
        """The id of the item or issue under the cursor; empty without hits."""
        return self._hits.current.item_id if self._hits.current else ""

    def load_changes(self) -> None:
        """Reload hits and marks if any process has changed the library or the marks."""
        self._pages.ask_again_after_changes(self._line.query_text)
        self._marks.look_for_changes(self._library.marks.generation())

    @on(Input.Changed)
    def _search(self) -> None:
        self._pages.ask(self._line.query_text)
        self._queries.look_up()

    @on(HitsFound)
    def _show_hits(self, answer: HitsFound) -> None:
        page = answer.page
        self._pages.show(page)
        self._line.show_remark(hit_remark(page))
        self._narrowing.update_hits(page)
        self._marks.look_up()
        self._arrange()

    @on(QueryRefused)
    def _point_at_mistake(self, refusal: QueryRefused) -> None:
        self._pages.failed()
        self._line.point_at(refusal.error)

    @on(JobFailed)
    async def _report_failure(self, failed: JobFailed) -> None:
        if isinstance(failed.error, IssueNotFoundError | IssueUnreadableError):
            self._preview.show_message(str(failed.error))
            return
        self._pages.failed()
        if isinstance(failed.error, IndexDamagedError):
            self._line.show_remark(_MENDING)
            await self.run_action("app.refresh_library")
        else:
            self._line.show_remark(str(failed.error))

    @on(WordCompleted)
    def _offer(self, completed: WordCompleted) -> None:
        self._queries.show_candidates(completed.completion)

    @on(FacetsCounted)
    def _show_facets(self, answer: FacetsCounted) -> None:
        self._narrowing.show_counts(answer)

    @on(FacetList.FacetChosen)
    def _narrow(self, narrowed: FacetList.FacetChosen) -> None:
        self._narrowing.narrow(narrowed.field, narrowed.value, is_excluded=narrowed.is_excluded)

    @on(FacetList.FacetsLeft)
    def _return_to_hits(self) -> None:
        self._hits.focus()

    @on(HitsMarked)
    @on(HitRead)
    @on(MarksWritten)
    @on(MarksRefused)
    def _show_marks(self, answer: Message) -> None:
        self._marks.answered(answer)

    @on(VirtualList.Highlighted, "#hits")
    def _follow_cursor(self) -> None:
        self._preview.show_soon(self._hit_id, partial(self._in_query, self._pages.query))
        self._status.place = hit_position(self._pages.page, self._hits.place)
        self._pages.ask_for_more()

    @on(HitList.Scrolled)
    def _fill_list(self) -> None:
        self._pages.ask_for_more()

    def _in_query(self, query: str, text: str) -> tuple[tuple[int, int], ...]:
        return self._library.highlight(query, text).spans

    @on(IssueOpened)
    def _show_preview(self, opened: IssueOpened) -> None:
        self._preview.opened(opened.issue, opened.item_id)

    @on(TellingsFound)
    def _show_tellings(self, answer: TellingsFound) -> None:
        self._stories.tellings.answered(answer)

    @on(VirtualList.Chosen, "#hits, #start")
    def action_go_to_hit(self) -> None:
        """Dismiss with the hit under the cursor; without a query, take the one under the cursor."""
        hit, row = self._hits.current, self._start.current
        if self._start.display and row is not None:
            self._line.begin(row.query)
        elif hit is not None and not self._start.display:
            self._queries.remember()
            self.dismiss(SearchState(self._pages.query, hit, self._hits.place))

    def action_edit_query(self) -> None:
        """Focus the query line."""
        self._line.focus_input()

    def action_close(self) -> None:
        """Dismiss with None; the query is kept in the history."""
        self._queries.remember()
        self.dismiss(None)

    def _arrange(self) -> None:
        self._panes.arrange(
            self.size.width, self._line.query_text, has_facets=self._narrowing.is_visible
        )
