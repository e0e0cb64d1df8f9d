"""One row of the issue list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from tui.rendering import styles
from tui.rendering.dates import short_date
from tui.rendering.wrapping import cut, display_text, fit

if TYPE_CHECKING:
    import datetime

    from digests import IssueSummary

_STUB = "stub"


def issue_row(
    summary: IssueSummary, width: int, today: datetime.date, *, title_tells: bool
) -> tuple[Content, Content]:
    """Return what happened, and below it the date, the publication and the number of items."""
    date = short_date(summary.date, today)
    count = _STUB if summary.is_stub else str(summary.items)
    room = width - len(date) - len(count) - 4
    publication = fit(display_text(summary.publication), max(room, 0))
    place = f" {date} {publication} {count} "
    return (
        Content.assemble(" ", _what_happened(summary, width - 2, title_tells=title_tells)),
        Content.styled(cut(place, width), styles.QUIET),
    )


def issue_line(
    summary: IssueSummary, width: int, today: datetime.date, *, title_tells: bool
) -> Content:
    """Return the row on one line: the date, and what happened."""
    date = short_date(summary.date, today)
    what = _what_happened(summary, max(width - len(date) - 2, 0), title_tells=title_tells)
    return Content.assemble((f" {date} ", styles.QUIET), what)


def _what_happened(summary: IssueSummary, width: int, *, title_tells: bool) -> Content:
    """Return the title and then the headline, or the headline alone when the title is empty talk.

    An issue without a headline has nothing but its title.
    """
    headline = display_text(summary.headline)
    if not headline or not title_tells:
        return Content(cut(headline or display_text(summary.title), width))
    title = cut(display_text(summary.title), width)
    more = cut(headline, width - cell_len(title) - 2)
    return Content.assemble(title, (f"  {more}" if len(more) > 1 else "", styles.QUIET))
