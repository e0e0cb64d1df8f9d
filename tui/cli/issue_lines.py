"""Issues in a list, as lines of text and as JSON records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.cli.terminal import dim
from tui.export.json import date_json, precision_json
from tui.text.dates import date_column

if TYPE_CHECKING:
    from digests import IssueMarks, IssueSummary
    from tui.cli.terminal import Terminal


def print_issue(summary: IssueSummary, marks: IssueMarks, terminal: Terminal) -> None:
    """Print one line: id, date, unread and all items, publication, title and headline.

    Columns of fixed width come first, so that they line up whatever script the rest is in.
    """
    date = date_column(summary.date, summary.date_precision)
    counts = f"{marks.unread}/{summary.items}"
    name = f"{summary.id} {date}  {counts:>7}  {summary.publication} · {summary.title}"
    headline = f"  {summary.headline}" if summary.headline != summary.title else ""
    line = _fitting((name + headline).rstrip(), terminal.width)
    terminal.print(line[: len(name)], dim(line[len(name) :]))


def summary_json(summary: IssueSummary, marks: IssueMarks) -> dict[str, Any]:
    """Return the record of an issue, with the fields of `json_schema.ISSUE`."""
    return {
        "id": summary.id,
        "publication": summary.publication,
        "title": summary.title,
        "date": date_json(summary.date),
        "date_precision": precision_json(summary),
        "headline": summary.headline,
        "items": summary.items,
        "unread": marks.unread,
        "starred": marks.starred,
        "sections": summary.sections,
        "links": summary.links,
        "language": summary.language,
        "stub": summary.is_stub,
        "link": summary.link,
        "source": summary.source,
    }


def _fitting(line: str, width: int | None) -> str:
    """Cut a line to the terminal's width, so that it stays one line; a pipe gets all of it."""
    if width is None:
        return line
    from tui.text.wrapping import cut

    return cut(line, width)
