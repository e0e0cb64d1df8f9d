"""The issues of the library, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.rendering.issue_row import issue_line, issue_row
from tui.rendering.telling_titles import TellingTitles
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from textual.content import Content

    from digests import IssueSummary

_ROOM_FOR_TWO_LINES = 14
"""Height from which a row takes two lines."""


class IssueList(VirtualList):
    """Rows that say when, who and what happened."""

    def __init__(self, today: datetime.date, *, id: str | None = None) -> None:  # noqa: A002  # Textual's own name
        """`today` is the day that is shown as such."""
        super().__init__(id=id)
        self._today = today
        self._titles = TellingTitles()
        self.summaries: tuple[IssueSummary, ...] = ()

    @property
    def row_height(self) -> int:
        """Two lines where there is room."""
        return 2 if self.size.height >= _ROOM_FOR_TWO_LINES else 1

    @property
    def current(self) -> IssueSummary | None:
        """The issue under the cursor."""
        return self.summaries[self.cursor] if self.summaries else None

    def show(self, summaries: tuple[IssueSummary, ...], *, at_top: bool = False) -> None:
        """Show other issues; the cursor stays on its issue, or goes to the first one."""
        kept = None if at_top else self.current
        self.summaries = summaries
        self._titles = TellingTitles(summary.title for summary in summaries)
        self.set_row_count(len(summaries), cursor=self._row_of(kept.id) if kept else 0)

    def go_to(self, issue_id: str) -> None:
        """Put the cursor on an issue, or leave it where it is when that is not in the list."""
        self.cursor = self._row_of(issue_id)

    def row_lines(self, index: int, width: int) -> Sequence[Content]:
        """Return what happened, when, and in which publication."""
        summary = self.summaries[index]
        tells = self._titles.tells(summary.title, summary.date)
        if self.row_height == 1:
            return (issue_line(summary, width, self._today, title_tells=tells),)
        return issue_row(summary, width, self._today, title_tells=tells)

    def _row_of(self, issue_id: str) -> int:
        ids = (summary.id for summary in self.summaries)
        return next((row for row, found in enumerate(ids) if found == issue_id), self.cursor)
