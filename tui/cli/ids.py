"""Ids from the command line or standard input, and the items that they stand for.

An issue's id stands for all its items.
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
_HELP = "of {}, or its beginning; - reads ids from standard input, one a line"


def add_ids(parser: ArgumentParser, what: str, *, required: bool = True) -> None:
    """Declare the argument `ids`, for `read_ids`; `what` is for the help, such as `items`."""
    parser.add_argument(
        "ids",
        nargs="+" if required else "*",
        metavar="ID",
        help=_HELP.format(what),
    )


def add_id(parser: ArgumentParser, what: str) -> None:
    """Declare the argument `ids` as `add_ids` does, where another argument follows a single id."""
    parser.add_argument("ids", nargs=1, metavar="ID", help=_HELP.format(what))


def read_ids(arguments: Namespace) -> tuple[str, ...]:
    """Return the ids in their order, each once; `-` is replaced by those on standard input.

    A line of standard input either begins with an id or is a JSON record with the field `id`.
    Raises UsageError for a JSON line without one, and when standard input has no ids.
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
    """Return the first word of a line, or the `id` of its JSON record."""
    if not line.lstrip().startswith("{"):
        return line.split(maxsplit=1)[0]
    try:
        record: Any = json.loads(line)
        given = record["id"]
    except (ValueError, KeyError, TypeError):
        raise UsageError("a line of standard input is JSON without an id") from None
    return str(given)


_SEPARATOR = "."
"""Between the issue's id and the rest of an item's id."""


def is_item_id(given: str) -> bool:
    """Return whether an id, which may be abbreviated, is an item's and not an issue's."""
    return _SEPARATOR in given


def named_items(library: Library, ids: Iterable[str]) -> Iterator[tuple[Issue, Item]]:
    """Yield the items that `ids` stand for, in that order, each with its issue.

    Raises IssueNotFoundError and IssueUnreadableError.
    """
    for given in ids:
        if is_item_id(given):
            yield library.item(given)
        else:
            issue = library.issue(given)
            yield from ((issue, item) for item in issue.items)
