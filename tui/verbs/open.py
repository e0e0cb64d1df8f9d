"""`ainews open ID [NUMBER]`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from digests import primary_first
from tui.errors import UsageError
from tui.verbs.library_option import add_library_option, open_read_library
from tui.verbs.whole_number import positive_number

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from contextlib import AbstractContextManager

    from digests import Item
    from tui.terminal import Terminal

_NOTHING_FOUND = 1


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the item and the number of the link."""
    parser.add_argument("id", metavar="ID", help="of an item, or its beginning")
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
    """Open a link of an item in the browser; 1 when the item has none."""
    with open_read_library(arguments, terminal) as library:
        issue, item = library.item(arguments.id)
    if not item.links:
        terminal.say("the item has no links")
        return _NOTHING_FOUND
    url = issue.publication.resolve(_url(item, arguments.number))
    if arguments.print:
        terminal.print(url)
    else:
        _open(url, terminal)
    return 0


def _url(item: Item, number: int | None) -> str:
    if number is None:
        return primary_first(item.links)[0].url
    if number > len(item.links):
        raise UsageError(f"the item has only {len(item.links)} links", "ainews links ID")
    return item.links[number - 1].url


def _open(url: str, terminal: Terminal) -> None:
    from tui.browser import open_link
    from tui.locations import settings_file
    from tui.settings import load_settings

    browser = load_settings(settings_file()).browser
    opened = open_link(url, os.environ, configured=browser, make_room=_nothing_to_clear)
    terminal.say(f"{opened.host} · opened with {opened.how}")


def _nothing_to_clear() -> AbstractContextManager[None]:
    """A browser for the terminal finds no screen of ours in its way."""
    from contextlib import nullcontext

    return nullcontext()
