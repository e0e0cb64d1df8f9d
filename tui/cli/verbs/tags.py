"""`ainews tags`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.cli.json_output import add_json_options, print_records, wants_json
from tui.cli.options import add_library_option, open_indexed_library

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from tui.cli.terminal import Terminal

_NOTHING_FOUND = 1


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    add_json_options(parser)
    add_library_option(parser)


def run(arguments: Namespace, terminal: Terminal) -> int:
    """Print the tags with their numbers of items, the most used first; 1 if there are none."""
    with open_indexed_library(arguments, terminal) as library:
        tags = library.marks.tags()
    if wants_json(arguments):
        records = ({"tag": tag, "items": items} for tag, items in tags)
        print_records(arguments, terminal, "tags", records)
    else:
        for tag, items in tags:
            terminal.print(f"{items:>6,}  {tag}")
        if not tags:
            terminal.notify("there are no tags; `t` in the reader and `ainews mark --tag` add them")
    return 0 if tags else _NOTHING_FOUND
