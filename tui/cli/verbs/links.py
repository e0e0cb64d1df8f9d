"""`ainews links ID...`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from digests import link_kind
from tui.cli.ids import add_ids, named_items, read_ids
from tui.cli.json_output import add_json_options, print_records, wants_json
from tui.cli.options import add_library_option, open_indexed_library
from tui.cli.terminal import dim

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from digests import Issue, Item
    from tui.cli.terminal import Terminal

_NOTHING_FOUND = 1


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the ids."""
    add_ids(parser, "issues or items")
    add_json_options(parser)
    add_library_option(parser)


def run(arguments: Namespace, terminal: Terminal) -> int:
    """Print the links of items, or of all items in issues; 1 if there are none."""
    with open_indexed_library(arguments, terminal) as library:
        items = named_items(library, read_ids(arguments))
        links = [link for issue, item in items for link in _links(issue, item)]
    if wants_json(arguments):
        print_records(arguments, terminal, "links", links)
    else:
        for link in links:
            text = f"  {link['text']}" if link["text"] else ""
            terminal.print(f"{link['number']:>3}  {link['url']}", dim(text))
    return 0 if links else _NOTHING_FOUND


def _links(issue: Issue, item: Item) -> Iterator[dict[str, Any]]:
    for number, link in enumerate(item.links, start=1):
        url = issue.publication.resolve(link.url)
        yield {
            "item": item.id,
            "number": number,
            "url": url,
            "site": link.site,
            "kind": link_kind(url).value,
            "text": " ".join(link.text.split()),
        }
