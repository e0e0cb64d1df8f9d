"""`ainews export`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.cli.ids import add_ids, named_items, read_ids
from tui.cli.options import add_library_option, add_saved, open_indexed_library, saved_query
from tui.errors import UsageError
from tui.export.file import exported, write_export
from tui.export.query_items import found_items
from tui.text.counts import counted

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from digests import Issue, Item, Library
    from tui.cli.terminal import Terminal

_NOTHING_FOUND = 1


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the items to export, and the file."""
    add_ids(parser, "issues or items", required=False)
    parser.add_argument("--query", metavar="QUERY", help="export all items that this finds")
    add_saved(parser)
    parser.add_argument("--format", choices=("md", "json"), help="Markdown without it")
    parser.add_argument("-o", "--output", metavar="FILE", help="a new file; .json means JSON")
    parser.add_argument("--title", default="", help="of the Markdown file")
    add_library_option(parser)


def run(arguments: Namespace, terminal: Terminal) -> int:
    """Write items to standard output or a new file; 1 if there are none."""
    if not (arguments.ids or arguments.query or arguments.saved):
        raise UsageError("no ID, --query or --saved says what to export", "ainews export --help")
    with open_indexed_library(arguments, terminal) as library:
        chosen = list(dict.fromkeys(_chosen(library, arguments, terminal)))
    if not chosen:
        terminal.notify("there is nothing to export")
        return _NOTHING_FOUND
    title = arguments.title or arguments.query or arguments.saved or chosen[0][0].title
    if arguments.output is None:
        content = exported(chosen, title, f"items.{arguments.format or 'md'}")
        terminal.print(content.rstrip("\n"))
    else:
        path = write_export(chosen, title, arguments.output, arguments.format)
        terminal.notify(f"{counted(len(chosen), 'item')} written to {path}")
    return 0


def _chosen(
    library: Library, arguments: Namespace, terminal: Terminal
) -> Iterator[tuple[Issue, Item]]:
    """Yield the items with the given ids, then those that the queries find."""
    yield from named_items(library, read_ids(arguments))
    for query in (arguments.query, saved_query(arguments.saved)):
        if query:
            yield from found_items(library, query, tell=terminal.notify_all)
