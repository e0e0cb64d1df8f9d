"""`ainews mark ID...`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digests import IssueNotFoundError, MarkChange
from tui.cli.ids import add_ids, is_item_id, read_ids
from tui.cli.json_output import add_json_options, print_records, wants_json
from tui.cli.options import add_library_option, open_indexed_library
from tui.errors import UsageError
from tui.export.query_items import found_ids
from tui.text.counts import counted

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable, Iterator

    from digests import Issue, Library
    from tui.cli.terminal import Terminal

_NOTHING_FOUND = 1


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the items and the marks."""
    add_ids(parser, "issues or items", required=False)
    parser.add_argument("--query", metavar="QUERY", help="mark all items that this finds")
    _add_marks(parser)
    add_json_options(parser)
    add_library_option(parser)


def run(arguments: Namespace, terminal: Terminal) -> int:
    """Change the marks in one step; 1 if nothing changed."""
    change = _change(arguments)
    with open_indexed_library(arguments, terminal) as library:
        item_ids = tuple(dict.fromkeys(_wanted(library, arguments, terminal)))
        changed = library.marks.change(item_ids, change)
    if wants_json(arguments):
        record = {"change": changed.description, "items": changed.count}
        print_records(arguments, terminal, "changes", [record])
    else:
        terminal.print(f"{counted(changed.count, 'item', of=len(item_ids))} {changed.description}")
    return 0 if changed.count else _NOTHING_FOUND


def _add_marks(parser: ArgumentParser) -> None:
    read = parser.add_mutually_exclusive_group()
    read.add_argument("--read", action="store_const", const=True, help="mark as read")
    read.add_argument(
        "--unread", dest="read", action="store_const", const=False, help="mark as unread"
    )
    star = parser.add_mutually_exclusive_group()
    star.add_argument("--star", action="store_const", const=True, help="star")
    star.add_argument(
        "--unstar", dest="star", action="store_const", const=False, help="take the star away"
    )
    parser.add_argument("--tag", action="append", default=[], metavar="NAME", help="add a tag")
    parser.add_argument(
        "--untag", action="append", default=[], metavar="NAME", help="take a tag away"
    )


def _change(arguments: Namespace) -> MarkChange:
    change = MarkChange(
        arguments.read, arguments.star, tuple(arguments.tag), tuple(arguments.untag)
    )
    if not change.wanted():
        raise UsageError("no mark is given, such as --read or --tag NAME", "ainews mark --help")
    if not arguments.ids and arguments.query is None:
        raise UsageError("neither an ID nor --query says what to mark", "ainews mark --help")
    return change


def _wanted(library: Library, arguments: Namespace, terminal: Terminal) -> Iterator[str]:
    yield from _item_ids(library, read_ids(arguments))
    if arguments.query is not None:
        yield from found_ids(library, arguments.query, tell=terminal.notify_all)


def _item_ids(library: Library, ids: Iterable[str]) -> Iterator[str]:
    """Yield the unabbreviated ids of items; each issue is read once."""
    issues: dict[str, Issue] = {}
    for given in ids:
        issue_id = given.partition(".")[0]
        issue = issues.get(issue_id) or issues.setdefault(issue_id, library.issue(issue_id))
        prefix = f"{issue.id}.{given.partition('.')[2]}"
        matching = [item.id for item in issue.items if item.id.startswith(prefix)]
        if is_item_id(given) and len(matching) != 1 and prefix not in matching:
            raise IssueNotFoundError(given)
        yield from [prefix] if prefix in matching else matching
