"""The rows of the issue list: an issue, a saved search, or a heading.

Many digests title every issue `AI daily 2025/6/8`, or repeat that not much happened. Such a title
contains its date or recurs with other digits, and adds nothing to the row, which then shows the
headline alone.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from tui.text import styles
from tui.text.dates import short_date
from tui.text.icons import ASCII
from tui.text.wrapping import cut, display_text, fit

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from digests import IssueMarks, IssueSummary
    from tui.state.listing import Heading, SearchRow
    from tui.text.icons import Icons


_STUB = "stub"
_MISSPELT = "?"


def issue_row(
    summary: IssueSummary,
    width: int,
    today: datetime.date,
    *,
    is_title_distinct: bool,
    marks: IssueMarks | None = None,
    icons: Icons = ASCII,
) -> tuple[Content, Content]:
    """Return what happened, and below it the date, the publication and how much is unread."""
    date = short_date(summary.date, today, summary.date_precision)
    count = _count(summary, marks)
    room = width - len(date) - len(count) - 5
    publication = fit(display_text(summary.publication), max(room, 0))
    details = f" {date} {publication} {count} {_star(marks, icons)}"
    what = _what_happened(
        summary, max(width - 3, 0), is_title_distinct=is_title_distinct, marks=marks
    )
    return (
        cut_content(Content.assemble(_sign(marks, icons), " ", what), width),
        Content.styled(cut(details, width), styles.QUIET),
    )


def issue_line(
    summary: IssueSummary,
    width: int,
    today: datetime.date,
    *,
    is_title_distinct: bool,
    marks: IssueMarks | None = None,
    icons: Icons = ASCII,
) -> Content:
    """Return the row on one line: the date, and what happened."""
    date = short_date(summary.date, today, summary.date_precision)
    room = max(width - len(date) - 3, 0)
    what = _what_happened(summary, room, is_title_distinct=is_title_distinct, marks=marks)
    line = Content.assemble(_sign(marks, icons), (f"{date} ", styles.QUIET), what)
    return cut_content(line, width)


def heading_lines(heading: Heading, width: int, height: int) -> list[Content]:
    """Return a heading on the last of `height` lines, the others blank."""
    count = f" {heading.issues:,}"
    words = cut(display_text(heading.title), max(width - cell_len(count) - 1, 0))
    line = Content.assemble(" ", (words, styles.SECTION), (count, styles.QUIET))
    return [*[Content("")] * (height - 1), cut_content(line, width)]


def search_lines(row: SearchRow, width: int, height: int) -> list[Content]:
    """Return a saved search and how many unread items it finds, and below it its query."""
    count = _MISSPELT if row.unread is None else f"{row.unread:,}" if row.unread else ""
    room = max(width - cell_len(count) - 4, 0)
    name = fit(display_text(row.search.name), room)
    first = Content.assemble(("/ ", styles.NUMBER), (name, styles.BOLD if row.unread else ""))
    lines = [
        cut_content(Content.assemble(first, " ", (count, styles.QUIET), " "), width),
        Content.styled(cut(f"  {display_text(row.search.query)}", width), styles.QUIET),
    ]
    return lines[:height]


def cut_content(line: Content, width: int) -> Content:
    """Return `line`, cut to `width` on panes of a few cells."""
    return line if line.cell_length <= width else Content(cut(line.plain, max(width, 0)))


def _sign(marks: IssueMarks | None, icons: Icons) -> tuple[str, str]:
    return (icons.unread if marks and marks.unread else icons.read, styles.UNREAD)


def _star(marks: IssueMarks | None, icons: Icons) -> str:
    return icons.starred if marks and marks.starred else " "


def _count(summary: IssueSummary, marks: IssueMarks | None) -> str:
    """Say `unread/items`; only the number of items when all or none are known to be read."""
    if summary.is_stub:
        return _STUB
    if marks is None or not marks.unread:
        return str(summary.items)
    return f"{marks.unread}/{summary.items}"


def _what_happened(
    summary: IssueSummary, width: int, *, is_title_distinct: bool, marks: IssueMarks | None
) -> Content:
    """Return the title and the headline, or the headline alone when the title is not distinct.

    An issue without a headline always shows its title.
    """
    style = styles.QUIET if marks and not marks.unread and summary.items else ""
    headline = display_text(summary.headline)
    if not headline or not is_title_distinct:
        return Content.styled(cut(headline or display_text(summary.title), width), style)
    title = cut(display_text(summary.title), width)
    more = cut(headline, width - cell_len(title) - 2)
    return Content.assemble((title, style), (f"  {more}" if len(more) > 1 else "", styles.QUIET))


_DIGITS_AND_MARKS = re.compile(r"[\d\W_]+")
_MONTHS = re.compile(
    r"(jan|febr?|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)"
    r"(uary|ch|il|ust|ember|tember|ober)?"
)


class DistinctTitles:
    """The titles of all issues of a library, and which of them say something."""

    def __init__(self, titles: Iterable[str] = ()) -> None:
        """Count `titles`, one for each issue."""
        self._known = Counter(_core(title) for title in titles)

    def is_distinct(self, title: str, date: datetime.date | None = None) -> bool:
        """Whether `title` leaves out `date` and, digits aside, belongs to one issue only."""
        core = _core(title)
        return bool(core) and self._known[core] <= 1 and not _names(title, date)


def _names(title: str, date: datetime.date | None) -> bool:
    numbers = {int(digits) for digits in re.findall(r"\d{1,4}", title)}
    return date is not None and {date.month, date.day} <= numbers


def _core(title: str) -> str:
    words = _DIGITS_AND_MARKS.sub(" ", title.lower()).split()
    return " ".join(word for word in words if not _MONTHS.fullmatch(word))
