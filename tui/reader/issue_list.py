"""The issues of the library, newest first, with saved searches above them."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from digests import IssueSummary
from tui.reader.issue_rows import DistinctTitles, heading_lines, issue_line, issue_row, search_lines
from tui.state.listing import Grouping, Heading, SearchRow, grouped
from tui.text.icons import ASCII
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Mapping, Sequence

    from digests import IssueMarks
    from tui.state.listing import ListRow
    from tui.text.icons import Icons

_ROOM_FOR_TWO_LINES = 14
"""Height from which a row takes two lines."""


class IssueList(VirtualList):
    """One row an issue: when, in which publication, and what happened."""

    BORDER_TITLE: ClassVar[str] = "Issues"

    def __init__(
        self,
        today: datetime.date,
        *,
        icons: Icons = ASCII,
        id: str | None = None,  # noqa: A002  # Textual's own name
    ) -> None:
        """`today` is the day that is shown as such."""
        super().__init__(id=id)
        self._today = today
        self._icons = icons
        self._titles = DistinctTitles()
        self._counts: Mapping[str, IssueMarks] = {}
        self._grouping = Grouping.NONE
        self._issues: tuple[IssueSummary, ...] = ()
        self._rows_by_id: dict[str, int] = {}
        """The row of each issue."""
        self._other_rows: list[int] = []
        """The rows of saved searches and headings, in ascending order."""
        self.rows: tuple[ListRow, ...] = ()
        self.searches: tuple[SearchRow, ...] = ()

    @property
    def row_height(self) -> int:
        """Two lines where there is room."""
        return 2 if self.size.height >= _ROOM_FOR_TWO_LINES else 1

    @property
    def issues(self) -> tuple[IssueSummary, ...]:
        """The issues that are listed, in the order of their dates."""
        return self._issues

    @property
    def current(self) -> IssueSummary | None:
        """The issue under the cursor; None on a saved search."""
        row = self.rows[self.cursor] if self.rows else None
        return row if isinstance(row, IssueSummary) else None

    @property
    def current_publication(self) -> str:
        """The publication of the issue under the cursor; empty for none."""
        return self.current.publication if self.current else ""

    @property
    def current_search(self) -> SearchRow | None:
        """The saved search under the cursor."""
        row = self.rows[self.cursor] if self.rows else None
        return row if isinstance(row, SearchRow) else None

    @property
    def position(self) -> str:
        """Which of the issues the cursor is on, such as `issue 3 of 40`; empty on nothing."""
        current = self.current
        if current is None:
            return "saved search" if self.current_search else ""
        number = self.cursor - bisect_left(self._other_rows, self.cursor) + 1
        return f"issue {number:,} of {len(self._issues):,}"

    @property
    def is_at_top(self) -> bool:
        """Whether the cursor is on the first issue, or on nothing."""
        return bisect_left(self._other_rows, self.cursor) == self.cursor

    def row_of(self, issue_id: str) -> int:
        """Return the row of an issue; those that are not listed come last."""
        return self._rows_by_id.get(issue_id, len(self.rows))

    def learn_titles(self, summaries: tuple[IssueSummary, ...]) -> None:
        """Learn all titles of the library, listed or not, to know which are distinct."""
        self._titles = DistinctTitles(summary.title for summary in summaries)

    def show(
        self,
        issues: tuple[IssueSummary, ...],
        grouping: Grouping = Grouping.NONE,
        *,
        at_top: bool = False,
    ) -> None:
        """Show other issues; the cursor stays on its row, or goes to the first issue."""
        kept = self.rows[self.cursor] if self.rows and not at_top else None
        self._grouping = grouping
        self._issues = issues
        self.rows = (*self.searches, *grouped(issues, grouping, self._today))
        rows = list(enumerate(self.rows))
        self._rows_by_id = {row.id: n for n, row in rows if isinstance(row, IssueSummary)}
        self._other_rows = [n for n, row in rows if not isinstance(row, IssueSummary)]
        first = min(len(self.searches), max(len(self.rows) - 1, 0))
        self.set_row_count(len(self.rows), cursor=self._row_now_of(kept, first))

    def show_searches(self, searches: tuple[SearchRow, ...]) -> None:
        """Show other saved searches above the issues."""
        self.searches = searches
        self.show(self.issues, self._grouping)

    def show_counts(self, counts: Mapping[str, IssueMarks]) -> None:
        """Show how many items are marked in each issue."""
        before, self._counts = self._counts, counts

        def is_changed(index: int) -> bool:
            row = self.rows[index]
            return isinstance(row, IssueSummary) and before.get(row.id) != counts.get(row.id)

        self.redraw_where(is_changed)

    def go_to(self, issue_id: str) -> bool:
        """Put the cursor on an issue; False when it is not in the list."""
        row = self.row_of(issue_id)
        if row < len(self.rows):
            self.cursor = row
        return row < len(self.rows)

    def step(self, by: int, ids: frozenset[str] | None = None) -> IssueSummary | None:
        """Go to the next issue (`by` 1) or the previous one (-1) and return it; None at the end.

        Args:
            by: The direction.
            ids: Only issues with these ids count; None for all.
        """
        ahead = range(self.cursor + 1, len(self.rows)) if by > 0 else range(self.cursor - 1, -1, -1)
        for index in ahead:
            row = self.rows[index]
            if isinstance(row, IssueSummary) and (ids is None or row.id in ids):
                self.cursor = index
                return row
        return None

    def issues_beyond(self, by: int) -> Iterator[IssueSummary]:
        """Yield the issues above the cursor (`by` -1) or below it (1)."""
        indexes = range(self.cursor + 1, len(self.rows)) if by > 0 else range(self.cursor)
        rows = (self.rows[index] for index in indexes)
        return (row for row in rows if isinstance(row, IssueSummary))

    def can_rest(self, index: int) -> bool:
        """The cursor skips headings."""
        return not isinstance(self.rows[index], Heading)

    def row_lines(self, index: int, width: int) -> Sequence[Content]:
        """Return what happened, when, and in which publication."""
        match self.rows[index]:
            case Heading() as heading:
                return heading_lines(heading, width, self.row_height)
            case SearchRow() as search:
                return search_lines(search, width, self.row_height)
            case IssueSummary() as summary:
                return self._issue_lines(summary, width)

    def _issue_lines(self, summary: IssueSummary, width: int) -> Sequence[Content]:
        line = issue_line if self.row_height == 1 else issue_row
        lines = line(
            summary,
            width,
            self._today,
            is_title_distinct=self._titles.is_distinct(summary.title, summary.date),
            marks=self._counts.get(summary.id),
            icons=self._icons,
        )
        return (lines,) if isinstance(lines, Content) else lines

    def _row_now_of(self, kept: ListRow | None, otherwise: int) -> int:
        """Return where a row is now; if it is gone, the row that took its place."""
        match kept:
            case None:
                return otherwise
            case IssueSummary(id=issue_id) if issue_id in self._rows_by_id:
                return self._rows_by_id[issue_id]
            case SearchRow(search=search):
                names = [row.search.name for row in self.searches]
                return names.index(search.name) if search.name in names else otherwise
        return min(self.cursor, max(len(self.rows) - 1, 0))
