"""`ainews list`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.cli.issue_lines import print_issue, summary_json
from tui.cli.json_output import add_json_options, print_records, wants_json
from tui.cli.library import chosen_sources
from tui.cli.options import add_library_option, open_indexed_library, positive_number

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from digests import IssueSummary
    from tui.cli.terminal import Terminal

_NOTHING_FOUND = 1


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--publication", metavar="NAME", help="list this publication only")
    parser.add_argument("--tag", metavar="NAME", help="list only what sources with this tag gave")
    parser.add_argument(
        "--limit", type=positive_number, metavar="N", help="at most the N newest issues"
    )
    add_json_options(parser)
    add_library_option(parser)


def run(arguments: Namespace, terminal: Terminal) -> int:
    """Print the issues, newest first; 1 if there are none."""
    with open_indexed_library(arguments, terminal) as library:
        marks = library.marks.counts()
        issues = _wanted(library.issues(), arguments)
    if wants_json(arguments):
        records = (summary_json(summary, marks[summary.id]) for summary in issues)
        print_records(arguments, terminal, "issues", records)
    else:
        for summary in issues:
            print_issue(summary, marks[summary.id], terminal)
    if not issues:
        terminal.notify("there are no such issues; `ainews index` says what is read")
    return 0 if issues else _NOTHING_FOUND


def _wanted(issues: tuple[IssueSummary, ...], arguments: Namespace) -> tuple[IssueSummary, ...]:
    name = arguments.publication
    wanted = tuple(summary for summary in issues if name in (None, summary.publication))
    if arguments.tag is not None:
        # Where an issue was read begins with its source's folder, which has the source's name.
        names = {source.name for source in chosen_sources().tagged(arguments.tag)}
        wanted = tuple(one for one in wanted if one.source.partition("/")[0] in names)
    return wanted[: arguments.limit]
