"""`ainews list`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.issue_json import date_json
from tui.terminal import dim
from tui.verbs.library_option import add_library_option, open_read_library

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from digests import IssueSummary
    from tui.terminal import Terminal

_NOTHING_FOUND = 1


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")
    add_library_option(parser)


def run(arguments: Namespace, terminal: Terminal) -> int:
    """Print every issue, newest first; 1 when there is none."""
    with open_read_library(arguments, terminal) as library:
        issues = library.issues()
    for summary in issues:
        if arguments.json:
            terminal.print_json(_summary_json(summary))
        else:
            _print_summary(summary, terminal)
    if not issues:
        terminal.say("there are no issues; `ainews index` says why")
    return 0 if issues else _NOTHING_FOUND


def _print_summary(summary: IssueSummary, terminal: Terminal) -> None:
    """What is of one width comes first, so that the columns line up in any script."""
    date = date_json(summary.date) or ""
    name = f"{summary.publication} · {summary.title}"
    known = f"{summary.id}  {date:<10}  {summary.items:>4}  {name}"
    happened = f"  {summary.headline}" if summary.headline != summary.title else ""
    line = _fitting((known + happened).rstrip(), terminal.width)
    terminal.print(line[: len(known)], dim(line[len(known) :]))


def _fitting(line: str, width: int | None) -> str:
    """A line of a list is cut where it would take two; a pipe gets all of it."""
    if width is None:
        return line
    from tui.rendering.wrapping import cut

    return cut(line, width)


def _summary_json(summary: IssueSummary) -> dict[str, Any]:
    return {
        "id": summary.id,
        "publication": summary.publication,
        "title": summary.title,
        "date": date_json(summary.date),
        "headline": summary.headline,
        "items": summary.items,
        "sections": summary.sections,
        "links": summary.links,
        "language": summary.language,
        "stub": summary.is_stub,
        "source": summary.source,
    }
