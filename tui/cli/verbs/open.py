"""`ainews open ID [NUMBER]`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from digests import IssueNotFoundError, primary_first
from tui.cli.ids import add_id, is_item_id, read_ids
from tui.cli.options import add_library_option, open_indexed_library, positive_number
from tui.errors import UsageError
from tui.text.counts import counted

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from digests import Issue, Item, Library
    from tui.cli.terminal import Terminal

_NOTHING_FOUND = 1


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the item and the number of the link."""
    add_id(parser, "an item")
    parser.add_argument(
        "number",
        nargs="?",
        type=positive_number,
        metavar="NUMBER",
        help="of the link; without it the primary source is opened",
    )
    parser.add_argument("--print", action="store_true", help="print the address instead")
    add_library_option(parser)


def run(arguments: Namespace, terminal: Terminal) -> int:
    """Open a link of each item, after printing where it leads; 1 if no item has links."""
    with open_indexed_library(arguments, terminal) as library:
        named = [_item(library, wanted) for wanted in read_ids(arguments)]
    urls = [
        issue.publication.resolve(_url(item, arguments.number))
        for issue, item in named
        if item.links
    ]
    for url in urls:
        if arguments.print:
            terminal.print(url)
        else:
            _open(url, terminal)
    if not urls:
        terminal.notify("the item has no links" if len(named) == 1 else "the items have no links")
    return 0 if urls else _NOTHING_FOUND


def _item(library: Library, wanted: str) -> tuple[Issue, Item]:
    """Return the item with this id, or the only item of an issue."""
    try:
        return library.item(wanted)
    except IssueNotFoundError:
        if is_item_id(wanted):
            raise
        items = len(library.issue(wanted).items)
        reason = f"{wanted} is an issue of {items:,} items, and one of them is wanted"
        raise UsageError(reason, f"ainews links {wanted} --json") from None


def _url(item: Item, number: int | None) -> str:
    if number is None:
        return primary_first(item.links)[0].url
    if number > len(item.links):
        links = counted(len(item.links), "link")
        raise UsageError(f"the item has only {links}", f"ainews links {item.id}")
    return item.links[number - 1].url


def _open(url: str, terminal: Terminal) -> None:
    from tui.settings import load_settings
    from tui.system.browser import open_link
    from tui.system.paths import settings_file

    browser = load_settings(settings_file()).browser
    open_link(
        url, os.environ, configured=browser, on_start=lambda opening: terminal.notify(str(opening))
    )
