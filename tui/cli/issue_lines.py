"""Issues of a list, as lines for people and as records for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.cli.terminal import dim
from tui.export.json import date_json

if TYPE_CHECKING:
    from digests import IssueMarks, IssueSummary
    from tui.cli.terminal import Terminal


def print_issue(summary: IssueSummary, marks: IssueMarks, terminal: Terminal) -> None:
    """Print one line: id, date, unread of all items, what it is and what happened.

    What is of one width comes first, so that the columns line up in any script.
    """
    date = date_json(summary.date) or ""
    counts = f"{marks.unread}/{summary.items}"
    known = f"{summary.id}  {date:<10}  {counts:>7}  {summary.publication} · {summary.title}"
    happened = f"  {summary.headline}" if summary.headline != summary.title else ""
    line = _fitting((known + happened).rstrip(), terminal.width)
    terminal.print(line[: len(known)], dim(line[len(known) :]))


def summary_json(summary: IssueSummary, marks: IssueMarks) -> dict[str, Any]:
    """Return the record of an issue."""
    return {
        "id": summary.id,
        "publication": summary.publication,
        "title": summary.title,
        "date": date_json(summary.date),
        "headline": summary.headline,
        "items": summary.items,
        "unread": marks.unread,
        "starred": marks.starred,
        "sections": summary.sections,
        "links": summary.links,
        "language": summary.language,
        "stub": summary.is_stub,
        "source": summary.source,
    }


def _fitting(line: str, width: int | None) -> str:
    """A line of a list is cut where it would take two; a pipe gets all of it."""
    if width is None:
        return line
    from tui.text.wrapping import cut

    return cut(line, width)
