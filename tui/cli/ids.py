"""The ids on a command line, or those that another program writes to standard input."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from tui.errors import UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable, Iterator

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
