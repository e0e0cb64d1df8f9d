"""`ainews unread`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.cli.issue_lines import print_issue, summary_json
from tui.cli.json_output import add_json_options, print_records, wants_json
from tui.cli.options import add_library_option, open_indexed_library

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from tui.cli.terminal import Terminal

_NOTHING_FOUND = 1


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    add_json_options(parser, count="print only how many items are unread")
    add_library_option(parser)


def run(arguments: Namespace, terminal: Terminal) -> int:
    """Print the issues with unread items, newest first; 1 if everything is read."""
    with open_indexed_library(arguments, terminal) as library:
        marks = library.marks.counts()
        issues = [summary for summary in library.issues() if marks[summary.id].unread]
    total = sum(marks[summary.id].unread for summary in issues)
    if arguments.count:
        terminal.print(str(total))
    elif wants_json(arguments):
        records = (summary_json(summary, marks[summary.id]) for summary in issues)
        print_records(arguments, terminal, "issues", records, unread=total)
    else:
        for summary in issues:
            print_issue(summary, marks[summary.id], terminal)
        if not issues:
            terminal.notify("nothing is unread")
    return 0 if total else _NOTHING_FOUND
