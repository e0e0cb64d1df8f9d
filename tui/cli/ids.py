"""The ids on a command line, or those that another program writes to standard input.

The items that ids name: an item's id names itself, an issue's id all its items.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from tui.errors import UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable, Iterator

    from digests import Issue, Item, Library


_STANDARD_INPUT = "-"


def add_ids(parser: ArgumentParser, what: str, *, required: bool = True) -> None:
    """Declare ids of `what`; `-` stands for standard input."""
    parser.add_argument(
        "ids",
        nargs="+" if required else "*",
        metavar="ID",
        help=f"of {what}, or its beginning; - reads ids from standard input, one a line",
    )


def read_ids(arguments: Namespace) -> tuple[str, ...]:
    """Return the ids in their order, each once.

    A line of standard input begins with its id, or is a JSON record that has one.
    Raises UsageError for a line that has none, and when nothing was written.
    """
    ids = tuple(dict.fromkeys(_expanded(arguments.ids)))
    if arguments.ids and not ids:
        raise UsageError("standard input holds no id", "ainews search --help")
    return ids


def _expanded(ids: Iterable[str]) -> Iterator[str]:
    for given in ids:
        if given == _STANDARD_INPUT:
            yield from (_id_in(line) for line in sys.stdin if line.strip())
        else:
            yield given


def _id_in(line: str) -> str:
    """Return the first word of a line, or what its record calls `id`."""
    if not line.lstrip().startswith("{"):
        return line.split(maxsplit=1)[0]
    try:
        record: Any = json.loads(line)
        found = record["id"]
    except (ValueError, KeyError, TypeError):
        raise UsageError("a line of standard input is JSON without an id") from None
    return str(found)


_SEPARATOR = "."
"""Item ids have it, issue ids do not."""


def is_item_id(given: str) -> bool:
    """Say whether an id, perhaps cut short, is that of an item."""
    return _SEPARATOR in given


def named_items(library: Library, ids: Iterable[str]) -> Iterator[tuple[Issue, Item]]:
    """Yield the items in the order of their ids, each with its issue.

    Raises IssueNotFoundError and IssueUnreadableError.
    """
    for given in ids:
        if is_item_id(given):
            yield library.item(given)
        else:
            issue = library.issue(given)
            yield from ((issue, item) for item in issue.items)
