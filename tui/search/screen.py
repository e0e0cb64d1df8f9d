"""Searching all issues as you type: the query, its hits, and the item under the cursor.

How many hits there are, and what to do when there are none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal
from textual.reactive import Reactive
from textual.widgets import Input

from digests import IndexDamagedError, IssueNotFoundError, IssueUnreadableError
from tui.dialogs.modal import EndsOnce
from tui.dialogs.query_choice import QueryList
from tui.item_commands.export import ExportCommands
from tui.item_commands.links import HitLinks
from tui.item_commands.saved_searches import SearchSaving
from tui.jobs.library import HitsFound, IssueOpened, JobFailed, QueryRefused
from tui.jobs.marks import MarkJobs, MarksRefused, MarksWritten
from tui.jobs.search import FacetsCounted, HitRead, HitsMarked, SearchJobs, WordCompleted
from tui.jobs.stories import TellingsFound
from tui.search.commands import HitMarks, SearchExport
from tui.search.facets import FacetList, FacetPane
from tui.search.hit_list import HitList
from tui.search.hit_pages import HitPages, SearchPlace
from tui.search.layout import SearchPanes
from tui.search.preview import HitStories, SearchPreview
from tui.search.query_commands import QueryCommands
from tui.search.query_line import SearchLine
from tui.settings import Settings
from tui.state.memory import SearchHistory
from tui.text.icons import signs_of
from tui.text.queries import start_rows
from tui.widgets.item_view import ItemView
from tui.widgets.status_line import StatusLine
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.message import Message
    from textual.widget import Widget

    from digests import Issue, Item, Library, SavedSearches, SearchPage
    from tui.keys.command_groups import Carrier
    from tui.text.stories.rows import StoryLook


_MENDING = "the search index was damaged and is being made anew; the search then goes on"


class SearchScreen(EndsOnce[SearchPlace | None]):
    """Ends with the place of the hit to go to, or with None. It is a `Place`."""

    CSS_PATH = "../styles/search.tcss"
    scope: ClassVar[str] = "search"

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """As in every screen, but a pane that gets the focus does not draw the others again."""

    def __init__(
        self,
        library: Library,
        place: SearchPlace | None = None,
        *,
        saved: SavedSearches | None = None,
        history: SearchHistory | None = None,
        settings: Settings | None = None,
        look: StoryLook | None = None,
    ) -> None:
        """Begin with an empty line, or where a search was left.

        Args:
            library: Open.
            place: The query to begin with, and the hit.
            saved: The searches that the user keeps.
            history: Earlier searches.
            settings: What the user wants; None for what is usual.
            look: How stories are told; None tells of none.
        """
        super().__init__()
        settings = settings or Settings()
        self._library = library
        self._line = SearchLine(place.query if place else "", id="search-line")
        self._start = QueryList(id="start")
        self._facets = FacetList(id="facets")
        self._hits = HitList(signs=signs_of(settings.icons), id="hits")
        self.text = ItemView(widest=settings.text_width, id="preview")
        self._status = StatusLine()
        jobs = SearchJobs(self, library)
        self._pages = HitPages(library, jobs, self._hits, place)
        self._stories = HitStories(self, library, look, (self._line, self._hits, self.text))
        self._preview = SearchPreview(self, library, jobs, self.text, self._stories)
        self._queries = QueryCommands(
            self, jobs, self._line, self._pages, history or SearchHistory()
        )
        self._narrowing = FacetPane(self, jobs, self._facets, self._line)
        self._marks = HitMarks(self, MarkJobs(self, library.marks), jobs, self._hits)
        self._panes = SearchPanes(self._start, self._facets, self._hits, self.text)
        self._saving = SearchSaving(
            self, library, saved, lambda: self._pages.query, self._line.begin
        )
        exports = ExportCommands(self, settings)
        self.carriers: tuple[Carrier, ...] = (
            self._queries,
            self._narrowing,
            self._saving,
            self._panes,
            self._marks,
            HitLinks(self.text, self),
            exports,
            *self._stories.carriers(),
            SearchExport(self, library, lambda: self._pages.page, exports.export),
        )

    def compose(self) -> ComposeResult:
        """The query above its hits, their facets and the item at their sides."""
        yield self._line
        with Horizontal():
            yield from self._panes
        yield self._status

    def on_mount(self) -> None:
        """The preview is for the eyes only; the keys belong to the query and the lists."""
        self.text.can_focus = False
        self._start.show(start_rows(self._saving.searches(), self._queries.recent))
        self._line.focus_input()
        self._arrange()

    def on_resize(self) -> None:
        """Show what there is room for."""
        self._arrange()

    def on_descendant_focus(self) -> None:
        """On a narrow screen the facets are seen only while the user is in them."""
        self._arrange()
        self._stories.focus_moved()

    @property
    def issue(self) -> Issue | None:
        """The issue of the hit under the cursor, once its file was read."""
        return self._preview.issue_of(self._hits.current)

    @property
    def item(self) -> Item | None:
        """The hit under the cursor, once its file was read."""
        return self._preview.item_of(self._hits.current)

    @property
    def chosen(self) -> tuple[tuple[Issue, Item], ...]:
        """The selected hits, else the one under the cursor."""
        here = ((self.issue, self.item),) if self.issue and self.item else ()
        return tuple(self._marks.selection.items.values()) or here

    @property
    def chosen_ids(self) -> tuple[str, ...]:
        """The selected hits, else the one under the cursor."""
        here = (self._hits.current.item_id,) if self._hits.current else ()
        return tuple(self._marks.selection.items) or here

    def load_changes(self) -> None:
        """Show what any process has written to the library or to the marks."""
        self._pages.ask_again_after_changes(self._line.query_text)
        self._marks.look_for_changes(self._library.marks.generation())

    @on(Input.Changed)
    def _search(self) -> None:
        self._pages.ask(self._line.query_text)
        self._queries.look_up()

    @on(HitsFound)
    def _show_hits(self, found: HitsFound) -> None:
        self._pages.show(found.page)
        self._line.say(hit_remark(found.page))
        self._narrowing.found(found.page.query, found.page.total)
        self._marks.look_up()
        self._arrange()

    @on(QueryRefused)
    def _point_at_mistake(self, refused: QueryRefused) -> None:
        self._pages.failed()
        self._line.point_at(refused.error)

    @on(JobFailed)
    async def _say_what_failed(self, failed: JobFailed) -> None:
        if isinstance(failed.error, IssueNotFoundError | IssueUnreadableError):
            self._preview.say(str(failed.error))
            return
        self._pages.failed()
        if isinstance(failed.error, IndexDamagedError):
            self._line.say(_MENDING)
            await self.run_action("app.refresh_library")
        else:
            self._line.say(str(failed.error))

    @on(WordCompleted)
    def _offer(self, completed: WordCompleted) -> None:
        self._queries.looked_up(completed.completion)

    @on(FacetsCounted)
    def _show_facets(self, counted: FacetsCounted) -> None:
        self._narrowing.counted(counted)

    @on(FacetList.Narrowed)
    def _narrow(self, wish: FacetList.Narrowed) -> None:
        self._narrowing.narrow(wish.field, wish.value, is_excluded=wish.is_excluded)

    @on(FacetList.Left)
    def _go_back_to_hits(self) -> None:
        self._hits.focus()

    @on(HitsMarked)
    @on(HitRead)
    @on(MarksWritten)
    @on(MarksRefused)
    def _show_marks(self, answer: Message) -> None:
        self._marks.answered(answer)

    @on(VirtualList.Highlighted, "#hits")
    def _follow_cursor(self, highlighted: VirtualList.Highlighted) -> None:
        self._preview.rest_on(self._hits.current, self._pages.query)
        self._status.place = hit_place(self._pages.page, highlighted.index)
        self._pages.ask_for_more(highlighted.index)

    @on(IssueOpened)
    @on(TellingsFound)
    def _show_preview(self, answer: IssueOpened | TellingsFound) -> None:
        self._preview.answered(answer)

    @on(VirtualList.Chosen, "#hits, #start")
    def action_go_to_hit(self) -> None:
        """Read the hit under the cursor in its issue; before anything was asked, take a query."""
        hit, row = self._hits.current, self._start.current
        if self._start.display and row is not None:
            self._line.begin(row.query)
        elif hit is not None and not self._start.display:
            self._queries.remember()
            self.dismiss(SearchPlace(self._pages.query, hit, self._hits.cursor))

    def action_edit_query(self) -> None:
        """Go to the query line."""
        self._line.focus_input()

    def action_close(self) -> None:
        """Go back to where the search began."""
        self._queries.remember()
        self.dismiss(None)

    def _arrange(self) -> None:
        self._panes.arrange(
            self.size.width, self._line.query_text, has_facets=self._narrowing.is_seen
        )


def hit_remark(page: SearchPage) -> str:
    """Say how many hits there are; without any, what may have been meant or is missing."""
    if not page.query.strip():
        return ""
    if page.suggestion:
        return f"no hits; did you mean: {page.suggestion}  (Tab takes it)"
    if page.missing:
        return f"no hits; nothing has: {'  '.join(page.missing)}"
    return f"{_total(page)} {'hit' if page.total == 1 else 'hits'}"


def hit_place(page: SearchPage | None, row: int) -> str:
    """Say which hit is under the cursor; empty without hits."""
    return f"hit {row + 1:,} of {_total(page)}" if page and page.total else ""


def _total(page: SearchPage) -> str:
    return f"{'' if page.is_exact_total else 'about '}{page.total:,}"
